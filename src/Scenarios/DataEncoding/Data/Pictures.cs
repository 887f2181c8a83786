using System.Globalization;
using System.Security.Cryptography;
using Pipelines.Data;
using Pipelines.Models;
using Scenarios.Hosting;

namespace DataEncoding.Data;

/// <summary>IDX files of pictures, such as Fashion-MNIST, with the labels that lie beside them.</summary>
/// <param name="Rows">The pictures as rows of pixels.</param>
/// <param name="Layout">Their size.</param>
/// <param name="Schema">Their columns: pixels, and the label where there are labels.</param>
/// <param name="Hash">SHA-256 of the bytes of the files in order, each hashed by itself where there are several.</param>
internal sealed record Pictures(RawRows Rows, ImageLayout? Layout, Schema Schema, string Hash)
{
    /// <summary>The column that labels come in.</summary>
    public const string Label = "label";

    private const int MostBytes = 2_000_000;

    private IReadOnlyList<(string File, int Rows)> Files { get; init; } = [];

    private Matrix Pixels { get; init; } = new(0, 0);

    /// <summary>Bytes a picture after Brotli, which takes seconds: measured on the first pictures when it is asked for.</summary>
    public double LosslessBytesPerRow()
    {
        var pictures = Math.Min(Pixels.Rows, Math.Max(1, MostBytes / Pixels.Columns));
        return LosslessSize.OfBytes(Array.ConvertAll(Pixels.Values[..(pictures * Pixels.Columns)], v => (byte)v), pictures);
    }

