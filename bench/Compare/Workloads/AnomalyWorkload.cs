using Pipelines;
using Pipelines.Anomaly;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Models;

namespace Bench.Compare.Workloads;

/// <summary>Fits or scores a detector on one thread.</summary>
internal sealed class AnomalyWorkload : Workload
{
    private readonly Matrix _rows;
    private readonly bool[] _anomalies;
    private readonly float[] _scores;
    private readonly bool _fits;
    private readonly FitControl _control;
    private IAnomalyDetector _detector;

    public AnomalyWorkload(Job job)
    {
        _rows = new(job.Shape[0], job.Shape[1], Values(job.Files[0]));
        _anomalies = Array.ConvertAll(Values(job.Files[1]), v => v > 0);
        _scores = new float[job.Shape[0]];
        _fits = job.Kind == "forest-fit";
        _control = new() { Threads = job.Threads };
        _detector = job.Kind switch
        {
            "neighbors" => new NeighborDistance().Fit(_rows, _control),
            "mahalanobis" => new Mahalanobis().Fit(_rows, _control),
            _ => new IsolationForest().Fit(_rows, _control),
        };
    }

    /// <summary>ROC-AUC of the forest; the other detectors give the same distances as their peers.</summary>
    public override double Quality
    {
        get
        {
            if (_detector is not IsolationForestModel)
            {
                return double.NaN;
            }
            _detector.Score(_rows, _scores);
            return AnomalyMetrics.Of(_scores, _anomalies).RocAuc;
        }
    }

    public override void Run()
    {
        if (_detector is NeighborDistanceModel neighbors)
        {
            neighbors.ScoreTraining(_scores, _control);
        }
        else if (_fits)
        {
            _detector = new IsolationForest().Fit(_rows, _control);
        }
        else
        {
            _detector.Score(_rows, _scores);
        }
    }

    public override IEnumerable<ReadOnlyMemory<float>> Results() => _detector is IsolationForestModel ? [] : [_scores];
}
