using System.Globalization;
using System.Text;
using Pipelines;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Pipelines.Neural;

namespace Scenarios.Tests.DataEncoding;

/// <summary>A small table with everything in it, and an autoencoder of it, made by the library.</summary>
internal static class EncodingModel
{
    public const string Header = "编号,温度,压力,城市,备注";

    private static readonly Lazy<byte[]> File = new(Fit);

    /// <summary>Rows of an id with leading zeros, two numbers that hang together, a category and a remark; some cells are empty.</summary>
    public static string Csv(int rows, int seed = 1)
    {
        var text = new StringBuilder(Header).Append('\n');
        for (var r = 0; r < rows; r++)
        {
            var rng = Rng.At(seed, 0, r);
            var (a, b) = (rng.NextDouble(), rng.NextDouble());
            text.Append(CultureInfo.InvariantCulture, $"{r:00000},{(r % 10 == 3 ? "" : $"{20 + (10 * a):0.00}")},{1000 + (100 * a) + b:0.###},{(a < 0.4 ? "北京" : a < 0.7 ? "上海" : r % 8 == 0 ? "" : "Zürich")},\"note, {r % 3}\"\n");
        }
        return text.ToString();
    }

    /// <summary>Writes the model file.</summary>
    public static void Save(EncodingRun run, string name = "m.pmodel") => System.IO.File.WriteAllBytes(run.PathOf(name), File.Value);

    /// <summary>Writes the model file of a table.</summary>
    public static void Save(EncodingRun run, string name, Table table)
    {
        var encoder = new TableEncoder().Fit(table);
        var rows = new Matrix(table.Rows, encoder.Columns);
        encoder.Encode(table, rows);
        var network = new Autoencoder(new() { CodeSize = 2, HiddenLayers = 0, Epochs = 3 }).Fit(rows, encoder.Layout);
        ModelFile.Save(run.PathOf(name), new TabularPipeline<AutoencoderModel>(Schema.Of(table), encoder, network));
    }

    private static byte[] Fit()
    {
        var folder = Directory.CreateTempSubdirectory("pipelines-tests-").FullName;
        try
        {
            var (csv, model) = (Path.Combine(folder, "t.csv"), Path.Combine(folder, "m.pmodel"));
            System.IO.File.WriteAllText(csv, Csv(400));
            var table = CsvFile.Read(csv).Table;
            table = new([.. table.Columns.Where(c => c.Name is not ("编号" or "备注"))]);
            var encoder = new TableEncoder().Fit(table);
            var rows = new Matrix(table.Rows, encoder.Columns);
            encoder.Encode(table, rows);
            var network = new Autoencoder(new() { CodeSize = 3, HiddenLayers = 1, HiddenUnits = 24, Epochs = 60, Seed = 3 }).Fit(rows, encoder.Layout);
            ModelFile.Save(model, new TabularPipeline<AutoencoderModel>(Schema.Of(table), encoder, network), new()
            {
                Seed = 3,
                Columns = [new("编号", "text", "ignored: id"), .. table.Columns.Select(c => new ModelColumn(c.Name, c is NumberColumn ? "number" : "text", "feature"))],
            });
            return System.IO.File.ReadAllBytes(model);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
