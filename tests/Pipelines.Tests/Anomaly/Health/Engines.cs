using System.Globalization;
using System.IO.Compression;
using Xunit;

namespace Pipelines.Tests.Anomaly.Health;

/// <summary>NASA's turbofan engines, C-MAPSS FD001: 100 that ran until they failed and 100 cut short, one row a cycle. Not part of this repository.</summary>
internal static class Engines
{
    /// <summary>Columns that change at all: sensors 2, 3, 4, 7, 8, 9, 11, 12, 13, 14, 15, 17, 20, 21.</summary>
    private static readonly int[] Sensors = [.. new[] { 2, 3, 4, 7, 8, 9, 11, 12, 13, 14, 15, 17, 20, 21 }.Select(s => s + 4)];

    public static double[][][] Failed() => Read("train_FD001.txt.gz");

    public static (double[][][] Runs, int[] Left) CutShort() => (Read("test_FD001.txt.gz"), [.. Lines("RUL_FD001.txt.gz").Select(l => int.Parse(l.Trim(), CultureInfo.InvariantCulture))]);

    private static double[][][] Read(string file) =>
        [.. Lines(file).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).GroupBy(f => f[0], f => Sensors.Select(s => double.Parse(f[s], CultureInfo.InvariantCulture)).ToArray()).Select(g => g.ToArray())];

    private static IEnumerable<string> Lines(string file)
    {
        var folder = Environment.GetEnvironmentVariable("PIPELINES_DATA");
        Assert.SkipWhen(folder is null, "Set PIPELINES_DATA to the folder of measuring data.");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(folder, "equipment", "cmapss", file)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            if (line.Trim().Length > 0)
            {
                yield return line;
            }
        }
    }
}
