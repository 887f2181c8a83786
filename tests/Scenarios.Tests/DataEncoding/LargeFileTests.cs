using System.Diagnostics;
using System.Security.Cryptography;
using Pipelines;
using Xunit;

namespace Scenarios.Tests.DataEncoding;

/// <summary>A table of 2 GB goes through in memory that does not grow with it.</summary>
public sealed class LargeFileTests : IDisposable
{
    private const long Bytes = 2_000_000_000;
    private const double MostMegabytes = 200;

    private readonly ScenarioProcess _process = new();

    [Fact]
    public async Task Two_gigabytes_are_packed_verified_and_unpacked_in_bounded_memory()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PIPELINES_SLOW") == "1", "Set PIPELINES_SLOW=1 to pack 2 GB, about 2 minutes and 5 GB of disk.");
        var sum = WriteTable();
        await Run("keygen", "k");
        await Run("pack", "t.csv", "--key-file", "k", "--threads", "2");
        await Run("verify", "t.csv.packed", "--key-file", "k", "--threads", "2");
        File.Delete(In("t.csv"));
        await Run("unpack", "t.csv.packed", "--key-file", "k", "--threads", "2", "--max-size", "3GB");
        await using var back = File.OpenRead(In("t.csv"));
        Assert.Equal(sum, Convert.ToHexStringLower(await SHA256.HashDataAsync(back, TestContext.Current.CancellationToken)));
    }

    public void Dispose() => _process.Dispose();

    private string In(string name) => Path.Combine(_process.Folder, name);

    /// <summary>Runs a verb, says what it took, and is sure that its memory stayed within bounds.</summary>
    private async Task Run(params string[] args)
    {
        var watch = Stopwatch.StartNew();
        using var process = _process.Start(ScenarioProcess.Built("DataEncoding"), [.. args, "--quiet"]);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        long peak = 0;
        var cpu = TimeSpan.Zero;
        while (!process.WaitForExit(50))
        {
            process.Refresh();
            (peak, cpu) = process.HasExited ? (peak, cpu) : (Math.Max(peak, process.PeakWorkingSet64), process.TotalProcessorTime);
        }
        Assert.True(process.ExitCode == 0, await error);
        TestContext.Current.TestOutputHelper!.WriteLine($"{args[0]}: {watch.Elapsed.TotalSeconds:0.0} s, {cpu.TotalSeconds:0.0} CPU s, {Bytes / 1e6 / watch.Elapsed.TotalSeconds:0} MB/s, {Bytes / 1e6 / Math.Max(0.01, cpu.TotalSeconds):0} MB per CPU s, peak {peak / 1e6:0} MB");
        Assert.InRange(peak / 1e6, 0, MostMegabytes);
    }

    /// <summary>Measurements as a machine writes them: a time that goes on, sensors that drift, an id with leading zeros.</summary>
    private string WriteTable()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var file = File.Create(In("t.csv"));
        using var block = new MemoryStream();
        using var writer = new StreamWriter(block, new System.Text.UTF8Encoding(false), 1 << 16, leaveOpen: true);
        long row = 0;
        while (file.Length < Bytes)
        {
            block.SetLength(0);
            for (var i = 0; i < 20_000; i++, row++)
            {
                var rng = Rng.At(1, 0, row);
                writer.Write(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"2026-03-{1 + (row / 86_400 % 28):00} {row / 3600 % 24:00}:{row / 60 % 60:00}:{row % 60:00},{rng.NextBelow(40):0000},{20 + rng.NextDouble():0.00},{1000 + rng.NextBelow(50)},{(rng.NextBelow(20) == 0 ? "" : "OK")}\n"));
            }
            writer.Flush();
            file.Write(block.GetBuffer(), 0, (int)block.Length);
            hash.AppendData(block.GetBuffer(), 0, (int)block.Length);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
