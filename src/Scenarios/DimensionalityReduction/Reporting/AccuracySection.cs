using DimensionalityReduction.Data;
using DimensionalityReduction.Study;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace DimensionalityReduction.Reporting;

/// <summary>What each number of components costs: the score of every algorithm beside that on all columns and on a random projection.</summary>
internal static class AccuracySection
{
    public static void Add(ReportBuilder report, ReductionFigures figures, TextTable texts) =>
        report.Section("accuracy", texts["accuracy.heading"], section =>
        {
            var study = figures.Study;
            var words = new Words(texts, study.Data.Task);
            section.Lead(texts["accuracy.lead", study.Data.Schema.Target!.Name, study.HeldOutRows.Length]);
            section.Chart(Curves(figures, texts, words));
            section.Table(Table(figures, texts, words));
            section.Note(texts["accuracy.read", words.Margin(study.Options.Margin)]);
            section.Chart(new LineChart("agreement", texts["accuracy.agreement"], [new(texts["accuracy.agree"], [.. study.Tried.Select(k => (double)k)], [.. study.Tried.Select(k => study.Agreements[k])])])
            {
                X = Components(texts),
                Y = new(texts["accuracy.agree"]) { Format = NumberFormat.Percent(0), Low = 0, High = 1 },
                YLines = [new(ComponentDecision.Needed, texts["accuracy.needed", ComponentDecision.Needed])],
                XLines = [new(figures.Chosen, texts["word.chosen"])],
                Caption = texts["accuracy.agreement.caption", words.Margin(study.Options.Margin)],
                Aspect = 0.3,
            });
        });

    /// <summary>The axis of numbers of components.</summary>
    public static ChartAxis Components(TextTable texts) => new(texts["word.components"]) { Format = NumberFormat.Whole };

    private static LineChart Curves(ReductionFigures figures, TextTable texts, Words words)
    {
        var study = figures.Study;
        double[] x = [.. study.Tried.Select(k => (double)k)];
        var series = new List<LineSeries>();
        foreach (var algorithm in study.Algorithms)
        {
            var all = study[algorithm.Key, Trial.All, 0].Value;
            series.Add(new(words.Name(algorithm), x, [.. study.Tried.Select(k => study[algorithm.Key, Trial.Pca, k].Value)])
            {
                Low = [.. study.Tried.Select(k => all + figures.Change(algorithm, k).Interval.Low)],
                High = [.. study.Tried.Select(k => all + figures.Change(algorithm, k).Interval.High)],
            });
        }
        foreach (var algorithm in study.Algorithms)
        {
            series.Add(new(texts["accuracy.on-random", words.Name(algorithm)], x, [.. study.Tried.Select(k => study[algorithm.Key, Trial.Random, k].Value)]) { Dashed = true });
        }
        // Scores far below 0 would press everything else to the top.
        var low = study.Data.Task == TargetTask.Number ? Math.Max(-0.2, series.SelectMany(s => s.Y).Min()) : double.NaN;
        return new("accuracy-by-k", texts["accuracy.title", words.Score], series)
        {
            X = Components(texts),
            Y = new(words.Score) { Format = words.Format, Low = low },
            XLines = [new(figures.Chosen, texts["word.chosen"])],
            YLines = [.. study.Algorithms.Select(a => new ReferenceLine(study[a.Key, Trial.All, 0].Value, texts["accuracy.all", words.Name(a)]))],
            Caption = texts["accuracy.caption"],
        };
    }

    private static ReportTable Table(ReductionFigures figures, TextTable texts, Words words)
    {
        var study = figures.Study;
        var table = new TableBuilder().Key("accuracy").Text(texts["word.components"]).Number(texts["accuracy.variance"], NumberFormat.Percent(1), texts["accuracy.variance.meaning"]);
        foreach (var algorithm in study.Algorithms)
        {
            table.Number(words.Name(algorithm), words.Format, texts["accuracy.change.meaning"]);
        }
        table.Number(texts["accuracy.agree"], NumberFormat.Percent(0), texts["accuracy.agree.meaning", words.Margin(study.Options.Margin)]);
        table.Row([texts["screen.all", figures.Width], double.NaN, .. study.Algorithms.Select(a => (Cell)study[a.Key, Trial.All, 0].Value), double.NaN]);
        foreach (var k in study.Tried)
        {
            table.Row(
            [
                texts[k == figures.Chosen ? "screen.k.chosen" : "screen.k", k],
                study.KeptAt(k).VarianceKept,
                .. study.Algorithms.Select(a => new Cell(null, study[a.Key, Trial.Pca, k].Value) { Best = k == figures.Chosen, Note = words.Change(figures.Change(a, k).Value, figures.Change(a, k).Interval) }),
                study.Agreements[k],
            ]);
        }
        return table.Caption(texts["accuracy.table", study.HeldOutRows.Length]).Build();
    }
}
