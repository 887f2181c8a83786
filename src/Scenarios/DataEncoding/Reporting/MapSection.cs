using DataEncoding.Study;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace DataEncoding.Reporting;

/// <summary>The codes of test rows as points of a plane, and beside it the same rows on two principal components.</summary>
internal static class MapSection
{
    private const int MostPoints = 600;
    private const int MostColours = 16;

    public static void Add(ReportBuilder report, EncodingFigures figures, StudyDetails details, TextTable texts)
    {
        if (details.Map is not { } map || details.PcaMap is not { } pca)
        {
            return;
        }
        report.Section("map", texts["map.heading"], section =>
        {
            var two = figures.Code == 2;
            section.Lead(two ? texts["map.lead.two"] : texts["map.lead", figures.Code, map.Share, pca.Share]);
            section.SideBySide(
                ("", s => s.Chart(Chart("map", two ? texts["map.title.two"] : texts["map.title", figures.Code], map, figures, two ? "map.axis.code" : "map.axis.component", texts))),
                ("", s => s.Chart(Chart("map-pca", texts["map.title.pca"], pca, figures, "map.axis.component", texts))));
        });
    }

    private static ScatterChart Chart(string key, string title, PlaneMap map, EncodingFigures figures, string axis, TextTable texts)
    {
        var (all, classes) = (map.Points.Rows, figures.Data.TestClasses);
        var shown = Math.Min(MostPoints, all);
        var rows = new HeldOutRows(figures.Data, texts);
        int Order(int row) => classes.Length > 0 && classes[row] < MostColours ? (int)classes[row] : MostColours;
        string Group(int row) => classes.Length == 0 ? "" : classes[row] < MostColours ? rows.ClassOf(row) : texts["map.other"];
        // Colours go by the order of the classes, not by which row comes first.
        var points = Enumerable.Range(0, shown).Select(i => (int)((long)i * all / shown)).OrderBy(Order)
            .Select(r => new ScatterPoint(map.Points[r][0], map.Points[r][1], Group(r), texts["word.row", rows.NumberOf(r)]));
        return new(key, title, [.. points]) { X = new(texts[axis, 1]), Y = new(texts[axis, 2]) };
    }
}
