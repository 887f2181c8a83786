using CustomerSegmentation.Labels;
using CustomerSegmentation.Study;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace CustomerSegmentation.Reporting;

/// <summary>Labels of a few customers carried to all: what choosing those few was worth, and which labels each segment holds.</summary>
internal static class LabelsSection
{
    private const int MostLabels = 12;

    public static void Add(ReportBuilder report, SegmentFigures figures, LabelStudy labels, TextTable texts) => report.Section("labels", texts["labels.heading"], section =>
    {
        section.Lead(texts["labels.lead", labels.Given.Length, labels.Names.Count, labels.Labels.Length]);
        if (labels.Absent > 0)
        {
            section.Note(texts["labels.absent", labels.Absent]);
        }
        if (labels.Gain is { } gain)
        {
            section.Table(table => table.Key("label-gain").Text(texts["labels.way"]).Number(texts["labels.right"], NumberFormat.Percent(1))
                .Row(texts["labels.chosen", gain.Labelled], new Cell(null!, gain.Chosen) { Best = gain.Chosen >= Math.Max(gain.Random, gain.Majority) })
                .Row(texts["labels.random", gain.Labelled], new Cell(null!, gain.Random) { Note = $"± {NumberFormat.Percent(1).Of(gain.RandomSpread)}" })
                .Row(texts["labels.majority"], gain.Majority)
                .Caption(texts["labels.caption", gain.Hidden]));
        }
        else
        {
            section.Note(labels.Worth(texts));
        }
        section.Chart(Map(figures, labels, texts));
    });

    /// <summary>The share of each label among the customers of each segment, the most frequent labels first.</summary>
    private static HeatMap Map(SegmentFigures figures, LabelStudy labels, TextTable texts)
    {
        var study = figures.Study;
        var counts = new double[study.Segments + 1, labels.Names.Count];
        var (sizes, totals) = (new double[study.Segments + 1], new double[labels.Names.Count]);
        for (var r = 0; r < labels.Labels.Length; r++)
        {
            counts[study.SegmentOf[r], labels.Labels[r]]++;
            sizes[study.SegmentOf[r]]++;
            totals[labels.Labels[r]]++;
        }
        int[] shown = [.. Enumerable.Range(0, totals.Length).OrderByDescending(l => totals[l]).Take(MostLabels)];
        return new("label-map", texts["labels.map"], [.. study.Model.Segments.Select(s => texts["segment.short", s.Number])], [.. shown.Select(l => DisplayWidth.Cut(labels.Names[l], 24))],
            [.. study.Model.Segments.Select(s => (IReadOnlyList<double>)[.. shown.Select(l => counts[s.Number, l] / sizes[s.Number])])])
        {
            Format = NumberFormat.Percent(0),
            Caption = texts["labels.map.caption"],
        };
    }
}
