using Pipelines.Evaluation;

namespace CustomerSegmentation.Study;

/// <summary>What <c>--optimize</c> can choose by and <c>--require</c> can ask of every method and number that is tried.</summary>
/// <param name="Trial">The method and number.</param>
internal sealed record TrialMetrics(Trial Trial) : IMetrics
{
    /// <summary>The keys that can be optimised: larger is better in each.</summary>
    public static IReadOnlyList<string> Optimized { get; } = ["stability", "eta_squared", "silhouette", "smallest_share"];

    /// <inheritdoc/>
    public IEnumerable<Metric> All =>
    [
        new("stability", Trial.Stability, Better.Higher), new("eta_squared", Trial.Value, Better.Higher), new("silhouette", Trial.Silhouette, Better.Higher),
        new("smallest_share", Trial.SmallestShare, Better.Higher), new("segments", Trial.Segments, Better.Neither),
    ];

    /// <summary>The value of a metric; NaN where it was not measured.</summary>
    public double Of(string key) => All.First(m => m.Key == key).Value;

    /// <summary>True where no segment is too small and every rule about these metrics holds; rules about others are held against the finished run.</summary>
    public bool Keeps(StudyOptions options)
    {
        var known = All.Where(m => !double.IsNaN(m.Value)).Select(m => m.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Trial.SmallestShare >= options.Smallest && options.Rules.All(r => !known.Contains(r.Key) || r.Check(this).Holds);
    }
}
