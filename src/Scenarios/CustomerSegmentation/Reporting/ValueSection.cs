using CustomerSegmentation.Study;
using Pipelines.Evaluation;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace CustomerSegmentation.Reporting;

/// <summary>What each segment did next: lift with intervals, cumulative gain, and plain RFM beside it.</summary>
internal static class ValueSection
{
    public static void Add(ReportBuilder report, SegmentFigures figures, TextTable texts)
    {
        if (figures.Outcomes is { } outcomes)
        {
            report.Section("value", texts["value.heading"], section =>
            {
                var words = new Words(texts, figures);
                section.Lead(figures.Study.Data.Rfm is null ? texts["value.lead.outcome", figures.Study.Data.OutcomeName] : texts["value.lead", figures.Study.Data.HorizonDays]);
                section.Table(Lifts(figures, outcomes, texts, words));
                section.Chart(Gain(figures, texts));
                if (figures.PlainGroups is { } plain)
                {
                    section.Table(Plain(figures, plain, texts));
                    section.Note(Cuts(figures, texts));
                }
            });
        }
    }

    private static ReportTable Lifts(SegmentFigures figures, SegmentOutcomes outcomes, TextTable texts, Words words)
    {
        var table = new TableBuilder().Key("lift").Text(texts["screen.segment"]).Number(texts["screen.size"], NumberFormat.Whole).Text(texts["value.mean"]).Bar(texts["value.share"], NumberFormat.Percent(1)).Number(texts["screen.lift"], NumberFormat.Fixed(2), texts["term.lift.meaning"]);
        foreach (var segment in outcomes.Segments)
        {
            table.Row(segment.Label == 0 ? texts["segment.none"] : words.Name(figures.Study.Model.Segments[segment.Label - 1]), (long)segment.Rows, words.Outcome(segment.Mean), segment.OutcomeShare, new Cell(null!, segment.Lift) { Note = Between(segment.LiftInterval) });
        }
        return table.Caption(texts["value.table", outcomes.EtaSquared]).Build();
    }

    private static string Between(Interval interval) => double.IsNaN(interval.Low) ? "" : $"[{NumberFormat.Fixed(2).Of(interval.Low)}, {NumberFormat.Fixed(2).Of(interval.High)}]";

    private static LineChart Gain(SegmentFigures figures, TextTable texts)
    {
        double[] shares = [.. Enumerable.Range(1, 20).Select(i => i / 20.0)];
        var series = new List<LineSeries>
        {
            new(texts["gain.segments"], [0, .. shares], [0, .. shares.Select(s => figures.Gain!.At(s).OutcomeShare)])
            {
                Low = [0, .. shares.Select(s => figures.Gain!.At(s) is var p && double.IsNaN(p.LiftInterval.Low) ? p.OutcomeShare : Math.Min(1, s * p.LiftInterval.Low))],
                High = [0, .. shares.Select(s => figures.Gain!.At(s) is var p && double.IsNaN(p.LiftInterval.High) ? p.OutcomeShare : Math.Min(1, s * p.LiftInterval.High))],
            },
        };
        if (figures.PlainGain is { } plain)
        {
            series.Add(new(texts["gain.plain"], [0, .. shares], [0, .. shares.Select(s => plain.At(s).OutcomeShare)]) { Dashed = true });
        }
        series.Add(new(texts["gain.chance"], [0, 1], [0, 1]) { Dashed = true });
        return new("gain", texts["gain.title"], series)
        {
            X = new(texts["gain.x"]) { Format = NumberFormat.Percent(0), Low = 0, High = 1 },
            Y = new(texts["gain.y"]) { Format = NumberFormat.Percent(0), Low = 0, High = 1 },
            Caption = texts["gain.caption"],
        };
    }

    private static ReportTable Plain(SegmentFigures figures, SegmentOutcomes plain, TextTable texts)
    {
        var table = new TableBuilder().Key("plain").Text(texts["plain.group"]).Text("R F M").Number(texts["screen.size"], NumberFormat.Whole).Bar(texts["value.share"], NumberFormat.Percent(1)).Number(texts["screen.lift"], NumberFormat.Fixed(2));
        foreach (var group in plain.Segments.OrderByDescending(g => g.Label))
        {
            var key = SegmentNames.Keys[group.Label];
            table.Row(texts[$"name.{key}"], key[4..], (long)group.Rows, group.OutcomeShare, new Cell(null!, group.Lift) { Note = Between(group.LiftInterval) });
        }
        return table.Caption(texts["plain.table", plain.EtaSquared]).Build();
    }

    private static string Cuts(SegmentFigures figures, TextTable texts)
    {
        var rule = figures.Study.Model.Rfm!;
        return texts["plain.cuts", List(rule.RecencyCuts), List(rule.FrequencyCuts), List(rule.MonetaryCuts), rule.MeanScores[0], rule.MeanScores[1], rule.MeanScores[2]];
        static string List(IReadOnlyList<double> cuts) => string.Join(" / ", cuts.Select(c => double.IsNaN(c) ? "–" : Words.Text(c)));
    }
}
