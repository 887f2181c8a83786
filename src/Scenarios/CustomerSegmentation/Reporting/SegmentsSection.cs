using CustomerSegmentation.Study;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace CustomerSegmentation.Reporting;

/// <summary>The segments: one card each with size, value, what sets it apart, a typical member and what to do; and the heat map of all.</summary>
internal static class SegmentsSection
{
    private const int MostColumns = 24;

    public static void Add(ReportBuilder report, SegmentFigures figures, TextTable texts) => report.Section("segments", texts["segments.heading"], section =>
    {
        var (study, words) = (figures.Study, new Words(texts, figures));
        section.Lead(texts["segments.lead"]);
        section.Table(Overview(figures, texts, words));
        var assigned = study.Model.Assign(study.Encoded);
        foreach (var pair in study.Model.Segments.Chunk(2))
        {
            section.SideBySide([.. pair.Select(segment => (words.Name(segment), (Action<SectionBuilder>)(card =>
            {
                var typical = Enumerable.Range(0, assigned.Length).Where(r => study.SegmentOf[r] == segment.Number).MinBy(r => assigned[r].Distance);
                card.Bullets(
                    texts["segment.size", segment.Size, (double)segment.Size / study.SegmentOf.Length],
                    texts["segment.apart", words.Differences(segment)],
                    texts["segment.typical", study.Data.Ids[typical], string.Join(texts["word.list"], study.Data.Schema.Columns.Take(5).Select(c => texts["segment.cell", words.Column(c.Name), Cell(study, c.Name, typical)]))],
                    texts["segment.action", words.Action(segment)]);
            })))]);
        }
        section.Chart(Heat(figures, texts, words));
    });

    private static string Cell(SegmentStudy study, string column, int row) =>
        study.Data.Customers[column] is Pipelines.Data.NumberColumn numbers ? double.IsNaN(numbers.Values[row]) ? "–" : Words.Text(numbers.Values[row]) : study.Data.Customers[column].Text(row);

    private static ReportTable Overview(SegmentFigures figures, TextTable texts, Words words)
    {
        var study = figures.Study;
        var value = study.Data.Value;
        var whole = value.Sum();
        var table = new TableBuilder().Key("segments").Text(texts["screen.segment"]).Number(texts["screen.size"], NumberFormat.Whole).Bar(texts["segments.share"], NumberFormat.Percent(1));
        if (whole > 0)
        {
            table.Bar(texts["screen.value"], NumberFormat.Percent(1), texts["segments.value.meaning"]);
        }
        table.Number(texts["segments.jaccard"], NumberFormat.Fixed(2), texts["term.jaccard.meaning"]).Number(texts["segments.silhouette"], NumberFormat.Fixed(2), texts["term.silhouette.meaning"]);
        foreach (var segment in study.Model.Segments)
        {
            var place = figures.Silhouette.Labels.ToList().IndexOf(segment.Number - 1);
            Cell[] worth = whole > 0 ? [value.Where((_, r) => study.SegmentOf[r] == segment.Number).Sum() / whole] : [];
            table.Row([words.Name(segment), (long)segment.Size, (double)segment.Size / study.SegmentOf.Length, .. worth, figures.StabilityOf(segment.Number), place < 0 ? double.NaN : figures.Silhouette.ByCluster[place]]);
        }
        var none = study.SegmentOf.Count(s => s == 0);
        return table.Caption(none > 0 ? texts["segments.none", none] : texts["segments.jaccard.read"]).Build();
    }

    private static HeatMap Heat(SegmentFigures figures, TextTable texts, Words words)
    {
        var study = figures.Study;
        double Most(int column) => study.Model.Segments.Max(s => Math.Abs(figures.ZOf(s.Number)[column]));
        // A column that never varies, such as that of levels there are none of, says nothing.
        int[] columns = [.. Enumerable.Range(0, study.Encoder.Columns).Where(c => Most(c) > 0).OrderByDescending(Most).Take(MostColumns).Order()];
        return new("profile", texts["profile.title"], [.. columns.Select(c => words.Column(study.Encoder.Names[c]))], [.. study.Model.Segments.Select(s => texts["segment.short", s.Number])],
            [.. columns.Select(c => (IReadOnlyList<double>)[.. study.Model.Segments.Select(s => figures.ZOf(s.Number)[c])])])
        {
            Scale = HeatScale.Diverging,
            Format = NumberFormat.Fixed(1),
            Caption = texts["profile.caption"],
        };
    }
}
