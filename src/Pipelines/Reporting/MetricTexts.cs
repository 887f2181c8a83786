namespace Pipelines.Reporting;

/// <summary>Names, meanings and number formats of metrics, by key. A key may end in <c>@n</c>: <c>ndcg@10</c> is <c>ndcg</c> of the first ten.</summary>
public static class MetricTexts
{
    /// <summary>The name for people: the text <c>metric.KEY</c> with <c>@n</c> appended; the key itself where there is no text.</summary>
    public static string Label(TextTable texts, string key)
    {
        var (name, cut) = Split(key);
        return texts.Find($"metric.{name}") is { } label ? label + cut : key;
    }

    /// <summary>What the metric measures: the text <c>metric.KEY.meaning</c>; empty where there is none.</summary>
    public static string Meaning(TextTable texts, string key) => texts.Find($"metric.{Split(key).Name}.meaning") ?? "";

    /// <summary>How its numbers are written: shares such as <c>coverage</c> in per cent, counts whole, errors with four significant digits.</summary>
    public static NumberFormat Format(string key) => Split(key).Name switch
    {
        "event_recall" or "event_precision" or "alarm_share_of_normal" or "coverage" or "item_coverage" or "base_rate" or "interval_coverage" or "accuracy" or "balanced_accuracy" or "hit_rate" => NumberFormat.Percent(1),
        "rows" or "events" or "events_hit" => NumberFormat.Whole,
        "time" => NumberFormat.Seconds,
        "memory" => NumberFormat.Bytes,
        var share when share.EndsWith("_share", StringComparison.Ordinal) || share.EndsWith("_caught", StringComparison.Ordinal) => NumberFormat.Percent(1),
        _ => NumberFormat.Auto,
    };

    private static (string Name, string Cut) Split(string key) => key.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? (key[..at], key[at..]) : (key, "");
}
