using Pipelines.Evaluation;

namespace Pipelines.Reporting;

/// <summary>Makes the table of models by metrics: each number with its interval, the best of each column marked.</summary>
public static class MetricTable
{
    /// <summary>The table: a row a model, a column a metric, in the order they first appear.</summary>
    /// <param name="texts">The language of the headings.</param>
    /// <param name="models">The models' metrics.</param>
    /// <param name="keys">The metrics to show, in this order; none for all.</param>
    public static ReportTable Of(TextTable texts, IReadOnlyList<MetricSet> models, params ReadOnlySpan<string> keys)
    {
        var shown = keys.IsEmpty ? [.. models.SelectMany(m => m.Metrics).Select(m => m.Key).Distinct(StringComparer.Ordinal)] : keys.ToArray();
        var best = Array.ConvertAll(shown, key => Best(models, key));
        var columns = new List<ReportColumn> { new(texts["report.model"]) };
        columns.AddRange(shown.Select(key => new ReportColumn(MetricTexts.Label(texts, key))
        {
            Align = Align.Right,
            Format = MetricTexts.Format(key),
            Meaning = MetricTexts.Meaning(texts, key),
        }));
        return new(columns, [.. models.Select(model => (IReadOnlyList<Cell>)[model.Name, .. shown.Select((key, k) => CellOf(model, key, best[k]))])]);
    }

    private static Cell CellOf(MetricSet model, string key, double best)
    {
        foreach (var metric in model.Metrics)
        {
            if (metric.Key == key)
            {
                var format = MetricTexts.Format(key);
                return new(null, metric.Value)
                {
                    Note = metric.Interval is { } i ? $"[{format.Of(i.Low)}, {format.Of(i.High)}]" : "",
                    Best = metric.Value == best,
                };
            }
        }
        return double.NaN;
    }

    // NaN where there is nothing to compare: fewer than two numbers, all as good as each other, or a fact that has no better.
    private static double Best(IReadOnlyList<MetricSet> models, string key)
    {
        Metric[] all = [.. models.SelectMany(m => m.Metrics).Where(m => m.Key == key && !double.IsNaN(m.Value))];
        var best = all.FirstOrDefault(m => !all.Any(o => o.Beats(m.Value)));
        return all.Any(o => best.Beats(o.Value)) ? best.Value : double.NaN;
    }
}
