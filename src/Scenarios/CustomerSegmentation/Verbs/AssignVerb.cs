using CustomerSegmentation.Saved;
using Pipelines;
using Pipelines.Clustering;
using Pipelines.Data;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace CustomerSegmentation.Verbs;

/// <summary>
/// New customers with the segment each belongs to, how far from its middle, how surely, and whether they are unlike anyone seen. A table of customers is a stream that keeps every row in its order, one that cannot be used with its reason;
/// transactions become one row a customer.
/// </summary>
internal static class AssignVerb
{
    private static readonly string[] Appended = ["segment", "name", "distance", "confidence", "unlike_anyone"];

    public static Verb Make() => new("assign", Run)
    {
        Aliases = ["predict"],
        Options = [SharedOptions.Data, SharedOptions.Model, ModelOptions.Keep, SharedOptions.Out, SharedOptions.Bom, .. ModelOptions.Reading],
        Examples =
        [
            new("assign --data new-customers.csv --out assigned.csv", "example.assign"),
            new("assign --data new-orders.csv --as-of 2025-07-01 --out assigned.csv", "example.assign-orders"),
        ],
    };

    private static ExitCode Run(RunContext run)
    {
        var input = ModelInput.Open(run);
        var tally = input.Lines is null ? Stream(run, input) : OfLines(run, input);
        if (run.Get(SharedOptions.Out) is { } path)
        {
            run.Say("assign.done", tally.Rows, tally.Unlike, tally.None, path);
        }
        if (tally.Bad > 0)
        {
            run.Note("assign.bad", tally.Bad);
        }
        return ExitCode.Ok;
    }

    private static Tally OfLines(RunContext run, ModelInput input)
    {
        var customers = SavedCustomers.Of(input);
        string[] features = ["recency", "frequency", "monetary"];
        using var file = run.OpenCsv();
        file.Row([customers.IdName, .. features, .. Appended]);
        var (tally, names) = (new Tally(), Names(input));
        for (var r = 0; r < customers.Assigned.Length; r++)
        {
            file.Field(customers.Ids[r]);
            foreach (var feature in features)
            {
                customers.WriteCell(file, feature, r);
            }
            Write(file, customers.Assigned[r], names, tally);
            file.EndRow();
        }
        file.Commit();
        return tally;
    }

    private static Tally Stream(RunContext run, ModelInput input)
    {
        var kept = run.Get(ModelOptions.Keep) switch
        {
            null => input.IdName.Length > 0 ? [input.IdName] : [],
            "none" => [],
            "all" => input.Columns,
            var list => ColumnList.Of(list, input.Columns),
        };
        string[] header = [.. kept, .. Appended, "problem"];
        if (header.GroupBy(h => h, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ScenarioException(ExitCode.Data, "assign.twice", twice.Key, ModelOptions.Keep.Typed);
        }
        var fields = input.FieldsOf(kept);
        using var file = run.OpenCsv();
        file.Row(header);
        var (tally, names) = (new Tally(), Names(input));
        using (run.Stage("stage.assign"))
        {
            foreach (var block in input.Blocks())
            {
                var reasons = new string?[block.Records.Count];
                var assigned = input.Model.Assign(Encode(run, input, block, reasons));
                for (var r = 0; r < reasons.Length; r++)
                {
                    foreach (var field in fields(block.Records[r]))
                    {
                        file.Field(field);
                    }
                    if (reasons[r] is null)
                    {
                        Write(file, assigned[r], names, tally);
                    }
                    else
                    {
                        Skip(file);
                        tally.Bad++;
                        tally.Rows++;
                    }
                    file.Field(reasons[r] ?? "");
                    file.EndRow();
                }
            }
        }
        file.Commit();
        return tally;
    }

    /// <summary>The rows of a block as the model reads them; a row that cannot be used is zeros and has a reason.</summary>
    private static Matrix Encode(RunContext run, ModelInput input, CsvBlock block, string?[] reasons)
    {
        for (var r = 0; r < reasons.Length; r++)
        {
            reasons[r] = block.Records[r].Problem is { } problem ? run.Texts.Of(problem) : null;
        }
        try
        {
            return input.Model.Pipeline.Encode(block.Table);
        }
        catch (DataException)
        {
            // A number that the scaling makes too large: only its row is lost.
            var rows = new Matrix(reasons.Length, input.Model.Pipeline.Encoder.Columns);
            for (var r = 0; r < reasons.Length; r++)
            {
                try
                {
                    input.Model.Pipeline.Encode(block.Table.Take([r]))[0].CopyTo(rows[r]);
                }
                catch (DataException e)
                {
                    reasons[r] ??= run.Texts["assign.large", Path.GetFileName(block.Records[r].File), block.Records[r].Line, run.Texts.Of(e)];
                }
            }
            return rows;
        }
    }

    private static void Write(CsvOut file, SegmentAssignment assigned, string[] names, Tally tally)
    {
        file.Field((long)assigned.Segment);
        file.Field(names[assigned.Segment]);
        file.Field(ShortNumber.Score(assigned.Distance));
        file.Field(ShortNumber.Score(assigned.Confidence));
        file.Field(assigned.Unlike ? "yes" : "no");
        tally.Rows++;
        tally.Unlike += assigned.Unlike ? 1 : 0;
        tally.None += assigned.Segment == 0 ? 1 : 0;
    }

    private static void Skip(CsvOut file)
    {
        foreach (var _ in Appended)
        {
            file.Field("");
        }
    }

    private static string[] Names(ModelInput input) => [.. Enumerable.Range(0, input.Model.Segments.Count + 1).Select(n => input.Titles[n])];

    private sealed class Tally
    {
        public long Rows { get; set; }

        public long Unlike { get; set; }

        public long None { get; set; }

        public long Bad { get; set; }
    }
}
