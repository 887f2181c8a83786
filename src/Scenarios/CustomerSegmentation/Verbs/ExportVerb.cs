using CustomerSegmentation.Saved;
using Pipelines.Data;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace CustomerSegmentation.Verbs;

/// <summary>A target list: the customers of a segment, the most valuable or the most typical first.</summary>
internal static class ExportVerb
{
    public static Verb Make() => new("export", Run)
    {
        Options = [SharedOptions.Data, ModelOptions.Segment, ModelOptions.By, ModelOptions.Top, SharedOptions.Model, SharedOptions.Out, SharedOptions.Bom, .. ModelOptions.Reading],
        Examples = [new("export --segment 1 --top 100 --out targets.csv", "example.export")],
    };

    private static ExitCode Run(RunContext run)
    {
        var input = ModelInput.Open(run);
        var wanted = SegmentTitles.Find(run, input.Model, run.Get(ModelOptions.Segment) ?? throw new ScenarioException(ExitCode.Usage, "export.segment", ModelOptions.Segment.Typed));
        var by = run.Get(ModelOptions.By);
        var column = by is null or "value" or "closeness" ? null : input.Lines is null ? ColumnList.One(by, input.Columns) : by;
        var customers = SavedCustomers.Of(input, null, column is not null && input.Lines is null ? [column] : []);
        var worth = by switch
        {
            "closeness" => [],
            null => customers.Value,
            "value" => customers.Value.Length > 0 ? customers.Value : throw new ScenarioException(ExitCode.Data, "export.no-value", ModelOptions.By.Typed),
            _ => customers.Table.Find(column!) is NumberColumn numbers ? numbers.Values : throw new ScenarioException(ExitCode.Data, "export.by", ModelOptions.By.Typed, by, string.Join(", ", customers.Table.Columns.OfType<NumberColumn>().Select(c => c.Name))),
        };
        var numbersWanted = wanted.Select(s => s.Number).ToHashSet();
        // Without a value the last; of equals those nearest to the middle of their segment.
        int[] rows = [.. Enumerable.Range(0, customers.Assigned.Length).Where(r => numbersWanted.Contains(customers.Assigned[r].Segment))
            .OrderByDescending(r => worth.Length > 0 ? double.IsNaN(worth[r]) ? double.NegativeInfinity : worth[r] : 0).ThenBy(r => customers.Assigned[r].Distance).ThenBy(r => r)];
        int[] first = [.. rows.Take((int)Math.Min(int.MaxValue, run.Get(ModelOptions.Top) ?? int.MaxValue))];
        Write(run, customers, first, column);
        if (run.Get(SharedOptions.Out) is { } path)
        {
            run.Say("export.done", first.Length, rows.Length, string.Join(", ", wanted.Select(s => input.Titles[s.Number])), path);
        }
        return ExitCode.Ok;
    }

    private static void Write(RunContext run, SavedCustomers customers, int[] rows, string? column)
    {
        string[] features = [.. customers.Input.Features.Select(f => f.Name), .. column is null || customers.Input.Features.Any(f => f.Name == column) ? [] : new[] { column }];
        features = [.. features.Where(f => f != customers.IdName)];
        using var file = run.OpenCsv();
        file.Row([customers.IdName, "segment", "name", .. features, "distance", "confidence"]);
        foreach (var r in rows)
        {
            file.Field(customers.Ids[r]);
            file.Field((long)customers.Assigned[r].Segment);
            file.Field(customers.Input.Titles[customers.Assigned[r].Segment]);
            foreach (var feature in features)
            {
                customers.WriteCell(file, feature, r);
            }
            file.Field(ShortNumber.Score(customers.Assigned[r].Distance));
            file.Field(ShortNumber.Score(customers.Assigned[r].Confidence));
            file.EndRow();
        }
        file.Commit();
    }
}
