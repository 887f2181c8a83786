using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Pipelines.Neural;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace DataEncoding.Verbs;

/// <summary>
/// The columns that codes stand for, in their own units, row by row as a stream: from a file of codes, as <c>transform</c> writes it, or from the columns themselves, coded and rebuilt. Where the file has the columns, each row says
/// how far it is from what comes back: large for rows unlike those the model was trained on.
/// </summary>
internal static class ReconstructVerb
{
    public static Verb Make() => new("reconstruct", Run)
    {
        Options = [SharedOptions.Data.Explained("option.data-codes"), CodeOptions.Keep, SharedOptions.Model, SharedOptions.Out, SharedOptions.Bom, EncodingOptions.Labels, .. SharedOptions.Reading.Except([SharedOptions.OnBadRow])],
        Examples = [new("reconstruct --data codes.csv --out rebuilt.csv", "example.reconstruct"), new("reconstruct --data my.csv --keep id --out errors.csv", "example.reconstruct.rows")],
    };

    private static ExitCode Run(RunContext run)
    {
        var choice = run.ChooseModel();
        var pipeline = TabularPipeline.Load<AutoencoderModel>(choice.Path);
        var encoder = pipeline.Encoder as TableEncoderModel ?? throw new ScenarioException(ExitCode.Model, "reconstruct.encoder", choice.Shown);
        var rows = new ModelRows(run, pipeline);
        var fromRows = rows.HasFeatures;
        if (!fromRows && rows.Codes.FirstOrDefault(c => !rows.FileColumns.Contains(c, StringComparer.Ordinal)) is { } lacking)
        {
            throw new ScenarioException(ExitCode.Data, "reconstruct.columns", Path.GetFileName(rows.Files[0]), lacking, rows.Missing);
        }
        // The file's own order, as far as the model was trained on it.
        var decoded = encoder.Decode(new Matrix(0, encoder.Columns)).Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        string[] rebuilt = [.. rows.Features.Select(f => f.Name).Where(decoded.Contains)];
        var (error, problem) = (run.Texts["reconstruct.error"], run.Texts["transform.problem"]);
        var kept = rows.Kept(rows.FileColumns.Except([.. rows.Features.Select(f => f.Name), .. rows.Codes, error, problem], StringComparer.Ordinal));
        string[] header = [.. kept, .. rebuilt, .. fromRows ? new[] { error } : [], problem];
        ModelRows.NeedDifferent(header);
        var fields = rows.FieldsOf(kept);
        using var file = run.OpenCsv();
        file.Row(header);
        var tally = new Tally();
        run.Note(fromRows ? "reconstruct.from-rows" : "reconstruct.from-codes", error);
        using (run.Stage("stage.reconstruct"))
        {
            foreach (var block in rows.Blocks(fromRows))
            {
                Write(new(rows, encoder, rebuilt, fromRows), block, fields, file, tally);
            }
        }
        file.Commit();
        if (run.Get(SharedOptions.Out) is { } path)
        {
            run.Say("reconstruct.done", tally.Rows, path);
        }
        if (tally.Compared > 0)
        {
            run.Note("reconstruct.mean-error", tally.Errors / tally.Compared, tally.Compared);
        }
        if (tally.Bad > 0)
        {
            run.Note("transform.bad", tally.Bad, problem);
        }
        return ExitCode.Ok;
    }

    private static void Write(Job job, CsvBlock block, Func<CsvRecord, IEnumerable<string>> fields, CsvOut file, Tally tally)
    {
        var model = job.Rows.Pipeline.Model;
        var reasons = new string?[block.Records.Count];
        Matrix back;
        double[] errors = [];
        if (job.FromRows)
        {
            var encoded = job.Rows.Encode(block, reasons);
            back = model.Reconstruct(encoded);
            errors = new double[reasons.Length];
            model.ReconstructionErrors(encoded, errors);
        }
        else
        {
            back = model.Inverse(job.Rows.Held(block, reasons));
        }
        var table = job.Encoder.Decode(back);
        Column[] columns = [.. job.Rebuilt.Select(n => table[n])];
        // What training minimises: the mean over columns.
        var parts = model.Layout.Count > 0 ? model.Layout.Count : model.Columns;
        for (var r = 0; r < reasons.Length; r++)
        {
            foreach (var field in fields(block.Records[r]))
            {
                file.Field(field);
            }
            var good = reasons[r] is null;
            foreach (var column in columns)
            {
                if (column is NumberColumn numbers)
                {
                    file.Field(good ? (float)numbers.Values[r] : float.NaN);
                }
                else
                {
                    file.Field(good ? column.Text(r) : "");
                }
            }
            var mean = good && job.FromRows ? errors[r] / parts : double.NaN;
            if (job.FromRows)
            {
                file.Field((float)mean);
            }
            file.Field(reasons[r] ?? "");
            file.EndRow();
            tally.Add(good, mean);
        }
    }

    private sealed record Job(ModelRows Rows, TableEncoderModel Encoder, string[] Rebuilt, bool FromRows);

    private sealed class Tally
    {
        public long Rows { get; private set; }

        public long Bad { get; private set; }

        public long Compared { get; private set; }

        public double Errors { get; private set; }

        public void Add(bool good, double error)
        {
            Rows++;
            Bad += good ? 0 : 1;
            if (!double.IsNaN(error))
            {
                Compared++;
                Errors += error;
            }
        }
    }
}
