using System.Globalization;
using CustomerSegmentation.Data;
using CustomerSegmentation.Saved;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Display;

namespace CustomerSegmentation.Verbs;

/// <summary>Newer data against the customers of training: who moved from which segment to which, how the shares changed, and whether it is time to train again.</summary>
internal static class DriftVerb
{
    /// <summary>The usual bounds of credit scoring: below the first nothing changed, above the second much.</summary>
    private const double Watch = 0.1, Changed = 0.25;
    private const double MostUnlike = 0.05;

    public static Verb Make() => new("drift", Run)
    {
        WritesRun = true,
        Options = [SharedOptions.Data, SharedOptions.Model, SharedOptions.Bom, .. ModelOptions.Reading],
        Examples = [new("drift --data newer.csv", "example.drift")],
    };

    private static ExitCode Run(RunContext run)
    {
        using var folder = run.NewRun();
        var input = ModelInput.Open(run);
        var now = Read(input);
        var before = EarlierSegments.Of(input);
        var places = now.IdName == "row" ? [] : before.PlacesOf(now.Ids);
        // Nobody known on both sides: other people, or another column of ids.
        var drift = SegmentDrift.Of(before.Segments, now.SegmentOf, places.Any(p => p >= 0) ? places : []);
        var unlike = now.Assigned.Count(a => a.Unlike) / (double)now.Assigned.Length;
        var gone = drift.Migration.Count > 0 ? before.Segments.Length - drift.Followed : 0;
        var sentences = Sentences(run.Texts, input, drift, unlike, gone, now.Assigned.Length);
        WriteMoved(run, folder.FileOf("moved.csv"), input, now, before, drift.Migration.Count > 0 ? places : []);
        folder.SaveBadRows(now.Read);
        string[] files = [.. input.Files.Select(f => Path.GetFileName(f))];
        folder.Save(Report(run.Texts, input, drift, unlike, sentences).Subtitle(run.Texts["evaluate.subtitle", input.Choice.Shown, string.Join(", ", files)])
            .Fact("data", string.Join(", ", files)).Fact("data.hash", now.Read.Sha256).Fact("test.rows", (long)now.Assigned.Length)
            .Fact("time.seconds", Math.Round(run.Elapsed.TotalSeconds, 2)).RepeatLine(run.RepeatLine).Build());
        var screen = new Screen(run);
        screen.Block(run.Texts["screen.saved-verdict"], [.. sentences]);
        screen.Gap();
        screen.Table(Table(run.Texts, input, drift));
        screen.Gap();
        screen.Command(run.Texts["screen.saved-report"], $"{folder.Shown}/report.html");
        return folder.Complete(new()
        {
            Metrics = [new("psi", drift.StabilityIndex, Better.Lower), .. drift.Migration.Count > 0 ? new Metric[] { new("stayed", drift.StayedShare, Better.Neither) } : [], new("unlike_share", unlike, Better.Lower)],
            Data = files,
            DataHash = now.Read.Sha256,
            Rows = now.Assigned.Length,
        });
    }

    /// <summary>The bundled set is looked at on its last day: its training day is what it is compared with.</summary>
    private static SavedCustomers Read(ModelInput input)
    {
        var read = input.Read();
        var day = input is { IsBundled: true, Lines: { } lines } && TransactionReader.DayOf(input.Run) is null ? TransactionReader.SpanOf(read.Table, lines).Last.AddDays(1) : (DateOnly?)null;
        return SavedCustomers.Of(input, read, day);
    }

    private static bool IsChanged(SegmentDrift drift, double unlike) => drift.StabilityIndex > Changed || unlike > MostUnlike;

    private static List<string> Sentences(TextTable texts, ModelInput input, SegmentDrift drift, double unlike, int gone, int now)
    {
        var sentences = new List<string> { texts[IsChanged(drift, unlike) ? "drift.retrain" : "drift.keep"] };
        // The reason comes first.
        var byUnlike = unlike > MostUnlike && drift.StabilityIndex <= Changed;
        if (byUnlike)
        {
            sentences.Add(texts["drift.unlike", Percent(unlike)]);
        }
        sentences.Add(texts[drift.StabilityIndex > Changed ? "drift.changed" : drift.StabilityIndex > Watch ? "drift.watch" : "drift.same", NumberFormat.Fixed(3).Of(drift.StabilityIndex)]);
        if (drift.Migration.Count > 0)
        {
            sentences.Add(texts["drift.followed", drift.Followed, Percent(1 - drift.StayedShare), now - drift.Followed, gone]);
            var k = drift.Labels.Count;
            var largest = Enumerable.Range(0, k * k).Where(i => i / k != i % k).MaxBy(i => drift.Migration[i]);
            if (k > 1 && drift.Migration[largest] > 0)
            {
                sentences.Add(texts["drift.largest", drift.Migration[largest], Named(texts, input, drift.Labels[largest / k]), Named(texts, input, drift.Labels[largest % k])]);
            }
        }
        else
        {
            sentences.Add(texts["drift.nobody"]);
        }
        if (!byUnlike)
        {
            sentences.Add(texts["drift.unlike", Percent(unlike)]);
        }
        return sentences;
    }

