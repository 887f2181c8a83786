using Pipelines.Evaluation;

namespace MovieRecommendation.Study;

/// <summary>One model's lists.</summary>
/// <param name="Key">Stable name; the text <c>model.KEY</c> names it for people.</param>
/// <param name="Metrics">Over the whole catalogue, seen items left out.</param>
/// <param name="Shown">The metrics to show, with intervals where they were computed.</param>
/// <param name="Seconds">How long fitting took.</param>
internal sealed record ListModel(string Key, RankingMetrics Metrics, IReadOnlyList<Metric> Shown, double Seconds)
{
    /// <summary>One of <see cref="Shown"/> by its key.</summary>
    public Metric this[string key] => Shown.First(m => m.Key == key);
}
