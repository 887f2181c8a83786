using System.Globalization;
using System.IO.Compression;
using Pipelines.Data;
using Pipelines.Models.Encoders;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Anomaly;

/// <summary>Tables for tests of detectors: those of Golden/anomaly.py, planted ones, and measured ones outside of the repository.</summary>
internal static class AnomalySamples
{
    public static GoldenNumbers Golden { get; } = new("anomaly.txt");

    public static Matrix Wine => Reduction.GoldenSets.Of("wine");

    public static Matrix Cancer => Reduction.GoldenSets.Of("cancer");

    /// <summary>Every second row of wine, from the first or the second on.</summary>
    public static Matrix HalfWine(int first)
    {
        var wine = Wine;
        return Take(wine, [.. Enumerable.Range(0, wine.Rows).Where(r => r % 2 == first)]);
    }

    public static Matrix Take(MatrixView rows, int[] chosen)
    {
        var taken = new Matrix(chosen.Length, rows.Columns);
        for (var r = 0; r < chosen.Length; r++)
        {
            rows[chosen[r]].CopyTo(taken[r]);
        }
        return taken;
    }

    /// <summary>Independent normal rows; those from <paramref name="normal"/> on are moved by <paramref name="shift"/> standard deviations in every column.</summary>
    public static Matrix Planted(int normal, int odd, int columns, double shift, long seed = 5)
    {
        var rows = new Matrix(normal + odd, columns);
        for (var r = 0; r < rows.Rows; r++)
        {
            var rng = Rng.At(seed, item: r);
            for (var c = 0; c < columns; c++)
            {
                rows[r][c] = (float)(rng.NextGaussian() + (r >= normal ? shift : 0));
            }
        }
        return rows;
    }

    public static Matrix Standard(MatrixView rows)
    {
        var result = new Matrix(rows.Rows, rows.Columns);
        new StandardScaler().Fit(rows).Transform(rows, result);
        return result;
    }

    /// <summary>The folder of measuring data; skips the test without it.</summary>
    public static string Folder()
    {
        var folder = Environment.GetEnvironmentVariable("PIPELINES_DATA");
        Assert.SkipUnless(folder is not null && Directory.Exists(Path.Combine(folder, "equipment")), "Set PIPELINES_DATA to the folder with equipment/tep, equipment/adbench and equipment/ai4i2020.csv.");
        return Path.Combine(folder!, "equipment");
    }

    public static void NeedSlow(string what) => Assert.SkipUnless(Environment.GetEnvironmentVariable("PIPELINES_SLOW") == "1", $"Set PIPELINES_SLOW=1 to run {what}.");

    /// <summary>A set of ADBench: its rows as they are, and which are anomalies.</summary>
    public static (Matrix Rows, bool[] Anomalies) AdBench(string name)
    {
        var lines = Lines(Path.Combine(Folder(), "adbench", name + ".csv.gz")).Skip(1).Select(l => l.Split(',')).ToArray();
        return (new(lines.Length, lines[0].Length - 1, [.. lines.SelectMany(l => l[..^1].Select(Number))]), [.. lines.Select(l => l[^1][0] == '1')]);
    }

    /// <summary>A file of the Tennessee Eastman process, rows in time; the normal training file lies on its side.</summary>
    public static Matrix TennesseeEastman(string name)
    {
        var lines = Lines(Path.Combine(Folder(), "tep", name + ".dat.gz")).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number).ToArray()).Where(l => l.Length > 0).ToArray();
        if (name != "d00")
        {
            return new(lines.Length, lines[0].Length, [.. lines.SelectMany(l => l)]);
        }
        var turned = new Matrix(lines[0].Length, lines.Length);
        for (var r = 0; r < turned.Rows; r++)
        {
            for (var c = 0; c < turned.Columns; c++)
            {
                turned[r][c] = lines[c][r];
            }
        }
        return turned;
    }

    private static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
