using DimensionalityReduction.Data;
using DimensionalityReduction.Study;
using Pipelines.Data;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace DimensionalityReduction.Reporting;

/// <summary>The rows on two components, coloured by what is to be predicted.</summary>
internal static class MapSection
{
    private const int MostPoints = 800;
    private const int MostColours = 16;
    private const int Bands = 4;

    public static void Add(ReportBuilder report, ReductionStudy study, TextTable texts)
    {
        if (study.Spectrum.ResultColumns < 2)
        {
            return;
        }
        report.Section("map", texts["map.heading"], section =>
        {
            section.Lead(texts["map.lead", study.Spectrum.ExplainedVarianceRatio[0] + study.Spectrum.ExplainedVarianceRatio[1]]);
            section.Chart(new ScatterChart("map", texts[study.Data.Task == TargetTask.None ? "map.title.plain" : "map.title", study.Data.Schema.Target?.Name], Points(study, texts, MostPoints))
            {
                X = Axis(study, 0, texts),
                Y = Axis(study, 1, texts),
                Caption = double.IsNaN(study.MapTrust) ? "" : texts["map.trust", study.MapTrust],
            });
        });
    }

    /// <summary>At most so many rows on the first two components, with their class.</summary>
    public static ScatterPoint[] Points(ReductionStudy study, TextTable texts, int most)
    {
        var model = study.Spectrum.Keep(2);
        var rows = study.MapSample.Length <= most ? study.MapSample : [.. Enumerable.Range(0, most).Select(i => study.MapSample[(int)((long)i * study.MapSample.Length / most)])];
        var scores = new Matrix(1, 2);
        var groupOf = Groups(study, texts);
        var points = new (int Order, ScatterPoint Point)[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            model.Transform(study.Encoded.View[rows[i]..(rows[i] + 1)], scores);
            var (order, group) = groupOf(rows[i]);
            points[i] = (order, new(scores[0][0], scores[0][1], group, texts["map.row", rows[i] + 1]));
        }
        // Colours go by the order of the classes, not by which row comes first.
        return [.. points.OrderBy(p => p.Order).Select(p => p.Point)];
    }

    /// <summary>An axis that says how much its component holds.</summary>
    public static ChartAxis Axis(ReductionStudy study, int component, TextTable texts) => new(texts["map.axis", component + 1, study.Spectrum.ExplainedVarianceRatio[component]]);

    private static Func<int, (int Order, string Group)> Groups(ReductionStudy study, TextTable texts)
    {
        var data = study.Data;
        if (data.Task == TargetTask.None)
        {
            return _ => (0, "");
        }
        var target = data.Table[data.Schema.Target!.Name];
        if (data.Task == TargetTask.Classes)
        {
            var order = data.Schema.Classes.Select((c, i) => (c, i)).ToDictionary(c => c.c, c => c.i, StringComparer.Ordinal);
            return row => target.IsMissing(row) ? (MostColours + 1, texts["map.unknown"]) : order[target.Text(row)] is < MostColours and var place ? (place, target.Text(row)) : (MostColours, texts["map.other"]);
        }
        // A number is coloured by quarters of the rows.
        var values = ((NumberColumn)target).Values;
        double[] sorted = [.. values.Where(v => !double.IsNaN(v)).Order()];
        double[] ends = [.. Enumerable.Range(1, Bands - 1).Select(b => sorted[b * sorted.Length / Bands])];
        return row =>
        {
            if (double.IsNaN(values[row]))
            {
                return (Bands, texts["map.unknown"]);
            }
            var band = ends.Count(e => values[row] >= e);
            var (low, high) = (band == 0 ? sorted[0] : ends[band - 1], band == Bands - 1 ? sorted[^1] : ends[band]);
            return (band, texts["map.band", NumberFormat.Auto.Of(low), NumberFormat.Auto.Of(high)]);
        };
    }
}
