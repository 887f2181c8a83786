namespace Pipelines.Evaluation;

/// <summary>Finds metrics by key.</summary>
public static class MetricLookup
{
    /// <summary>The metric of a key; upper and lower case are the same.</summary>
    /// <exception cref="OptionException">There is none; the keys there are are listed.</exception>
    public static Metric Find(this IMetrics metrics, string key)
    {
        foreach (var metric in metrics.All)
        {
            if (string.Equals(metric.Key, key, StringComparison.OrdinalIgnoreCase))
            {
                return metric;
            }
        }
        throw new OptionException("metric.key", $"There is no metric '{key}' here. There are: {string.Join(", ", metrics.All.Select(m => m.Key))}.");
    }
}
