using System.Globalization;
using System.IO.Compression;

namespace Bench.Compare;

/// <summary>NASA's Shuttle readings as ADBench has them: nine integer sensors and a label. Not part of the repository.</summary>
internal static class Shuttle
{
    /// <summary>Where they are, or null.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("PIPELINES_DATA") is { Length: > 0 } folder
        && System.IO.Path.Combine(folder, "equipment", "adbench", "32_shuttle.csv.gz") is var path && File.Exists(path) ? path : null;

    /// <summary>The sensors of all rows, or the labels of all rows.</summary>
    public static float[] Values(bool labels)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path ?? throw new InvalidOperationException("PIPELINES_DATA does not name the folder of equipment/adbench/32_shuttle.csv.gz.")), CompressionMode.Decompress));
        reader.ReadLine();
        var values = new List<float>();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            foreach (var cell in labels ? cells[^1..] : cells[..^1])
            {
                values.Add(float.Parse(cell, CultureInfo.InvariantCulture));
            }
        }
        return [.. values];
    }
}
