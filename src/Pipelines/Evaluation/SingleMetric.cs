namespace Pipelines.Evaluation;

/// <summary>One metric alone, for scoring functions that compute no more.</summary>
/// <param name="Metric">The metric.</param>
public sealed record SingleMetric(Metric Metric) : IMetrics
{
    /// <summary>One metric from its parts.</summary>
    public SingleMetric(string key, double value, Better better) : this(new Metric(key, value, better)) { }

    /// <inheritdoc/>
    public IEnumerable<Metric> All => [Metric];
}
