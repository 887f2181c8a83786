using QualityInspection.Study;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace QualityInspection.Verbs;

/// <summary>Judges every part of a file: the file's columns, then score, limit, flagged, reason, measurements. Rows keep their order and count; memory for one block.</summary>
internal static class PredictVerb
{
    /// <summary>The columns that are appended.</summary>
    public static readonly string[] Appended = ["score", "limit", "flagged", "reason", "top_measurements"];

    public static Verb Make() => new("predict", Run)
    {
        Options = [SharedOptions.Data, QualityOptions.Top, SharedOptions.Model, SharedOptions.Out, SharedOptions.Bom, .. SharedOptions.ReadingEveryRow],
        Examples = [new("predict --data new.csv --out judged.csv", "example.predict")],
    };

    private static ExitCode Run(RunContext run)
    {
        var model = QualityModel.Load(run.ChooseModel().Path);
        var rows = new ModelRows(run, model);
        var top = (int)run.Get(QualityOptions.Top)!.Value;
        // A file that was judged before has such columns already.
        string[] appended = [.. Appended.Select(a => rows.FileColumns.Contains(a, StringComparer.Ordinal) ? "new_" + a : a)];
        using var file = run.OpenCsv();
        file.Row([.. rows.FileColumns, .. appended]);
        long count = 0, flagged = 0, bad = 0;
        using (run.Stage("stage.predict"))
        {
            foreach (var (block, table) in rows.Blocks())
            {
                var parts = model.Judge(table, out var encoded);
                for (var r = 0; r < parts.Length; r++)
                {
                    var record = block.Records[r];
                    for (var c = 0; c < rows.FileColumns.Count; c++)
                    {
                        file.Field(c < record.Fields.Count ? record.Fields[c] : "");
                    }
                    var (look, reason) = model.Decide(parts[r]);
                    var readable = record.Problem is null && reason != PartReason.NotMeasured;
                    file.Field(readable ? model.Score(parts[r]) : double.NaN);
                    file.Field(model.Limit);
                    file.Field(!readable ? "" : look ? "yes" : "no");
                    file.Field(record.Problem is { } problem ? run.Texts.Of(problem) : Enum.GetName(reason)!);
                    file.Field(readable ? model.TopLine(parts[r], table, r, encoded, top) : "");
                    file.EndRow();
                    flagged += readable && look ? 1 : 0;
                    bad += readable ? 0 : 1;
                }
                count += parts.Length;
            }
        }
        file.Commit();
        if (run.Get(SharedOptions.Out) is { } path)
        {
            run.Say("predict.done", count, flagged, path);
        }
        if (bad > 0)
        {
            run.Note("predict.bad", bad);
        }
        return ExitCode.Ok;
    }
}