    private static PlainTable Table(TextTable texts, ModelInput input, SegmentDrift drift)
    {
        var table = new PlainTable(texts["evaluate.segment"], texts["drift.before"], texts["drift.after"], texts["drift.change"]) { AtRight = new HashSet<int> { 1, 2, 3 } };
        var (before, after) = ((double)drift.Before.Sum(), (double)drift.After.Sum());
        for (var i = 0; i < drift.Labels.Count; i++)
        {
            table.Add(Named(texts, input, drift.Labels[i]), Percent(drift.Before[i] / before), Percent(drift.After[i] / after), Change(drift, i));
        }
        return table;
    }

    /// <summary>By how much the share of a segment changed, signed.</summary>
    private static string Change(SegmentDrift drift, int place) =>
        ((drift.After[place] / (double)drift.After.Sum()) - (drift.Before[place] / (double)drift.Before.Sum())).ToString("+0.0 %;-0.0 %;0.0 %", CultureInfo.InvariantCulture);

    private static ReportBuilder Report(TextTable texts, ModelInput input, SegmentDrift drift, double unlike, List<string> sentences)
    {
        var k = drift.Labels.Count;
        string[] names = [.. drift.Labels.Select(l => Named(texts, input, l))];
        var (before, after) = ((double)drift.Before.Sum(), (double)drift.After.Sum());
        var report = new ReportBuilder(texts, texts["drift.title"])
            .Verdict(IsChanged(drift, unlike) ? Tone.Poor : drift.StabilityIndex > Watch ? Tone.Neutral : Tone.Good, [.. sentences])
            .Section("shares", texts["drift.shares"], section => section.Lead(texts["drift.shares-lead"])
                .Chart(new BarChart("shares", texts["drift.shares"], names, [new BarSeries(texts["drift.before"], [.. drift.Before.Select(b => b / before)]), new BarSeries(texts["drift.after"], [.. drift.After.Select(a => a / after)])]) { Value = new("") { Format = NumberFormat.Percent(0) } })
                .Table(table => table.Key("share-table").Text(texts["evaluate.segment"]).Number(texts["drift.before"], NumberFormat.Percent(1)).Number(texts["drift.after"], NumberFormat.Percent(1)).Text(texts["drift.change"])
                    .Rows(Enumerable.Range(0, k), i => [names[i], drift.Before[i] / before, drift.After[i] / after, Change(drift, i)])));
        if (drift.Migration.Count > 0)
        {
            double[][] shares = [.. Enumerable.Range(0, k).Select(i => Row(drift, i))];
            report.Section("migration", texts["drift.migration"], section => section.Lead(texts["drift.migration-lead"])
                .Chart(new HeatMap("migration", texts["drift.migration-chart"], names, [.. drift.Labels.Select(l => l == 0 ? texts["saved.none"] : texts["segment.short", l])], shares) { Format = NumberFormat.Percent(0), RowHeading = texts["drift.from"], ColumnHeading = texts["drift.to"] }));
        }
        return report;
    }

    /// <summary>Where the customers of a segment went, as shares.</summary>
    private static double[] Row(SegmentDrift drift, int from)
    {
        var k = drift.Labels.Count;
        double[] counts = [.. Enumerable.Range(0, k).Select(j => (double)drift.Migration[(from * k) + j])];
        var sum = counts.Sum();
        return Array.ConvertAll(counts, c => sum > 0 ? c / sum : double.NaN);
    }

    /// <summary>Those who moved, and those who are new.</summary>
    private static void WriteMoved(RunContext run, string path, ModelInput input, SavedCustomers now, EarlierSegments before, int[] places)
    {
        using var file = CsvOut.Create(path, run.Get(SharedOptions.Bom) == "yes");
        file.Row([now.IdName, "segment_before", "name_before", "segment_now", "name_now", "unlike_anyone"]);
        for (var r = 0; r < places.Length; r++)
        {
            var old = places[r] >= 0 ? before.Segments[places[r]] : -1;
            if (old == now.Assigned[r].Segment)
            {
                continue;
            }
            file.Field(now.Ids[r]);
            file.Field(old >= 0 ? old.ToString(CultureInfo.InvariantCulture) : "");
            file.Field(old >= 0 ? input.Titles[old] : run.Texts["drift.new"]);
            file.Field((long)now.Assigned[r].Segment);
            file.Field(input.Titles[now.Assigned[r].Segment]);
            file.Field(now.Assigned[r].Unlike ? "yes" : "no");
            file.EndRow();
        }
        file.Commit();
    }

    private static string Named(TextTable texts, ModelInput input, int number) => input.Titles.Numbered(number);

    private static string Percent(double share) => NumberFormat.Percent(1).Of(share);
}
