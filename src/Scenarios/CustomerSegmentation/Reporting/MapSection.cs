using CustomerSegmentation.Study;
using Pipelines.Data;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace CustomerSegmentation.Reporting;

/// <summary>The customers on two components, coloured by segment.</summary>
internal static class MapSection
{
    private const int MostPoints = 800;

    public static void Add(ReportBuilder report, SegmentFigures figures, TextTable texts)
    {
        var (study, words, map) = (figures.Study, new Words(texts, figures), figures.Map);
        if (map.ResultColumns < 2)
        {
            return;
        }
        report.Section("map", texts["map.heading"], section =>
        {
            var shown = Math.Min(MostPoints, study.Encoded.Rows);
            var points = new List<(int Segment, ScatterPoint Point)>();
            var scores = new Matrix(1, 2);
            for (var i = 0; i < shown; i++)
            {
                var row = (int)((long)i * study.Encoded.Rows / shown);
                map.Transform(study.Encoded.View[row..(row + 1)], scores);
                var segment = study.SegmentOf[row];
                points.Add((segment, new(scores[0][0], scores[0][1], segment == 0 ? texts["segment.none"] : words.Name(study.Model.Segments[segment - 1]), study.Data.Ids[row])));
            }
            section.Lead(texts["map.lead", map.ExplainedVarianceRatio[0] + map.ExplainedVarianceRatio[1]]);
            section.Chart(new ScatterChart("map", texts["map.title"], [.. points.OrderBy(p => p.Segment == 0 ? int.MaxValue : p.Segment).Select(p => p.Point)])
            {
                X = new(texts["map.axis", 1, map.ExplainedVarianceRatio[0]]),
                Y = new(texts["map.axis", 2, map.ExplainedVarianceRatio[1]]),
            });
        });
    }
}
