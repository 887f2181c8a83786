using CustomerSegmentation.Study;
using Pipelines.Clustering;
using Pipelines.Evaluation;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;
using Scenarios.Hosting;
using Scenarios.Hosting.Runs;

namespace CustomerSegmentation.Reporting;

/// <summary>A model fitted before, on the customers of now: where its segments went, and how much it tells of the same outcome.</summary>
/// <param name="Model">The model.</param>
/// <param name="SegmentOf">The segment it gives each customer, from 1; 0 for none.</param>
internal sealed record EarlierModel(SegmentationModel Model, int[] SegmentOf)
{
    /// <summary>Assigns the customers of now.</summary>
    public static EarlierModel Of(SegmentationModel model, SegmentStudy study) => new(model, Array.ConvertAll(model.Assign(study.Data.Customers), a => a.Segment));

    /// <summary>Both models by what they tell of the same outcome of the same customers; null without an outcome.</summary>
    public Comparison? Compare(SegmentFigures figures, RunContext run)
    {
        var data = figures.Study.Data;
        if (figures.Outcomes is null)
        {
            return null;
        }
        int[] known = [.. Enumerable.Range(0, SegmentOf.Length).Where(r => !double.IsNaN(data.Outcome[r]))];
        double[] outcomes = [.. known.Select(r => data.Outcome[r])];
        int[] theirs = [.. known.Select(r => SegmentOf[r])], ours = [.. known.Select(r => figures.Study.SegmentOf[r])];
        var paired = PairedComparison.Of(Errors(ours, outcomes), Errors(theirs, outcomes), Better.Lower, new() { Seed = figures.Study.Options.Seed }, run.Control);
        return new([new("eta_squared", SegmentOutcomes.Of(theirs, outcomes).EtaSquared, Better.Higher)], paired.PValue);
    }

    /// <summary>Adds the section of drift.</summary>
    public void Add(ReportBuilder report, SegmentFigures figures, TextTable texts)
    {
        int[] before = [.. Model.Segments.SelectMany(s => Enumerable.Repeat(s.Number, s.Size))];
        var drift = SegmentDrift.Of(before, SegmentOf);
        var words = new Words(texts, figures);
        report.Section("drift", texts["earlier.heading"], section =>
        {
            section.Lead(texts[drift.StabilityIndex < 0.1 ? "earlier.stable" : drift.StabilityIndex < 0.25 ? "earlier.some" : "earlier.changed", drift.StabilityIndex]);
            section.Table(table => table.Key("drift").Text(texts["earlier.segment"]).Number(texts["earlier.before"], NumberFormat.Percent(1)).Number(texts["earlier.now"], NumberFormat.Percent(1))
                .Rows(Enumerable.Range(0, drift.Labels.Count), i => [texts["segment.short", drift.Labels[i]], (double)drift.Before[i] / before.Length, (double)drift.After[i] / SegmentOf.Length]));
            section.Chart(new HeatMap("migration", texts["earlier.title"], [.. Model.Segments.Select(s => texts["earlier.row", s.Number])], [.. figures.Study.Model.Segments.Select(s => texts["segment.short", s.Number])],
                [.. Model.Segments.Select(s => (IReadOnlyList<double>)[.. figures.Study.Model.Segments.Select(n => Share(s.Number, n.Number, figures.Study.SegmentOf))])])
            {
                Format = NumberFormat.Percent(0),
                Caption = texts["earlier.caption"],
            });
        });
    }

    private double Share(int from, int to, int[] now)
    {
        var (all, both) = (0, 0);
        for (var r = 0; r < SegmentOf.Length; r++)
        {
            all += SegmentOf[r] == from ? 1 : 0;
            both += SegmentOf[r] == from && now[r] == to ? 1 : 0;
        }
        return all > 0 ? (double)both / all : double.NaN;
    }

    /// <summary>How far each outcome lies from the mean of its segment, squared.</summary>
    private static double[] Errors(int[] segments, double[] outcomes)
    {
        var (sums, counts) = (new double[segments.Max() + 1], new double[segments.Max() + 1]);
        for (var r = 0; r < outcomes.Length; r++)
        {
            sums[segments[r]] += outcomes[r];
            counts[segments[r]]++;
        }
        return [.. outcomes.Select((y, r) => Math.Pow(y - (sums[segments[r]] / counts[segments[r]]), 2))];
    }
}
