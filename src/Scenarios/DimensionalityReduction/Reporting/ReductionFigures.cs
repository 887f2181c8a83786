using DimensionalityReduction.Study;
using Pipelines;
using Pipelines.Evaluation;

namespace DimensionalityReduction.Reporting;

/// <summary>Figures of a study that several parts of screen and report show: computed once.</summary>
internal sealed class ReductionFigures
{
    private readonly Dictionary<(string Algorithm, int Components), BootstrapEstimate> _changes = [];

    private ReductionFigures(ReductionStudy study) => Study = study;

    /// <summary>The study.</summary>
    public ReductionStudy Study { get; }

    /// <summary>The chosen number of components.</summary>
    public int Chosen => Study.Decision.Components;

    /// <summary>Numbers a row has before: the columns of the file as they are encoded.</summary>
    public int Width => Study.Encoded.Columns;

    /// <summary>How many times faster the linear algorithm is fitted on the components; NaN without a target.</summary>
    public double FitFaster => Study.Labelled ? Ratio(Linear, t => t.FitSeconds) : double.NaN;

    /// <summary>The same with the time to find the components counted.</summary>
    public double FitFasterInAll => Study.Labelled ? Study[Linear.Key, Trial.All, 0].FitSeconds / (Study[Linear.Key, Trial.Pca, Chosen].FitSeconds + Study.Measured.PcaSeconds) : double.NaN;

    /// <summary>How many times faster nearest neighbours answer on the components; NaN without a target.</summary>
    public double AnswerFaster => Study.Labelled ? Ratio(Study.Algorithms[0], t => t.RowSeconds) : double.NaN;

    /// <summary>The linear algorithm.</summary>
    public Algorithm Linear => Study.Algorithms[^1];

    /// <summary>Share of the memory of rows that is saved.</summary>
    public double MemorySaved => 1 - (Chosen / (double)Width);

    /// <summary>Computes what takes time.</summary>
    public static ReductionFigures Of(ReductionStudy study, FitControl control)
    {
        var figures = new ReductionFigures(study);
        foreach (var algorithm in study.Algorithms)
        {
            var all = study[algorithm.Key, Trial.All, 0].Scores;
            foreach (var k in study.Tried)
            {
                double[] change = [.. study[algorithm.Key, Trial.Pca, k].Scores.Zip(all, (few, every) => few - every)];
                figures._changes[(algorithm.Key, k)] = Bootstrap.Mean(change, new() { Seed = study.Options.Seed }, control);
            }
        }
        return figures;
    }

    /// <summary>How much better or worse an algorithm is on so many components than on all columns, row by row.</summary>
    public BootstrapEstimate Change(Algorithm algorithm, int components) => _changes[(algorithm.Key, components)];

    private double Ratio(Algorithm algorithm, Func<Trial, double> seconds) =>
        seconds(Study[algorithm.Key, Trial.All, 0]) / Math.Max(1e-12, seconds(Study[algorithm.Key, Trial.Pca, Chosen]));
}
