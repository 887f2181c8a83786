using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Neural;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Inspection;

namespace DataEncoding.Data;

/// <summary>Rows for a saved model, as numbers by its own encoder.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Classes">Class of each, NaN where it has none; empty without a target.</param>
/// <param name="Files">The files, as the user would name them.</param>
/// <param name="Hash">SHA-256 of their bytes.</param>
/// <param name="Read">The CSV files as they were read; null for pictures.</param>
internal sealed record SavedRows(Matrix Rows, float[] Classes, IReadOnlyList<string> Files, string Hash, CsvData? Read)
{
    /// <summary>Reads what <c>--data</c> names.</summary>
    /// <param name="run">The run.</param>
    /// <param name="pipeline">The model.</param>
    /// <param name="shown">The model, as the user would name it.</param>
    /// <exception cref="ScenarioException">A column that the model was trained on is missing.</exception>
    public static SavedRows Of(RunContext run, TabularPipeline<AutoencoderModel> pipeline, string shown)
    {
        string[] needed = [.. pipeline.Schema.Columns.Where(c => c.Role == ColumnRole.Feature).Select(c => c.Name)];
        var named = run.Get(SharedOptions.Data);
        var files = named.Count > 0 ? DataInput.Expand(run, named) : [];
        if (files.Count > 0 && files.All(IdxFile.IsIdx))
        {
            var pictures = Pictures.Read(run, files);
            Need(needed, [.. pictures.Schema.Columns.Select(c => c.Name)], shown);
            return new(Encoded(run, pipeline, pictures.Rows), pictures.Rows.ClassesOf([.. Enumerable.Range(0, pictures.Rows.Count)]), [.. files.Select(f => Path.GetFileName(f))], pictures.Hash, null);
        }
        var input = run.FindData();
        Need(needed, input.Columns, shown);
        var read = input.Read([.. pipeline.Schema.Columns.Select(c => c.Name).Where(n => input.Columns.Contains(n, StringComparer.Ordinal))],
            [.. pipeline.Schema.Columns.Where(c => c is { Role: ColumnRole.Feature, Type: ColumnType.Number }).Select(c => c.Name)]);
        var target = pipeline.Schema.Target is { } column ? read.Table.Find(column.Name) : null;
        // Classes may be new ones: they are only told apart within these rows.
        var names = target is null ? [] : Schema.Of(read.Table, target.Name, classes: true).Classes;
        var raw = RawRows.Of(read.Table, target, names);
        return new(Encoded(run, pipeline, raw), raw.ClassesOf([.. Enumerable.Range(0, raw.Count)]), [.. input.Files.Select(f => Path.GetFileName(f))], read.Sha256, read);
    }

    private static Matrix Encoded(RunContext run, TabularPipeline<AutoencoderModel> pipeline, RawRows raw) =>
        EncodingData.Encode(pipeline.Schema, pipeline.Encoder, raw, [.. Enumerable.Range(0, raw.Count)], run.Cancellation);

    private static void Need(string[] needed, IReadOnlyList<string> columns, string shown)
    {
        if (needed.Where(n => !columns.Contains(n, StringComparer.Ordinal)).ToArray() is { Length: > 0 } missing)
        {
            throw new ScenarioException(ExitCode.Model, "evaluate.columns", shown, string.Join(", ", missing.Take(5)), string.Join(", ", columns.Take(20)));
        }
    }
}
