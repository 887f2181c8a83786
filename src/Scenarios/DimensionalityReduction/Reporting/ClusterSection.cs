using DimensionalityReduction.Study;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace DimensionalityReduction.Reporting;

/// <summary>What a reduction does to clusters: how far they are those of all columns, and how much sooner they are found.</summary>
internal static class ClusterSection
{
    public static void Add(ReportBuilder report, ReductionFigures figures, TextTable texts)
    {
        if (figures.Study.Clusters is not { } study)
        {
            return;
        }
        report.Section("clusters", texts["clusters.heading"], section =>
        {
            var labelled = !double.IsNaN(study.AllWithClasses);
            var chosen = study.At(figures.Chosen);
            section.Lead(texts["clusters.lead", figures.Chosen, chosen.Agreement, study.Clusters, Words.Time(chosen.Seconds), study.AnotherSeed, Words.Time(study.AllSeconds)]);
            double[] x = [.. study.Trials.Select(t => (double)t.Components)];
            var series = new List<LineSeries> { new(texts["clusters.agreement"], x, [.. study.Trials.Select(t => t.Agreement)]) };
            if (labelled)
            {
                series.Add(new(texts["clusters.classes"], x, [.. study.Trials.Select(t => t.WithClasses)]) { Dashed = true });
            }
            section.Chart(new LineChart("clusters-by-k", texts["clusters.title"], series)
            {
                X = AccuracySection.Components(texts),
                Y = new(texts["clusters.ari"]) { Format = NumberFormat.Fixed(2), Low = 0, High = 1 },
                YLines = [new(study.AnotherSeed, texts["clusters.another"])],
                XLines = [new(figures.Chosen, texts["word.chosen"])],
                Caption = texts["clusters.caption"],
                Aspect = 0.3,
            });
            section.Table(Table(figures, study, labelled, texts));
        });
    }

    private static ReportTable Table(ReductionFigures figures, ClusterStudy study, bool labelled, TextTable texts)
    {
        var table = new TableBuilder().Key("clusters").Text(texts["word.components"]).Number(texts["clusters.agreement"], NumberFormat.Fixed(3), texts["clusters.agreement.meaning"]);
        if (labelled)
        {
            table.Number(texts["clusters.classes"], NumberFormat.Fixed(3));
        }
        table.Text(texts["clusters.time"]);
        Row(texts["screen.all", figures.Width], 1, study.AllWithClasses, study.AllSeconds);
        foreach (var trial in study.Trials)
        {
            Row(texts[trial.Components == figures.Chosen ? "screen.k.chosen" : "screen.k", trial.Components], trial.Agreement, trial.WithClasses, trial.Seconds);
        }
        return table.Build();

        void Row(string name, double agreement, double classes, double seconds) =>
            table.Row(labelled ? [name, agreement, classes, Words.Time(seconds)] : [name, agreement, Words.Time(seconds)]);
    }
}
