using Pipelines.Reporting;
using Pipelines.Reporting.Charts;
using QualityInspection.Study;

namespace QualityInspection.Reporting;

/// <summary>How many parts to inspect: defects caught against parts inspected, and what that costs.</summary>
internal static class InspectionSection
{
    private const int Points = 200;

    public static void Add(ReportBuilder report, QualityStudy study, TextTable texts) => report.Section("inspection", texts["inspection.heading"], section =>
    {
        var (trials, plan) = (study.Trials!, study.Plan!);
        section.Lead(texts["inspection.lead", plan.Inspected, plan.Parts, plan.Caught, plan.Bad, study.Options.CostInspect, study.Options.CostMiss]);
        var routes = study.Plans.Keys.Select(k => trials[k]).ToList();
        if (trials.Routes.FirstOrDefault(r => r.Key == "tolerance") is { } tolerance)
        {
            routes.Add(tolerance);
        }
        int[] counts = [.. Enumerable.Range(0, Points + 1).Select(i => (int)((long)plan.Parts * i / Points)).Distinct()];
        double[] x = [.. counts.Select(c => (double)c)];
        var curves = routes.ToDictionary(r => r.Key, r => InspectionPlan.CurveOf(r.Scores, trials.Bad));
        double[] Caught(string key) => [.. counts.Select(c => curves[key][c] / (double)plan.Bad)];
        double[] Cost(string key) => [.. counts.Select(c => (c * study.Options.CostInspect) + ((plan.Bad - curves[key][c]) * study.Options.CostMiss))];
        section.Chart(new LineChart("caught", texts["inspection.caught"],
            [.. routes.Select(r => new LineSeries(texts[$"route.{r.Key}"], x, Caught(r.Key))), new(texts["route.random"], [0, plan.Parts], [0, 1]) { Dashed = true }])
        {
            X = new(texts["inspection.parts"]) { Format = NumberFormat.Whole },
            Y = new(texts["inspection.share"]) { Format = NumberFormat.Percent(0), Low = 0, High = 1 },
            XLines = [new(plan.Inspected, texts["inspection.chosen"])],
            Caption = texts["inspection.caught.caption"],
        });
        section.Chart(new LineChart("cost", texts["inspection.cost"],
            [.. routes.Select(r => new LineSeries(texts[$"route.{r.Key}"], x, Cost(r.Key))), new(texts["route.random"], [0, plan.Parts], [plan.Others.Nothing, plan.Others.Everything]) { Dashed = true }])
        {
            X = new(texts["inspection.parts"]) { Format = NumberFormat.Whole },
            Y = new(texts["inspection.money"]) { Format = NumberFormat.Whole, Low = 0 },
            XLines = [new(plan.Inspected, texts["inspection.chosen"])],
            Caption = texts["inspection.cost.caption"],
        });
        section.Table(table =>
        {
            table.Key("plans").Caption(texts["inspection.plans"]).Text(texts["inspection.plan"]).Number(texts["inspection.parts"], NumberFormat.Whole).Number(texts["inspection.found"], NumberFormat.Whole)
                .Number(texts["inspection.missed"], NumberFormat.Whole).Number(texts["inspection.total"], NumberFormat.Whole).Number(texts["inspection.saved"], NumberFormat.Whole, texts["inspection.saved.meaning"]);
            foreach (var (key, p) in study.Plans)
            {
                table.Row(texts[$"route.{key}"], (long)p.Inspected, (long)p.Caught, (long)(p.Bad - p.Caught), p.Cost,
                    new Cell(NumberFormat.Whole.Of(p.Saved), p.Saved) { Note = $"[{NumberFormat.Whole.Of(p.SavedInterval.Low)}, {NumberFormat.Whole.Of(p.SavedInterval.High)}]", Best = key == study.RouteKey });
            }
            if (!double.IsNaN(plan.Others.Tolerance))
            {
                var isOut = trials["tolerance"].Scores.Select(e => e > 1).ToArray();
                var (looked, found) = (isOut.Count(o => o), isOut.Where((o, i) => o && trials.Bad[i]).Count());
                table.Row(texts["plan.tolerance"], (long)looked, (long)found, (long)(plan.Bad - found), plan.Others.Tolerance, double.NaN);
            }
            table.Row(texts["plan.everything"], (long)plan.Parts, (long)plan.Bad, 0L, plan.Others.Everything, double.NaN);
            table.Row(texts["plan.nothing"], 0L, 0L, (long)plan.Bad, plan.Others.Nothing, double.NaN);
        });
        section.Paragraph(texts["inspection.break-even", study.Options.CostInspect / study.Options.CostMiss]);
    });
}
