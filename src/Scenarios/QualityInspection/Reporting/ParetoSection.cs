using Pipelines.Reporting;
using Pipelines.Reporting.Charts;
using QualityInspection.Study;

namespace QualityInspection.Reporting;

/// <summary>Where the trouble comes from: by cause and by batch, the largest first, with the share they make together.</summary>
internal static class ParetoSection
{
    private const int MostBars = 12;

    public static void Add(ReportBuilder report, QualityStudy study, TextTable texts) => report.Section("pareto", texts["pareto.heading"], section =>
    {
        var data = study.Data;
        var labels = data.Labels;
        var bad = Enumerable.Range(0, data.Parts).Where(p => labels is null ? study.Decisions[p].Flagged : labels.Bad[p] > 0).ToArray();
        if (bad.Length == 0)
        {
            section.Lead(texts["pareto.none"]);
            return;
        }
        section.Lead(texts[labels is null ? "pareto.lead.flagged" : "pareto.lead", bad.Length]);
        // What the target says is a cause only where it tells bad parts apart.
        var told = labels is not null && bad.Select(p => labels.Causes[p]).Distinct(StringComparer.Ordinal).Count() > 1;
        Draw(section, "pareto-cause", texts["pareto.cause"], texts["pareto.cause.heading"], bad.GroupBy(p => told ? labels!.Causes[p] : ByMeasurement(study, p, texts)), told ? study : null, texts);
        if (told)
        {
            section.Note(texts["pareto.caught"]);
        }
        if (data.Batch is not null)
        {
            Draw(section, "pareto-batch", texts["pareto.batch"], data.Batch, bad.GroupBy(p => data.Table[data.Batch].Text(p)), null, texts);
        }
    });

    private static string ByMeasurement(QualityStudy study, int part, TextTable texts) => study.Parts[part].IsOut ? texts["pareto.out", study.Model.Measurements[study.Parts[part].Worst]]
        : study.Decisions[part].Reason == PartReason.OddTogether ? texts["reason.odd-together"] : texts["pareto.other"];

    private static void Draw(SectionBuilder section, string key, string title, string heading, IEnumerable<IGrouping<string, int>> groups, QualityStudy? told, TextTable texts)
    {
        var ordered = groups.OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToArray();
        var total = ordered.Sum(g => g.Count());
        var shown = ordered.Take(MostBars).ToArray();
        section.Chart(new BarChart(key, title, [.. shown.Select(g => DisplayWidth.Cut(g.Key, 40))], [new(texts["pareto.parts"], [.. shown.Select(g => (double)g.Count())])])
        {
            Value = new(texts["pareto.parts"]) { Format = NumberFormat.Whole },
            LabelHeading = heading,
        });
        var running = 0;
        section.Table(table =>
        {
            table.Key(key + "-table").Text(heading).Bar(texts["pareto.parts"], NumberFormat.Whole).Number(texts["pareto.share"], NumberFormat.Percent(1)).Number(texts["pareto.together"], NumberFormat.Percent(1));
            if (told is not null)
            {
                table.Number(texts["pareto.by-tolerance"], NumberFormat.Percent(0)).Number(texts["pareto.by-odd"], NumberFormat.Percent(0)).Number(texts["pareto.by-model"], NumberFormat.Percent(0));
            }
            table.Limit(MostBars, total: ordered.Length);
            foreach (var group in shown)
            {
                running += group.Count();
                List<Cell> cells = [group.Key, group.LongCount(), group.Count() / (double)total, running / (double)total];
                if (told is not null)
                {
                    double Share(Func<int, bool> caught) => group.Count(caught) / (double)group.Count();
                    cells.AddRange([Share(p => told.Parts[p].IsOut), Share(p => !told.Parts[p].IsOut && told.Parts[p].Ratio > 1), Share(p => told.Decisions[p].Flagged)]);
                }
                table.Row([.. cells]);
            }
        });
    }
}
