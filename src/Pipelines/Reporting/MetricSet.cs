using Pipelines.Evaluation;

namespace Pipelines.Reporting;

/// <summary>The metrics of one model.</summary>
/// <param name="Key">Stable name of the model, such as <c>bayesian-mf</c>.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Metrics">Its metrics, in the order to show them.</param>
public sealed record MetricSet(string Key, string Name, IReadOnlyList<Metric> Metrics)
{
    /// <summary>The metrics of one evaluation.</summary>
    public static MetricSet Of(string key, string name, IMetrics metrics) => new(key, name, [.. metrics.All]);
}
