using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Pipelines.Reduction;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace DimensionalityReduction.Verbs;

/// <summary>
/// The columns that components stand for, row by row as a stream: from a file of components, as <c>transform</c> writes it, or from the columns themselves, reduced and rebuilt.
/// Where the file has the columns, each row says how far its reconstruction is from them.
/// </summary>
internal static class ReconstructVerb
{
    public static Verb Make() => new("reconstruct", Run)
    {
        Options = [SharedOptions.Data, ReductionOptions.Keep, ReductionOptions.First, SharedOptions.Model, SharedOptions.Out, SharedOptions.Bom, .. SharedOptions.ReadingEveryRow],
        Examples = [new("reconstruct --data components.csv --out rebuilt.csv", "example.reconstruct")],
    };

    private static ExitCode Run(RunContext run)
    {
        var choice = run.ChooseModel();
        var pipeline = TabularPipeline.Load<PcaModel>(choice.Path);
        var encoder = pipeline.Encoder as TableEncoderModel ?? throw new ScenarioException(ExitCode.Model, "reconstruct.encoder", choice.Shown);
        var model = ComponentCount.Of(run, pipeline.Model);
        var rows = new ModelRows(run, pipeline);
        // Leading components that the file does not have are 0: the mean of the training rows.
        string[] components = [.. ComponentCount.Names(model).TakeWhile(n => rows.FileColumns.Contains(n, StringComparer.Ordinal))];
        if (components.Length == 0 && !rows.HasFeatures)
        {
            throw new ScenarioException(ExitCode.Data, "reconstruct.columns", Path.GetFileName(rows.Files[0]), ComponentCount.Name(1), rows.Features.First(f => !rows.FileColumns.Contains(f.Name, StringComparer.Ordinal)).Name);
        }
        model = components.Length > 0 ? model.Keep(components.Length) : model;
        var rebuilt = encoder.Decode(new Matrix(0, encoder.Columns)).Columns.Select(c => c.Name).ToArray();
        var (error, problem) = (run.Texts["reconstruct.error"], run.Texts["transform.problem"]);
        var kept = rows.Kept(rows.FileColumns.Except([.. rebuilt, .. ComponentCount.Names(pipeline.Model), error, problem], StringComparer.Ordinal));
        ModelRows.NeedDifferent([.. kept, .. rebuilt, error, problem]);
        var fields = rows.FieldsOf(kept);
        using var file = run.OpenCsv();
        file.Row([.. kept, .. rebuilt, error, problem]);
        var tally = new Tally();
        using (run.Stage("stage.reconstruct"))
        {
            foreach (var block in rows.Blocks(components, rows.HasFeatures))
            {
                Write(new(run, rows, encoder, model, components), block, fields, file, tally);
            }
        }
        file.Commit();
        if (run.Get(SharedOptions.Out) is { } path)
        {
            run.Say("reconstruct.done", tally.Rows, model.ResultColumns, path);
        }
        if (tally.Compared > 0)
        {
            run.Note("reconstruct.mean-error", Math.Sqrt(tally.Squares / tally.Compared), tally.Compared);
        }
        if (tally.Bad > 0)
        {
            run.Note("transform.bad", tally.Bad, problem);
        }
        return ExitCode.Ok;
    }

    private static void Write(Job job, CsvBlock block, Func<CsvRecord, IEnumerable<string>> fields, CsvOut file, Tally tally)
    {
        var reasons = new string?[block.Records.Count];
        var encoded = job.Rows.HasFeatures ? job.Rows.Encode(block, reasons) : null;
        var components = job.Components.Length > 0 ? ComponentsOf(job, block, reasons) : job.Model.Transform(encoded!);
        var back = job.Model.Inverse(components);
        var table = job.Encoder.Decode(back);
        for (var r = 0; r < reasons.Length; r++)
        {
            foreach (var field in fields(block.Records[r]))
            {
                file.Field(field);
            }
            var good = reasons[r] is null;
            foreach (var column in table.Columns)
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
            var square = good && encoded is not null ? MeanSquare(encoded[r], back[r]) : double.NaN;
            file.Field((float)Math.Sqrt(square));
            file.Field(reasons[r] ?? "");
            file.EndRow();
            tally.Add(good, square);
        }
    }

    private static Matrix ComponentsOf(Job job, CsvBlock block, string?[] reasons)
    {
        var components = new Matrix(reasons.Length, job.Components.Length);
        for (var c = 0; c < job.Components.Length; c++)
        {
            var column = (NumberColumn)block.Table[job.Components[c]];
            for (var r = 0; r < reasons.Length; r++)
            {
                var record = block.Records[r];
                if (!float.IsFinite((float)column.Values[r]))
                {
                    reasons[r] ??= record.Problem is { } problem ? job.Run.Texts.Of(problem) : job.Run.Texts["reconstruct.no-component", Path.GetFileName(record.File), record.Line, column.Name];
                }
                else
                {
                    components[r][c] = (float)column.Values[r];
                }
            }
        }
        return components;
    }

    private static double MeanSquare(ReadOnlySpan<float> row, ReadOnlySpan<float> back)
    {
        var sum = 0.0;
        for (var c = 0; c < row.Length; c++)
        {
            var difference = (double)row[c] - back[c];
            sum += difference * difference;
        }
        return sum / row.Length;
    }

    private sealed record Job(RunContext Run, ModelRows Rows, TableEncoderModel Encoder, PcaModel Model, string[] Components);

    private sealed class Tally
    {
        public long Rows { get; private set; }

        public long Bad { get; private set; }

        public long Compared { get; private set; }

        public double Squares { get; private set; }

        public void Add(bool good, double square)
        {
            Rows++;
            Bad += good ? 0 : 1;
            if (!double.IsNaN(square))
            {
                Compared++;
                Squares += square;
            }
        }
    }
}
