namespace Pipelines.Evaluation;

/// <summary>What was measured on each fold, and in the mean.</summary>
public sealed class CrossValidationResult : IMetrics
{
    internal CrossValidationResult(IReadOnlyList<IMetrics> folds, double trainRows, double testRows)
    {
        Folds = folds;
        Metric[][] measured = [.. folds.Select(f => f.All.ToArray())];
        Summaries = [.. measured[0].Select(m => FoldSummary.Of(m, [.. measured.Select(of => ValueOf(of, m.Key))], trainRows, testRows))];
    }

    /// <summary>The metrics of each fold, in the order of the folds.</summary>
    public IReadOnlyList<IMetrics> Folds { get; }

    /// <summary>Each metric over the folds, in the order of the first fold's metrics.</summary>
    public IReadOnlyList<FoldSummary> Summaries { get; }

    /// <summary>The mean of each metric over the folds, with its interval.</summary>
    public IEnumerable<Metric> All => Summaries.Select(s => new Metric(s.Key, s.Mean, s.Better, s.Interval));

    /// <summary>One metric over the folds; upper and lower case are the same.</summary>
    /// <exception cref="OptionException">There is none; the keys there are are listed.</exception>
    public FoldSummary Summary(string key)
    {
        var found = this.Find(key).Key;
        return Summaries.First(s => s.Key == found);
    }

    private static double ValueOf(Metric[] metrics, string key) => Array.Find(metrics, m => m.Key == key) is { Key: not null } found ? found.Value : double.NaN;
}
