using Pipelines.Evaluation;

namespace Pipelines.Reporting;

/// <summary>One figure at the head of a report.</summary>
/// <param name="Key">Stable name in JSON, such as a metric key: <c>rmse</c>, <c>rows</c>.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Value">The figure as text, such as <c>0.864</c>.</param>
public sealed record Card(string Key, string Label, string Value)
{
    /// <summary>The figure as a number for JSON; NaN where it has none.</summary>
    public double Number { get; init; } = double.NaN;

    /// <summary>How sure the figure is, as text; empty where nothing was computed.</summary>
    public string Interval { get; init; } = "";

    /// <summary>What it is measured against, as text, such as <c>averages 0.889</c>; empty where there is nothing.</summary>
    public string Baseline { get; init; } = "";

    /// <summary>How to read it.</summary>
    public Tone Tone { get; init; }

    /// <summary>A card of one metric, labelled and formatted from the texts, with its interval.</summary>
    /// <param name="texts">The language.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="baseline">What it is measured against, as text.</param>
    /// <param name="tone">How to read it.</param>
    public static Card Of(TextTable texts, Metric metric, string baseline = "", Tone tone = Tone.Neutral)
    {
        var format = MetricTexts.Format(metric.Key);
        return new(metric.Key, MetricTexts.Label(texts, metric.Key), format.Of(metric.Value))
        {
            Number = metric.Value,
            Interval = metric.Interval is { } i ? texts["report.interval", NumberFormat.Percent(0).Of(i.Level), format.Of(i.Low), format.Of(i.High)] : "",
            Baseline = baseline,
            Tone = tone,
        };
    }
}
