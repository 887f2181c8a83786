using System.Globalization;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Pipelines.Neural;
using Pipelines.Packing;
using Pipelines.Packing.Lossy;
using Pipelines.Reduction;

namespace Pipelines.Tests.Packing.Lossy;

/// <summary>Tables to pack with loss, and models of them.</summary>
internal static class LossyTables
{
    public static readonly string[] Names = ["编号", "x", "城市", "wild", "constant", "y", "note", "whole"];

    /// <summary>Ids with leading zeros, numbers that hang together, categories, and everything that makes trouble: missing, huge, tiny, infinite, constant, Unicode, quotes, line breaks, texts that look like numbers.</summary>
    public static Table Mixed(int rows, int seed = 1, bool wild = true)
    {
        var (x, y, wilds, whole, constant) = (new double[rows], new double[rows], new double[rows], new double[rows], new double[rows]);
        var (ids, cities, notes) = (new string?[rows], new string?[rows], new string?[rows]);
        for (var r = 0; r < rows; r++)
        {
            var rng = Rng.At(seed, 0, r);
            var (a, b) = (rng.NextDouble(), rng.NextDouble());
            x[r] = r % 11 == 5 ? double.NaN : Math.Round(20 + (10 * a), 2);
            y[r] = (1000 * a) + (0.123456789 * b);
            whole[r] = Math.Floor(16 * b);
            constant[r] = 7;
            wilds[r] = !wild ? 10 * b : (r % 13) switch { 0 => 1e300, 1 => -1e-300, 2 => double.PositiveInfinity, 3 => double.NegativeInfinity, 4 => double.NaN, 5 => 1e16 + r, 6 => 0.1 + 0.2, 7 => double.MaxValue, 8 => -0.0, _ => 10 * b };
            ids[r] = r.ToString("00000", CultureInfo.InvariantCulture);
            cities[r] = a < 0.3 ? "北京" : a < 0.6 ? "Zoë \"Ω\"" : r % 17 == 3 ? null : r % 19 == 4 ? $"seldom {r}" : "NA";
            notes[r] = (r % 5) switch { 0 => null, 1 => "one\ntwo,;\"", 2 => "007", 3 => "-0", _ => "🐎 12" };
        }
        return new(
        [
            TextColumn.From(Names[0], ids), new NumberColumn(Names[1], x), TextColumn.From(Names[2], cities), new NumberColumn(Names[3], wilds), new NumberColumn(Names[4], constant), new NumberColumn(Names[5], y),
            TextColumn.From(Names[6], notes), new NumberColumn(Names[7], whole),
        ]);
    }

    /// <summary>A model of the columns that can be learned from.</summary>
    public static LossyModel Model(bool autoencoder = false, Scaling scaling = Scaling.Standard)
    {
        using var folder = new TemporaryFolder();
        Save(folder.File("m.pmodel"), autoencoder, scaling);
        return LossyModel.Load(folder.File("m.pmodel"));
    }

    public static void Save(string path, bool autoencoder = false, Scaling scaling = Scaling.Standard, long seed = 1)
    {
        var table = Mixed(400, wild: false);
        table = new([.. table.Columns.Where(c => c.Name is not ("编号" or "note"))]);
        var encoder = new TableEncoder(new() { Scaling = scaling }).Fit(table);
        var rows = new Matrix(table.Rows, encoder.Columns);
        encoder.Encode(table, rows);
        IInverseTransformer model = autoencoder
            ? new Autoencoder(new() { CodeSize = 3, HiddenLayers = 1, HiddenUnits = 24, Epochs = 30, Seed = seed }).Fit(rows, encoder.Layout)
            : new Pca(new() { Components = 3 }).Fit(rows);
        ModelFile.Save(path, new TabularPipeline<IInverseTransformer>(Schema.Of(table), encoder, model), new() { Seed = seed });
    }

    /// <summary>Packs a table in memory blocks of the given size, and gives the file's bytes.</summary>
    public static (byte[] File, LossyFacts Facts) Pack(Table table, LossyModel model, PackingKey? key = null, LossyOptions? options = null, IReadOnlyDictionary<string, double>? errors = null, int rowsAtOnce = 100)
    {
        using var folder = new TemporaryFolder();
        var facts = LossyTable.Pack(() => Blocks(table, rowsAtOnce), folder.File("t.packed"), model, key, options, errors, new() { Level = 5 });
        return (File.ReadAllBytes(folder.File("t.packed")), facts);
    }

    public static IEnumerable<Table> Blocks(Table table, int rowsAtOnce)
    {
        yield return table.Take([]);
        for (var at = 0; at < table.Rows; at += rowsAtOnce)
        {
            yield return table.Take([.. Enumerable.Range(at, Math.Min(rowsAtOnce, table.Rows - at))]);
        }
    }

    /// <summary>The table that a file holds.</summary>
    public static Table Unpack(byte[] file, PackingKey? key = null, LossyModel? model = null)
    {
        var blocks = new List<Table>();
        LossyTable.Unpack(new MemoryStream(file), blocks.Add, key, model, control: new() { Threads = 1 });
        return Together(blocks);
    }

    private static Table Together(List<Table> blocks) => new([.. blocks[0].Columns.Select(c => c is NumberColumn
        ? (Column)new NumberColumn(c.Name, [.. blocks.SelectMany(b => ((NumberColumn)b[c.Name]).Values)])
        : TextColumn.From(c.Name, blocks.SelectMany(b => Enumerable.Range(0, b.Rows).Select(r => b[c.Name].IsMissing(r) ? null : b[c.Name].Text(r)))))]);
}
