using System.Globalization;
using CustomerSegmentation.Data;
using CustomerSegmentation.Saved;
using Pipelines.Clustering;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Models;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Display;

namespace CustomerSegmentation.Verbs;

/// <summary>Does the segment tell what customers do next? Spend of the next period from transactions, an outcome column of a table; and agreement with known groups where a column holds them.</summary>
internal static class EvaluateVerb
{
    /// <summary>A segment that surely brings so much more than the average is worth a campaign of its own.</summary>
    private const double LeastLift = 1.2;

    private static readonly double[] Shares = [0.1, 0.2, 0.3, 0.5];

    public static Verb Make() => new("evaluate", Run)
    {
        WritesRun = true,
        Options = [SharedOptions.Data, SharedOptions.Model, SegmentOptions.OutcomeColumn, ModelOptions.ClassColumn, SegmentOptions.Horizon, SharedOptions.Seed, .. ModelOptions.Reading],
        Examples = [new("evaluate --data newer.csv --outcome-col response", "example.evaluate"), new("evaluate --data orders.csv --as-of 2025-04-01 --horizon 90", "example.evaluate-orders")],
    };

    private static ExitCode Run(RunContext run)
    {
        using var folder = run.NewRun();
        var input = ModelInput.Open(run);
        var (customers, study) = input.Lines is null ? OfTable(run, input) : OfLines(run, input);
        var agreement = AgreementOf(run, customers);
        if (study is null && agreement is null)
        {
            throw new ScenarioException(ExitCode.Usage, "evaluate.nothing", SegmentOptions.OutcomeColumn.Typed, ModelOptions.ClassColumn.Typed);
        }
        List<Metric> metrics = [];
        if (study is not null)
        {
            metrics.Add(new("eta_squared", study.Outcomes.EtaSquared, Better.Higher, study.Outcomes.EtaSquaredInterval));
            metrics.AddRange(study.Gain is null ? [] : Shares.Select(s => study.Gain.At(s)).Select((p, i) => new Metric($"lift@{Shares[i] * 100:0}", p.Lift, Better.Higher, p.LiftInterval)));
        }
        metrics.AddRange(agreement is null ? [] : [new("ari", agreement.AdjustedRand, Better.Higher), new("ami", agreement.AdjustedMutualInformation, Better.Higher)]);
        var sentences = Sentences(run.Texts, customers, study, agreement);
        string[] files = [.. input.Files.Select(f => Path.GetFileName(f))];
        folder.SaveBadRows(customers.Read);
        folder.Save(Report(run, customers, study, agreement, sentences)
            .Subtitle(run.Texts["evaluate.subtitle", input.Choice.Shown, string.Join(", ", files)])
            .Fact("data", string.Join(", ", files)).Fact("data.hash", customers.Read.Sha256).Fact("test.rows", (long)customers.Assigned.Length).Fact("seed", run.Seed)
            .Fact("time.seconds", Math.Round(run.Elapsed.TotalSeconds, 2)).RepeatLine(run.RepeatLine).Build());
        var screen = new Screen(run);
        screen.Block(run.Texts["screen.saved-verdict"], [.. sentences]);
        if (study is not null)
        {
            screen.Gap();
            screen.Table(Table(run.Texts, customers, study));
        }
        screen.Gap();
        screen.Command(run.Texts["screen.saved-report"], $"{folder.Shown}/report.html");
        return folder.Complete(new() { Metrics = metrics, Data = files, DataHash = customers.Read.Sha256, Rows = customers.Assigned.Length });
    }

    /// <summary>Customers as they were on a day, and what they spent after it: the last fifth of the time where nobody says.</summary>
    private static (SavedCustomers, OutcomeStudy?) OfLines(RunContext run, ModelInput input)
    {
        var read = input.Read();
        var data = TransactionReader.Of(read.Table, input.Lines!, run);
        var customers = SavedCustomers.Of(input, read, data.Rfm!.AsOf);
        if (data.HorizonDays == 0)
        {
            return (customers, null);
        }
        var spend = Rfm.SpendAfter(read.Table, input.Lines!, customers.Rfm!, data.HorizonDays);
        return (customers, OutcomeStudy.Of(customers.SegmentOf, spend, isShare: false, run));
    }

