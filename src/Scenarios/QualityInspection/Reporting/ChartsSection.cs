using Pipelines.Quality;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;
using QualityInspection.Study;

namespace QualityInspection.Reporting;

/// <summary>Control charts of the measurements that call loudest, and the chart of all measurements together.</summary>
internal static class ChartsSection
{
    private const int MostCharts = 3, MostPoints = 400;

    public static void Add(ReportBuilder report, QualityStudy study, TextTable texts) => report.Section("charts", texts["charts.heading"], section =>
    {
        MeasurementStudy[] charted = [.. study.Measurements.Where(m => m.Charts is not null).OrderByDescending(m => m.Signals)];
        section.Lead(texts["charts.lead", charted.Count(m => m.Signals > 0), study.Measurements.Count, texts[$"rules.{Words.Key(study.Options.Rules)}"]]);
        section.Table(table => table.Key("signals").Text(texts["word.measurement"]).Text(texts["charts.kind"]).Number(texts["charts.location"], NumberFormat.Whole).Number(texts["charts.spread"], NumberFormat.Whole)
            .Number(texts["charts.out"], NumberFormat.Whole).Text(texts["charts.rules"])
            .Rows(charted, m =>
            [
                m.Name, texts[$"chart.{Words.Key(m.Charts!.Location.Kind)}"], m.Charts.Location.Signals.Count, m.Charts.Spread.Signals.Count, m.Charts.Location.Points.Count(p => p.IsOut),
                string.Join(texts["word.list"], m.Charts.Location.Signals.GroupBy(s => s.Rule).OrderBy(g => g.Key).Select(g => texts["charts.rule", g.Key, g.Count()])),
            ]));
        section.Bullets([.. Rules(study.Options.Rules).Select(r => texts[r])]);
        foreach (var m in charted.Take(MostCharts))
        {
            section.Chart(Picture($"chart-{m.Index}", texts["charts.picture", m.Name, texts[$"chart.{Words.Key(m.Charts!.Location.Kind)}"]], study, m, m.Charts.Location, texts));
            section.Chart(Picture($"spread-{m.Index}", texts["charts.picture", m.Name, texts[$"chart.{Words.Key(m.Charts.Spread.Kind)}"]], study, m, m.Charts.Spread, texts));
        }
        section.Chart(Together(study, texts));
    });

    private static string[] Rules(RunRuleSet rules) => rules switch
    {
        RunRuleSet.Nelson => ["rule.nelson.a", "rule.nelson.b", "rule.nelson.c"],
        RunRuleSet.LimitsOnly => ["rule.limits"],
        _ => ["rule.we.1", "rule.we.2", "rule.we.3", "rule.we.4"],
    };

    private static LineChart Picture(string key, string title, QualityStudy study, MeasurementStudy m, ControlChart chart, TextTable texts)
    {
        var marked = chart.Signals.SelectMany(s => Enumerable.Range(s.First, s.Last - s.First + 1)).ToHashSet();
        int[] shown = Thinned(chart.Points.Count, marked);
        double[] x = [.. shown.Select(i => i + 1.0)];
        double[] Of(Func<ControlPoint, double> value) => [.. shown.Select(i => value(chart.Points[i]))];
        int[] signals = [.. shown.Where(marked.Contains)];
        var series = new List<LineSeries> { new(texts[$"chart.{Words.Key(chart.Kind)}"], x, Of(p => p.Value)), new(texts["line.ucl"], x, Of(p => p.Upper)) { Dashed = true } };
        // The lower limit of a spread is often 0 and says nothing.
        if (chart.Points.Any(p => p.Lower > 0) || chart.Kind is ControlChartKind.Individuals or ControlChartKind.Mean)
        {
            series.Add(new(texts["line.lcl"], x, Of(p => p.Lower)) { Dashed = true });
        }
        if (signals.Length > 0)
        {
            series.Add(new(texts["line.signal"], [.. signals.Select(i => i + 1.0)], [.. signals.Select(i => chart.Points[i].Value)]) { PointsOnly = true });
        }
        return new(key, title, series)
        {
            X = new(texts[study.Data.Batch is null ? "word.part" : "word.batch"]) { Format = NumberFormat.Whole },
            Y = new(m.Name) { Format = Measured.Format(study.Data.Measurements[m.Index].Values, 1) },
            YLines = [new(chart.Center, texts["line.center"])],
            Caption = Caption(study, chart, shown.Length, texts),
            Aspect = 0.32,
        };
    }

    private static string Caption(QualityStudy study, ControlChart chart, int shown, TextTable texts)
    {
        var line = chart.Signals.Count == 0 ? texts["charts.quiet"] : texts["charts.first", chart.Signals.Count, Place(study, chart, chart.Signals[0].First), Place(study, chart, chart.Signals[0].Last), chart.Signals[0].Rule];
        return shown < chart.Points.Count ? line + texts["charts.thinned", shown, chart.Points.Count] : line;
    }

    private static string Place(QualityStudy study, ControlChart chart, int point) =>
        study.Data.Batch is null ? study.Data.NameOf(chart.Points[point].Row) : study.Data.BatchName(study.Data.Batches[chart.Points[point].Row]);

    private static LineChart Together(QualityStudy study, TextTable texts)
    {
        var parts = study.Parts;
        var odd = Enumerable.Range(0, parts.Length).Where(p => study.Decisions[p].Reason == PartReason.OddTogether).ToHashSet();
        var outside = Enumerable.Range(0, parts.Length).Where(p => parts[p].IsOut).ToHashSet();
        int[] usual = Thinned(parts.Length, odd);
        LineSeries Series(string name, IEnumerable<int> which)
        {
            int[] own = [.. which];
            return new(name, [.. own.Select(p => p + 1.0)], [.. own.Select(p => Math.Max(0.01, parts[p].Ratio))]) { PointsOnly = true };
        }
        List<LineSeries> series = [Series(texts["together.usual"], usual.Where(p => !odd.Contains(p) && !outside.Contains(p)))];
        if (outside.Count > 0)
        {
            series.Add(Series(texts["together.out"], usual.Where(outside.Contains)));
        }
        if (odd.Count > 0)
        {
            series.Add(Series(texts["together.odd"], odd.Order().Take(MostPoints)));
        }
        return new("t2", texts["together.title"], series)
        {
            X = new(texts["word.part"]) { Format = NumberFormat.Whole },
            Y = new(texts["together.axis"]) { Format = NumberFormat.Fixed(2), Scale = AxisScale.Log },
            YLines = [new(1, texts["together.limit"])],
            Caption = texts[study.Data.Specs.Any(s => s is not null) ? "together.caption" : "together.caption.no-spec", odd.Count, usual.Length, parts.Length],
            Aspect = 0.4,
        };
    }

    /// <summary>All that must be seen, and of the others as many as can be, evenly.</summary>
    private static int[] Thinned(int count, HashSet<int> keep)
    {
        var every = Math.Max(1, (int)Math.Ceiling(count / (double)MostPoints));
        return [.. Enumerable.Range(0, count).Where(i => i % every == 0 || (keep.Contains(i) && keep.Count <= MostPoints))];
    }
}
