using Pipelines.Models;
using Pipelines.Neural;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace DataEncoding.Verbs;

/// <summary>Writes the code of every row of a file beside the columns that are kept, in order, as a stream: no row is lost. One that cannot be used has an empty code, and says why in its last column.</summary>
internal static class TransformVerb
{
    public static Verb Make() => new("transform", Run)
    {
        Aliases = ["predict"],
        Options = [SharedOptions.Data.Explained("option.data-codes"), CodeOptions.Keep, SharedOptions.Model, SharedOptions.Out, SharedOptions.Bom, EncodingOptions.Labels, .. SharedOptions.Reading.Except([SharedOptions.OnBadRow])],
        Examples = [new("transform --data my.csv --keep id,target --out codes.csv", "example.transform")],
    };

    private static ExitCode Run(RunContext run)
    {
        var choice = run.ChooseModel();
        var pipeline = TabularPipeline.Load<AutoencoderModel>(choice.Path);
        var rows = new ModelRows(run, pipeline);
        if (rows.Missing is { } missing)
        {
            throw new ScenarioException(ExitCode.Model, "transform.columns", choice.Shown, missing, string.Join(", ", rows.FileColumns.Take(20)));
        }
        var known = ModelFile.ReadInfo(choice.Path).Info.Columns.Where(c => c.Role is "target" or "ignored: id").Select(c => c.Name);
        var kept = rows.Kept(rows.FileColumns.Intersect(known, StringComparer.Ordinal));
        string[] header = [.. kept, .. rows.Codes, run.Texts["transform.problem"]];
        ModelRows.NeedDifferent(header);
        var fields = rows.FieldsOf(kept);
        using var file = run.OpenCsv();
        file.Row(header);
        long count = 0, bad = 0;
        using (run.Stage("stage.transform"))
        {
            foreach (var block in rows.Blocks(features: true))
            {
                var reasons = new string?[block.Records.Count];
                var encoded = rows.Encode(block, reasons);
                var codes = new Pipelines.Data.Matrix(encoded.Rows, pipeline.Model.ResultColumns);
                pipeline.Model.Transform(encoded, codes, run.Control);
                for (var r = 0; r < reasons.Length; r++)
                {
                    foreach (var field in fields(block.Records[r]))
                    {
                        file.Field(field);
                    }
                    foreach (var value in codes[r])
                    {
                        file.Field(reasons[r] is null ? value : float.NaN);
                    }
                    file.Field(reasons[r] ?? "");
                    file.EndRow();
                    bad += reasons[r] is null ? 0 : 1;
                }
                count += reasons.Length;
            }
        }
        file.Commit();
        if (run.Get(SharedOptions.Out) is { } path)
        {
            run.Say("transform.done", count, pipeline.Model.ResultColumns, path);
        }
        if (bad > 0)
        {
            run.Note("transform.bad", bad, run.Texts["transform.problem"]);
        }
        return ExitCode.Ok;
    }
}