    private static (SavedCustomers, OutcomeStudy?) OfTable(RunContext run, ModelInput input)
    {
        var known = ModelFile.ReadInfo(input.Choice.Path).Info.Facts.GetValueOrDefault("outcome-column", "");
        var outcome = run.Get(SegmentOptions.OutcomeColumn) is { } named ? ColumnList.One(named, input.Columns) : input.Columns.Contains(known, StringComparer.Ordinal) ? known : null;
        var classes = run.Get(ModelOptions.ClassColumn) is { } column ? ColumnList.One(column, input.Columns) : null;
        var customers = SavedCustomers.Of(input, null, [.. new[] { outcome, classes }.OfType<string>()]);
        if (outcome is null)
        {
            return (customers, null);
        }
        var data = CustomerTable.Of(customers.Table, input.IdName.Length > 0 ? input.IdName : null, outcome, run);
        return (customers, OutcomeStudy.Of(customers.SegmentOf, data.Outcome, data.OutcomeIsShare, run));
    }

    private static ClusterAgreement? AgreementOf(RunContext run, SavedCustomers customers)
    {
        if (run.Get(ModelOptions.ClassColumn) is not { } name)
        {
            return null;
        }
        var column = customers.Rfm is null ? customers.Table[ColumnList.One(name, customers.Input.Columns)] : throw new ScenarioException(ExitCode.Usage, "evaluate.class-lines", ModelOptions.ClassColumn.Typed);
        int[] known = [.. Enumerable.Range(0, column.Rows).Where(r => !column.IsMissing(r))];
        if (known.Length == 0)
        {
            throw new ScenarioException(ExitCode.Data, "evaluate.class-empty", column.Name);
        }
        var codes = TextColumn.From(column.Name, known.Select(r => (string?)column.Text(r))).Codes;
        return ClusterAgreement.Of(codes, [.. known.Select(r => customers.Assigned[r].Segment)]);
    }

    private static List<string> Sentences(TextTable texts, SavedCustomers customers, OutcomeStudy? study, ClusterAgreement? agreement)
    {
        var sentences = new List<string>();
        if (study is not null)
        {
            var eta = study.Outcomes.EtaSquaredInterval;
            sentences.Add(texts["evaluate.eta", Percent(study.Outcomes.EtaSquared), eta is { } e ? Percent(e.Low) : "", eta is { } f ? Percent(f.High) : "", study.Rows]);
            if (study.Outcomes.Segments.Where(s => s.Label > 0 && !double.IsNaN(s.Lift)).MaxBy(s => s.Lift) is { } best)
            {
                sentences.Add(texts["evaluate.best", Named(texts, customers, best.Label), Percent(best.RowShare), Percent(best.OutcomeShare), NumberFormat.Fixed(2).Of(best.Lift), NumberFormat.Fixed(2).Of(best.LiftInterval.Low), NumberFormat.Fixed(2).Of(best.LiftInterval.High)]);
            }
            if (study.Gain?.At(0.2) is { } point)
            {
                sentences.Add(texts["evaluate.gain", Percent(0.2), Percent(point.OutcomeShare), NumberFormat.Fixed(2).Of(point.Lift)]);
            }
        }
        if (agreement is not null)
        {
            sentences.Add(texts["evaluate.agreement", NumberFormat.Fixed(3).Of(agreement.AdjustedRand), agreement.Rows]);
        }
        return sentences;
    }

    private static PlainTable Table(TextTable texts, SavedCustomers customers, OutcomeStudy study)
    {
        var table = new PlainTable(texts["evaluate.segment"], texts["evaluate.customers"], texts[study.IsShare ? "evaluate.rate" : "evaluate.mean"], texts["evaluate.share"], texts["evaluate.lift"], texts["evaluate.interval"]) { AtRight = new HashSet<int> { 1, 2, 3, 4, 5 } };
        foreach (var s in study.Outcomes.Segments)
        {
            table.Add(Named(texts, customers, s.Label), s.Rows.ToString("N0", CultureInfo.InvariantCulture), study.IsShare ? Percent(s.Mean) : NumberFormat.Auto.Of(s.Mean), Percent(s.OutcomeShare), NumberFormat.Fixed(2).Of(s.Lift), Between(s.LiftInterval));
        }
        return table;
    }

