using CustomerSegmentation.Study;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace CustomerSegmentation.Reporting;

/// <summary>Why this method and this number: every curve, and the rule.</summary>
internal static class ChoiceSection
{
    public static void Add(ReportBuilder report, SegmentFigures figures, TextTable texts) => report.Section("choice", texts["choice.heading"], section =>
    {
        var study = figures.Study;
        section.Lead(Verdicts.Choice(figures, texts));
        if (study.Options.Optimize is { } metric)
        {
            section.Note(texts["rule.optimized", MetricTexts.Label(texts, metric)]);
        }
        section.Bullets(texts["rule.number", study.Options.Replicates, study.Options.Stability, study.Options.Smallest], texts["rule.value"], texts["rule.method"], texts["rule.scaling"]);
        string[] methods = [.. study.Trials.Select(t => t.Method).Distinct()];
        if (study.Trials.Count > methods.Length)
        {
            section.Chart(Chart("stability", texts["curve.stability"], t => t.Stability, [new(study.Options.Stability, texts["curve.needed", study.Options.Stability])], 0, 1));
            section.Chart(Chart("smallest", texts["curve.smallest"], t => t.SmallestShare, [new(study.Options.Smallest, texts["curve.needed-share", study.Options.Smallest])], 0, double.NaN));
            if (figures.Outcomes is not null)
            {
                section.Chart(Chart("value-by-k", texts["curve.value"], t => t.Value, [], 0, double.NaN));
            }
            section.Chart(Chart("silhouette", texts["curve.silhouette"], t => t.Silhouette, [], double.NaN, double.NaN));
        }
        section.Table(table => table.Key("trials").Text(texts["curve.method"]).Number(texts["curve.segments"], NumberFormat.Whole).Number(texts["trials.stability"], NumberFormat.Fixed(3), texts["term.stability.meaning"]).Number(texts["trials.smallest"], NumberFormat.Percent(1))
            .Number(texts["trials.value"], NumberFormat.Percent(1), texts["term.eta.meaning"]).Number(texts["trials.silhouette"], NumberFormat.Fixed(3), texts["term.silhouette.meaning"])
            .Rows(study.Trials, t => [texts[$"method.{t.Method}"], new Cell(null!, t.Segments) { Best = t == study.Decision.Chosen }, new Cell(null!, t.Stability) { Best = t == study.Decision.Chosen }, t.SmallestShare, t.Value, t.Silhouette]));

        LineChart Chart(string key, string title, Func<Trial, double> value, IReadOnlyList<ReferenceLine> lines, double low, double high) => new(key, title,
            [.. methods.Select(m => study.Trials.Where(t => t.Method == m && !double.IsNaN(value(t))).ToArray() is var own ? new LineSeries(texts[$"method.{m}"], [.. own.Select(t => (double)t.Segments)], [.. own.Select(value)]) : null!)])
        {
            X = new(texts["curve.segments"]) { Format = NumberFormat.Whole },
            Y = new("") { Format = key is "smallest" or "value-by-k" ? NumberFormat.Percent(0) : NumberFormat.Fixed(2), Low = low, High = high },
            XLines = [new(study.Decision.Chosen.Segments, texts["curve.chosen"])],
            YLines = lines,
            Aspect = 0.35,
        };
    });
}
