using DimensionalityReduction.Study;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;
using Scenarios.Hosting;

namespace DimensionalityReduction.Reporting;

/// <summary>What is saved: seconds to fit and to answer by number of components, and what the chosen number means for as many rows as the user has.</summary>
internal static class CostSection
{
    private static readonly long[] RoundRows = [100_000, 1_000_000, 10_000_000];

    public static void Add(ReportBuilder report, ReductionFigures figures, TextTable texts, RunContext run) =>
        report.Section("cost", texts["cost.heading"], section =>
        {
            var study = figures.Study;
            if (study.Labelled)
            {
                var words = new Words(texts, study.Data.Task);
                section.Lead(texts["cost.lead", Words.Time(study.Measured.PcaSeconds), run.Threads]);
                section.Chart(Times("fit-time", texts["cost.fit", words.Name(figures.Linear)], figures, figures.Linear, t => t.FitSeconds * 1e3, texts["cost.milliseconds"], texts));
                section.Chart(Times("answer-time", texts["cost.answer", words.Name(study.Algorithms[0])], figures, study.Algorithms[0], t => t.RowSeconds * 1e6, texts["cost.microseconds"], texts));
            }
            else
            {
                section.Lead(texts["cost.lead.plain", Words.Time(study.Measured.PcaSeconds)]);
            }
            section.Table(Planned(figures, texts, run));
            section.Note(texts["cost.note"]);
        });

    private static LineChart Times(string key, string title, ReductionFigures figures, Algorithm algorithm, Func<Trial, double> value, string unit, TextTable texts)
    {
        var study = figures.Study;
        return new(key, title, [new(texts["cost.on-components"], [.. study.Tried.Select(k => (double)k)], [.. study.Tried.Select(k => value(study[algorithm.Key, Trial.Pca, k]))])])
        {
            X = AccuracySection.Components(texts),
            Y = new(unit) { Low = 0 },
            YLines = [new(value(study[algorithm.Key, Trial.All, 0]), texts["screen.all", figures.Width])],
            XLines = [new(figures.Chosen, texts["word.chosen"])],
            Aspect = 0.3,
        };
    }

    private static ReportTable Planned(ReductionFigures figures, TextTable texts, RunContext run)
    {
        var (study, k) = (figures.Study, figures.Chosen);
        var own = run.Get(ReductionOptions.ForRows);
        long[] counts = [.. RoundRows.Append(own ?? study.Data.Whole?.Rows ?? study.Data.Table.Rows).Distinct().Order()];
        var table = new TableBuilder().Key("own-rows").Caption(texts["cost.plan", k])
            .Number(texts["cost.rows"], NumberFormat.Whole)
            .Number(texts["cost.memory.all"], NumberFormat.Bytes).Number(texts["cost.memory.k"], NumberFormat.Bytes)
            .Text(texts["cost.transform"]);
        var near = study.Labelled ? study.Algorithms[0] : null;
        if (near is not null)
        {
            table.Text(texts["cost.near.all"], texts["cost.near.meaning"]).Text(texts["cost.near.k"], texts["cost.near.meaning"]);
        }
        var trainRows = study.Folds.Average(f => (double)f.Train.Length);
        foreach (var rows in counts)
        {
            var name = new Cell(rows == (own ?? study.Data.Whole?.Rows ?? study.Data.Table.Rows) ? texts["cost.yours", rows] : null, rows);
            var cells = new List<Cell> { name, 4.0 * rows * figures.Width, 4.0 * rows * k, Words.Time(rows * study.Measured.TransformSeconds(k)) };
            if (near is not null)
            {
                cells.Add(Words.Time(study[near.Key, Trial.All, 0].RowSeconds * rows / trainRows));
                cells.Add(Words.Time(study[near.Key, Trial.Pca, k].RowSeconds * rows / trainRows));
            }
            table.Row([.. cells]);
        }
        return table.Build();
    }
}
