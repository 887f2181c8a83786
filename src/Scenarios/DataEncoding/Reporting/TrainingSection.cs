using DataEncoding.Study;
using Pipelines.Neural;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace DataEncoding.Reporting;

/// <summary>The losses epoch by epoch over the seeds, and which seed is saved.</summary>
internal static class TrainingSection
{
    /// <summary>Losses above so many times the last one are left out, so that the rest can be seen.</summary>
    private const double Tallest = 3;

    public static void Add(ReportBuilder report, EncodingFigures figures, TextTable texts) =>
        report.Section("training", texts["training.heading"], section =>
        {
            var validated = BestEpoch(figures.Study.Model) > 0;
            section.Lead(figures.Seeds > 1 ? texts[validated ? "training.lead" : "training.lead.plain", figures.Seeds] : texts[validated ? "training.lead.one" : "training.lead.one.plain"]);
            section.Chart(Curves(figures, texts));
            if (figures.Seeds > 1)
            {
                section.Table(Seeds(figures, validated, texts));
            }
        });

    /// <summary>The epoch whose weights were kept, from 1; 0 without validation rows.</summary>
    public static int BestEpoch(AutoencoderModel model) =>
        model.Network.History.Where(h => !double.IsNaN(h.Validation)).OrderBy(h => h.Validation).Select(h => h.Epoch).FirstOrDefault();

    private static LineChart Curves(EncodingFigures figures, TextTable texts)
    {
        var (study, several, best) = (figures.Study, figures.Seeds > 1, BestEpoch(figures.Study.Model));
        var curves = new List<(string Name, LossCurve Curve)> { (texts["training.training"], LossCurve.Of(study.Models, e => e.Training)) };
        if (best > 0)
        {
            curves.Add((texts["training.validation"], LossCurve.Of(study.Models, e => e.Validation)));
        }
        var tallest = Tallest * curves.Max(c => c.Curve.High[^1]);
        var from = curves.Max(c => Math.Max(0, Array.FindIndex(c.Curve.High, h => h <= tallest)));
        var captions = new List<string>();
        if (several)
        {
            captions.Add(texts["training.caption"]);
        }
        if (figures.Options is { Kind: AutoencoderKind.Denoising, Noise: > 0 })
        {
            captions.Add(texts["training.noise"]);
        }
        if (from > 0)
        {
            captions.Add(texts["training.from", from + 1]);
        }
        return new("losses", texts["training.title"], [.. curves.Select(c => new LineSeries(c.Name, [.. Enumerable.Range(from + 1, c.Curve.Mean.Length - from).Select(e => (double)e)], c.Curve.Mean[from..])
        {
            Low = several ? c.Curve.Low[from..] : [],
            High = several ? c.Curve.High[from..] : [],
        })])
        {
            X = new(texts["training.epoch"]) { Format = NumberFormat.Whole },
            Y = new(texts["training.loss"]) { Low = 0 },
            XLines = best > from ? [new(best, texts["training.best"])] : [],
            Caption = string.Join(texts.Language == Language.Chinese ? "" : " ", captions),
            Aspect = 0.38,
        };
    }

    private static ReportTable Seeds(EncodingFigures figures, bool validated, TextTable texts)
    {
        var study = figures.Study;
        var table = new TableBuilder().Key("seeds").Text(texts["training.seed"]).Number(texts["training.epochs"], NumberFormat.Whole);
        if (validated)
        {
            table.Number(texts["training.lowest"], NumberFormat.Auto, texts["training.lowest.meaning"]);
        }
        table.Number(texts["word.error"], NumberFormat.Auto, texts["word.error.meaning"]).Number(texts["word.kept"], NumberFormat.Percent(1), texts["word.kept.meaning"]);
        if (figures.Labelled)
        {
            table.Number(texts["word.nearest"], NumberFormat.Percent(1), texts["word.nearest.meaning"]).Number(texts["word.linear"], NumberFormat.Percent(1), texts["word.linear.meaning"]);
        }
        for (var s = 0; s < study.Models.Count; s++)
        {
            var (history, quality) = (study.Models[s].Network.History, study.Qualities[s]);
            List<Cell> row = [texts[s == study.Chosen ? "training.seed.saved" : "training.seed.other", figures.Options.Seed + s], (long)history.Count];
            if (validated)
            {
                row.Add(history.Min(h => h.Validation));
            }
            row.AddRange([quality.Error, study.Kept(quality.Error)]);
            if (figures.Labelled)
            {
                row.AddRange([quality.Nearest, quality.Linear]);
            }
            table.Row([.. row]);
        }
        return table.Caption(texts["training.seeds"]).Build();
    }
}