    private static ReportBuilder Report(RunContext run, SavedCustomers customers, OutcomeStudy? study, ClusterAgreement? agreement, List<string> sentences)
    {
        var texts = run.Texts;
        // A rare answer leaves most variance to chance whatever segments tell: the best segment's lift says whether a campaign gains.
        var telling = study is not null && study.Outcomes.Segments.Any(s => s.LiftInterval.Low > LeastLift);
        var report = new ReportBuilder(texts, texts["evaluate.title", customers.Assigned.Length]).Verdict(study is null ? Tone.Neutral : telling ? Tone.Good : Tone.Poor, [.. sentences]);
        if (study is not null)
        {
            var segments = study.Outcomes.Segments;
            report.Section("lift", texts["evaluate.lift-heading"], section => section.Lead(texts["evaluate.lift-lead"])
                .Chart(new BarChart("lift", texts["evaluate.lift-chart"], [.. segments.Select(s => Named(texts, customers, s.Label))],
                    [new BarSeries(texts["evaluate.lift"], [.. segments.Select(s => s.Lift)]) { Low = [.. segments.Select(s => s.LiftInterval.Low)], High = [.. segments.Select(s => s.LiftInterval.High)] }])
                { Value = new("") { Format = NumberFormat.Fixed(2) } })
                .Table(table => table.Key("segments").Text(texts["evaluate.segment"]).Number(texts["evaluate.customers"]).Number(texts[study.IsShare ? "evaluate.rate" : "evaluate.mean"], study.IsShare ? NumberFormat.Percent(1) : NumberFormat.Auto)
                    .Number(texts["evaluate.share"], NumberFormat.Percent(1)).Number(texts["evaluate.lift"], NumberFormat.Fixed(2)).Text(texts["evaluate.interval"])
                    .Rows(segments, s => [Named(texts, customers, s.Label), (long)s.Rows, s.Mean, s.OutcomeShare, s.Lift, Between(s.LiftInterval)])));
        }
        if (study?.Gain is { } gain)
        {
            double[] at = [.. Enumerable.Range(0, 21).Select(i => i / 20.0)];
            report.Section("gain", texts["evaluate.gain-heading"], section => section.Lead(texts["evaluate.gain-lead"])
                .Chart(new LineChart("gain", texts["evaluate.gain-chart"], [new(texts["evaluate.by-segment"], at, [.. at.Select(x => x == 0 ? 0 : gain.At(x).OutcomeShare)]), new(texts["evaluate.by-chance"], [0, 1], [0, 1]) { Dashed = true }])
                { X = new(texts["evaluate.contacted"]) { Format = NumberFormat.Percent(0) }, Y = new(texts["evaluate.caught"]) { Format = NumberFormat.Percent(0) } })
                .Table(table => table.Key("gain-table").Text(texts["evaluate.contacted"]).Number(texts["evaluate.caught"], NumberFormat.Percent(1)).Number(texts["evaluate.lift"], NumberFormat.Fixed(2)).Text(texts["evaluate.interval"])
                    .Rows(Shares, s => [Percent(s), gain.At(s).OutcomeShare, gain.At(s).Lift, Between(gain.At(s).LiftInterval)])));
        }
        if (agreement is not null)
        {
            report.Section("agreement", texts["evaluate.agreement-heading"], section => section.Table(table => table.Key("agreement-table").Text(texts["evaluate.measure"]).Number(texts["evaluate.figure"], NumberFormat.Fixed(3))
                .Row(texts["evaluate.ari"], agreement.AdjustedRand).Row(texts["evaluate.ami"], agreement.AdjustedMutualInformation).Row(texts["evaluate.v-measure"], agreement.VMeasure)));
        }
        return report;
    }

    private static string Named(TextTable texts, SavedCustomers customers, int number) => customers.Input.Titles.Numbered(number);

    private static string Percent(double share) => NumberFormat.Percent(1).Of(share);

    private static string Between(Interval interval) => double.IsNaN(interval.Low) ? "" : $"{NumberFormat.Fixed(2).Of(interval.Low)} – {NumberFormat.Fixed(2).Of(interval.High)}";
}
