using CustomerSegmentation.Labels;
using CustomerSegmentation.Saved;
using CustomerSegmentation.Study;
using Pipelines.Data;
using Pipelines.Reporting;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace CustomerSegmentation.Verbs;

/// <summary>Clustering as a help to label data: first the rows most worth labelling; then, with the labels filled in, everybody's label and what choosing was worth.</summary>
internal static class LabelVerb
{
    private const int LeastLabels = 4;

    public static Verb Make() => new("label", Run)
    {
        Options = [SharedOptions.Data, ModelOptions.Budget, ModelOptions.Labels, ModelOptions.LabelColumn, SharedOptions.Model, SharedOptions.Out, SharedOptions.Bom, SharedOptions.Seed, .. ModelOptions.Reading],
        Examples = [new("label --budget 50 --out to-label.csv", "example.label"), new("label --labels to-label.csv --out labelled.csv", "example.labels")],
    };

    private static ExitCode Run(RunContext run)
    {
        var customers = SavedCustomers.Of(ModelInput.Open(run));
        if (customers.Ids.Distinct(StringComparer.Ordinal).Count() < customers.Ids.Count)
        {
            throw new ScenarioException(ExitCode.Data, "label.twice", customers.IdName, SegmentOptions.CustomerColumn.Typed);
        }
        if (customers.Ids.Count < 2)
        {
            throw new ScenarioException(ExitCode.Data, "data.rows", 2, customers.Ids.Count);
        }
        return run.Get(ModelOptions.Labels) is { } labels ? Spread(run, customers, labels) : Choose(run, customers);
    }

    private static ExitCode Choose(RunContext run, SavedCustomers customers)
    {
        LabelChoice[] chosen;
        using (var stage = run.Stage("stage.label"))
        {
            chosen = LabelChoice.Of(customers.Encoded, (int)run.Get(ModelOptions.Budget)!.Value, run.Seed, stage.Control);
        }
        string[] features = [.. customers.Input.Features.Select(f => f.Name).Where(f => f != customers.IdName)];
        using (var file = run.OpenCsv())
        {
            file.Row([customers.IdName, .. features, "segment", "why", "stands_for", run.Get(ModelOptions.LabelColumn)!]);
            foreach (var choice in chosen)
            {
                file.Field(customers.Ids[choice.Row]);
                foreach (var feature in features)
                {
                    customers.WriteCell(file, feature, choice.Row);
                }
                file.Field((long)customers.Assigned[choice.Row].Segment);
                file.Field(choice.IsBorder ? "border" : "middle");
                file.Field((long)choice.StandsFor);
                file.Field("");
                file.EndRow();
            }
            file.Commit();
        }
        if (run.Get(SharedOptions.Out) is { } path)
        {
            run.Say("label.chosen", chosen.Length, chosen.Count(c => !c.IsBorder), chosen.Count(c => c.IsBorder), path, run.Get(ModelOptions.LabelColumn));
            run.Say("label.next", run.CommandLine(["label", .. run.Get(SharedOptions.Data).SelectMany(d => new[] { "--data", d }), "--labels", path, "--out", "labelled.csv"]));
        }
        return ExitCode.Ok;
    }

    private static ExitCode Spread(RunContext run, SavedCustomers customers, string path)
    {
        var (rows, labels, names) = Read(run, customers, path);
        LabelGain? gain = null;
        int[] carried;
        double[] confidence;
        using (var stage = run.Stage("stage.spread"))
        {
            (carried, confidence) = LabelSpread.Of(customers.Encoded, stage.Control).From(rows, labels, names.Count, stage.Control);
            if (rows.Length >= 2 * LeastLabels)
            {
                gain = LabelGain.Of(TrialRunner.Take(customers.Encoded, rows), labels, names.Count, (int)run.Get(ModelOptions.Budget)!.Value, run.Seed, stage.Control with { Progress = null });
            }
        }
        var given = rows.ToHashSet();
        using (var file = run.OpenCsv())
        {
            file.Row([customers.IdName, "label", "label_confidence", "given"]);
            for (var r = 0; r < carried.Length; r++)
            {
                file.Field(customers.Ids[r]);
                file.Field(names[carried[r]]);
                file.Field((float)confidence[r]);
                file.Field(given.Contains(r) ? "yes" : "no");
                file.EndRow();
            }
            file.Commit();
        }
        var said = gain is null ? run.Texts["label.too-few", rows.Length, 2 * LeastLabels]
            : run.Texts["label.gain", gain.Labelled, gain.Hidden, Percent(gain.Chosen), Percent(gain.Random), Percent(gain.RandomSpread), Percent(gain.Majority)];
        if (run.Get(SharedOptions.Out) is { } to)
        {
            run.Say("label.done", carried.Length, rows.Length, names.Count, to);
            run.Output.Line(said);
        }
        else
        {
            run.Output.Note(said);
        }
        return ExitCode.Ok;
    }

    /// <summary>The rows that have a label in a file of labels.</summary>
    private static (int[] Rows, int[] Labels, IReadOnlyList<string> Names) Read(RunContext run, SavedCustomers customers, string path)
    {
        var column = run.Get(ModelOptions.LabelColumn)!;
        var full = run.PathOf(path);
        var columns = CsvFile.Dialect(full).Columns;
        if (new[] { customers.IdName, column }.FirstOrDefault(c => !columns.Contains(c, StringComparer.Ordinal)) is { } missing)
        {
            throw new ScenarioException(ExitCode.Data, "label.column", path, missing, string.Join(", ", columns), ModelOptions.LabelColumn.Typed);
        }
        var table = CsvFile.Read(full, new() { Columns = [customers.IdName, column], IdColumns = [customers.IdName, column] }, run.Cancellation).Table;
        var (ids, given) = (table[customers.IdName], table[column]);
        var places = Enumerable.Range(0, customers.Ids.Count).ToDictionary(r => customers.Ids[r], r => r, StringComparer.Ordinal);
        var (rows, texts) = (new List<int>(), new List<string>());
        for (var r = 0; r < table.Rows; r++)
        {
            if (given.IsMissing(r))
            {
                continue;
            }
            if (!places.Remove(ids.Text(r), out var place))
            {
                throw new ScenarioException(ExitCode.Data, "label.unknown", path, customers.IdName, ids.Text(r));
            }
            rows.Add(place);
            texts.Add(given.Text(r));
        }
        var codes = TextColumn.From(column, texts);
        return codes.Levels.Count >= 2 ? ([.. rows], codes.Codes, codes.Levels) : throw new ScenarioException(ExitCode.Data, "label.few", path, column, rows.Count, codes.Levels.Count);
    }

    private static string Percent(double share) => NumberFormat.Percent(1).Of(share);
}