    /// <summary>Reads them, showing that it does.</summary>
    /// <param name="run">The run; <c>--labels</c> is heard.</param>
    /// <param name="files">IDX files of pictures of one size.</param>
    /// <exception cref="ScenarioException">The sizes differ, or the labels are not of these pictures.</exception>
    public static Pictures Read(RunContext run, IReadOnlyList<string> files)
    {
        using var stage = run.Stage("stage.read", string.Join(", ", files.Select(f => Path.GetFileName(f))));
        var parts = new List<(string File, Matrix Rows, int[] Labels)>();
        IReadOnlyList<int>? shape = null;
        foreach (var file in files)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            var (rows, own) = IdxFile.Read(file);
            if (own.Count == 0 || rows.Columns < 2)
            {
                throw new ScenarioException(ExitCode.Data, "encode.idx-labels", Path.GetFileName(file));
            }
            if (shape is not null && !shape.SequenceEqual(own))
            {
                throw new ScenarioException(ExitCode.Data, "encode.idx-shape", Path.GetFileName(file), string.Join(" x ", own), string.Join(" x ", shape));
            }
            shape = own;
            parts.Add((file, rows, LabelsOf(run, file, files.Count, rows.Rows)));
        }
        var labelled = parts.TrueForAll(p => p.Labels.Length > 0);
        int[] values = labelled ? [.. parts.SelectMany(p => p.Labels).Distinct().Order()] : [];
        labelled = values.Length is >= 2 and <= 50;
        int[] classes = labelled ? [.. parts.SelectMany(p => p.Labels).Select(l => Array.IndexOf(values, l))] : [];
        string[] names = labelled ? [.. values.Select(v => v.ToString(CultureInfo.InvariantCulture))] : [];
        var all = parts.Count == 1 ? parts[0].Rows : Joined(parts);
        var layout = shape is [var height, var width] ? new ImageLayout(height, width) : null;
        string[] columns = [.. Enumerable.Range(0, all.Columns).Select(c => layout is null ? $"x{c + 1}" : $"pixel_{c / layout.Width}_{c % layout.Width}")];
        return new(
            new(all.Rows, rows => Taken(all, columns, rows), classes, names),
            layout,
            new([.. columns.Select(c => new SchemaColumn(c, ColumnType.Number, ColumnRole.Feature)), .. labelled ? new[] { new SchemaColumn(Label, ColumnType.Number, ColumnRole.Target) } : []], names),
            HashOf(files))
        {
            Pixels = all,
            Files = [.. parts.Select(p => (p.File, p.Rows.Rows))],
        };
    }

    /// <summary>The first row that came from one of some files.</summary>
    public int FirstRowOf(RunContext run, IReadOnlyList<string> named)
    {
        var fresh = CsvFile.Expand([.. named.Select(run.PathOf)]).Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
        return Files.TakeWhile(f => !fresh.Contains(run.PathOf(f.File))).Sum(f => f.Rows);
    }

    /// <summary>The labels of a file of pictures: those that <c>--labels</c> names, or those that lie beside it under the name that such files have; none where there are none.</summary>
    private static int[] LabelsOf(RunContext run, string file, int files, int rows)
    {
        var named = run.Get(EncodingOptions.Labels);
        if (named == "none")
        {
            return [];
        }
        if (named is not null && files > 1)
        {
            throw new ScenarioException(ExitCode.Usage, "encode.labels-one", EncodingOptions.Labels.Typed);
        }
        if ((named is null ? LabelsBeside(file) : run.PathOf(named)) is not { } path)
        {
            return [];
        }
        var name = Path.GetFileName(file);
        var (labels, shape) = IdxFile.Read(path);
        return labels.Rows == rows && shape.Count == 0
            ? Array.ConvertAll(labels.Values, v => (int)v)
            : throw new ScenarioException(ExitCode.Data, "encode.labels", Path.GetFileName(path), labels.Rows, name, rows, EncodingOptions.Labels.Typed);
    }

    /// <summary>The file of labels that lies beside one of pictures under the name that such files have; null where there is none.</summary>
    public static string? LabelsBeside(string file)
    {
        var name = Path.GetFileName(file);
        var beside = Path.Combine(Path.GetDirectoryName(file) ?? "", name.Replace("images", "labels", StringComparison.Ordinal).Replace("idx3", "idx1", StringComparison.Ordinal));
        return name.Contains("images", StringComparison.Ordinal) && File.Exists(beside) ? beside : null;
    }

    /// <summary>Says what is in an IDX file, with the line that trains on it.</summary>
    /// <param name="run">The run of <c>inspect</c>.</param>
    /// <param name="path">The file.</param>
    /// <param name="shown">The file as the user named it.</param>
    public static void Inspect(RunContext run, string path, string shown)
    {
        var (rows, shape) = IdxFile.Read(path);
        var labels = LabelsBeside(path);
        var train = run.CommandLine("train", "--data", shown);
        if (shape.Count == 0)
        {
            run.Say("inspect.labels", shown, rows.Rows);
        }
        else
        {
            run.Say("inspect.pictures", shown, rows.Rows, string.Join(" x ", shape));
            run.Output.Line(labels is null ? run.Texts["inspect.no-labels"] : run.Texts["inspect.with-labels", Path.GetFileName(labels)]);
            run.Output.Line();
            run.Say("inspect.train");
            run.Output.Line("  " + train);
        }
        run.Output.JsonDocument(json =>
        {
            json.WriteStartObject();
            json.WriteString("file", shown);
            json.WriteNumber("rows", rows.Rows);
            json.WriteStartArray("shape");
            foreach (var size in shape)
            {
                json.WriteNumberValue(size);
            }
            json.WriteEndArray();
            json.WriteString("labels", labels is null ? null : Path.GetFileName(labels));
            json.WriteString("train", shape.Count == 0 ? null : train);
            json.WriteEndObject();
        });
    }

    private static Matrix Joined(List<(string File, Matrix Rows, int[] Labels)> parts)
    {
        var all = new Matrix(parts.Sum(p => p.Rows.Rows), parts[0].Rows.Columns);
        var at = 0;
        foreach (var (_, rows, _) in parts)
        {
            rows.Values.CopyTo(all.Values, at);
            at += rows.Values.Length;
        }
        return all;
    }

    private static Table Taken(Matrix all, string[] names, int[] rows)
    {
        var columns = new Column[names.Length];
        for (var c = 0; c < columns.Length; c++)
        {
            var values = new double[rows.Length];
            for (var r = 0; r < values.Length; r++)
            {
                values[r] = all[rows[r]][c];
            }
            columns[c] = new NumberColumn(names[c], values);
        }
        return new(columns);
    }

    private static string HashOf(IReadOnlyList<string> files)
    {
        byte[][] hashes = [.. files.Select(f =>
        {
            using var stream = File.OpenRead(f);
            return SHA256.HashData(stream);
        })];
        return Convert.ToHexStringLower(hashes.Length == 1 ? hashes[0] : SHA256.HashData([.. hashes.SelectMany(h => h)]));
    }
}
