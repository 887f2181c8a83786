namespace Pipelines.Evaluation;

/// <summary>A set of metrics from one evaluation.</summary>
public interface IMetrics
{
    /// <summary>The numbers, in the order to show them.</summary>
    IEnumerable<Metric> All { get; }
}
