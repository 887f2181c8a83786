using System.Globalization;
using Pipelines.Reporting;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace DataEncoding.Packing;

/// <summary>Numbers of bytes as people write them: 3GB, 500 MB, 1048576. A kilobyte has 1000 bytes.</summary>
internal static class ByteSize
{
    private static readonly (string Unit, double Bytes)[] Units = [("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("KB", 1e3), ("B", 1)];

    /// <summary>The bytes that an option says; null where nobody named it.</summary>
    public static long? Of(RunContext run, VerbOption<string?> option)
    {
        if (run.Get(option) is not { } text)
        {
            return null;
        }
        var number = text.AsSpan().Trim();
        var unit = 1d;
        foreach (var (name, bytes) in Units)
        {
            if (number.EndsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                number = number[..^name.Length].TrimEnd();
                unit = bytes;
                break;
            }
        }
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value * unit is > 0 and < 9e18
            ? (long)(value * unit)
            : throw new ScenarioException(ExitCode.Usage, "pack.size", option.Typed, text);
    }

    /// <summary>A number of bytes for people.</summary>
    public static string Shown(TextTable texts, long bytes) => bytes < 1_000_000 ? texts["pack.bytes", bytes] : bytes < 1_000_000_000 ? texts["pack.megabytes", bytes / 1e6] : texts["pack.gigabytes", bytes / 1e9];
}
