using Pipelines.Evaluation;
using Pipelines.Reporting;
using QualityInspection.Study;

namespace QualityInspection.Reporting;

/// <summary>Orders of inspection beside each other, with and without labels, on parts they had not learned from.</summary>
internal static class RoutesSection
{
    public static void Add(ReportBuilder report, QualityStudy study, TextTable texts) => report.Section("routes", texts["routes.heading"], section =>
    {
        var trials = study.Trials!;
        var three = NumberFormat.Fixed(3);
        section.Lead(texts["routes.lead", study.Options.Folds, trials.Bad.Count(b => b), trials.Bad.Length]);
        var best = trials.Routes.Max(r => r.Metrics.RocAuc);
        section.Table(table => table.Key("routes").Text(texts["screen.order"]).Text(texts["routes.needs"]).Number("ROC AUC", three, texts["metric.roc_auc.meaning"]).Number(texts["screen.precision"], three, texts["metric.auc_pr.meaning"])
            .Number(texts["routes.at-n"], NumberFormat.Percent(0), texts["metric.precision_at_n.meaning"])
            .Rows(trials.Routes.OrderByDescending(r => r.Metrics.RocAuc), r =>
            [
                texts[$"route.{r.Key}"], texts[r.Learned ? "routes.labels" : "routes.no-labels"],
                new Cell(three.Of(r.Metrics.RocAuc), r.Metrics.RocAuc) { Note = $"[{three.Of(r.Area.Low)}, {three.Of(r.Area.High)}]", Best = r.Metrics.RocAuc == best },
                new Cell(three.Of(r.Metrics.AveragePrecision), r.Metrics.AveragePrecision) { Note = $"[{three.Of(r.Precision.Low)}, {three.Of(r.Precision.High)}]" },
                r.Metrics.PrecisionAtN,
            ]));
        section.Paragraph(texts["routes.base", trials.Routes[0].Metrics.BaseRate]);
        if (study.Paired is { } paired)
        {
            section.Note(texts[paired.Verdict switch { PairedVerdict.Better => "routes.learned", PairedVerdict.Worse => "routes.worse", _ => "routes.not-learned" }, Math.Abs(paired.MeanDifference), paired.PValue]);
        }
        else
        {
            section.Note(texts["routes.few"]);
        }
    });
}
