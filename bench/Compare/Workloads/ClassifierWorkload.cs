using Pipelines;
using Pipelines.Data;
using Pipelines.Supervised;

namespace Bench.Compare.Workloads;

/// <summary>A downstream task: the class of a row is which of its first ten columns is largest. The last rows are classified by a fit to the others, or a fit alone is timed.</summary>
internal sealed class ClassifierWorkload : Workload
{
    private readonly Examples _train;
    private readonly MatrixView _test;
    private readonly FitControl _control;
    private readonly bool _neighbors;
    private readonly Matrix _answer;
    private LogisticRegressionModel? _model;

    public ClassifierWorkload(Job job)
    {
        var rows = new Matrix(job.Shape[0] + job.Shape[2], job.Shape[1], Values(job.Files[0]));
        _control = new() { Threads = job.Threads };
        _neighbors = job.Kind == "knn";
        _train = new(rows.View[..job.Shape[0]], Enumerable.Range(0, job.Shape[0]).Select(r => (float)System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(rows[r][..10])).ToArray());
        _test = rows.View[job.Shape[0]..];
        _answer = new(_test.Rows, 10);
    }

    /// <summary>The mean log loss that was reached, less being better, so its negative.</summary>
    public override double Quality => _neighbors ? double.NaN : -_model!.Loss;

    public override void Run()
    {
        if (_neighbors)
        {
            new KNeighborsClassifier().Fit(_train, _control).Probabilities(_test, _answer, _control);
        }
        else
        {
            _model = new LogisticRegression().Fit(_train, _control);
        }
    }

    public override IEnumerable<ReadOnlyMemory<float>> Results() => _neighbors ? [_answer.Values] : [];
}
