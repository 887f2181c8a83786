using System.Diagnostics;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.Hosting;

/// <summary>What only a real process shows: signals, pipes, encodings.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly ScenarioProcess _process = new();

    [Theory]
    [InlineData("INT", "slow", "working")]
    [InlineData("TERM", "slow", "working")]
    [InlineData("TERM", "deaf", "deaf")]
    public async Task A_signal_ends_it_soon_with_130_and_nothing_half_written(string signal, string verb, string ready)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        using var process = _process.Start(Executable, "fake-scenario", verb);
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && line != ready) { }
        var watch = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((int)ExitCode.Cancelled, process.ExitCode);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 8);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_process.Folder));
    }

    [Fact]
    public async Task A_reader_that_stops_reading_is_no_error()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs bash.");
        var (code, output, error) = await _process.Run("bash", "-c", "\"$0\" fake-scenario flood | head -n 1; exit ${PIPESTATUS[0]}", Executable);
        Assert.Equal((0, "数据 0\n", ""), (code, output, error));
    }

    [Fact]
    public async Task A_full_disk_behind_standard_output_is_one_line()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs /dev/full.");
        var (code, _, error) = await _process.Run("bash", "-c", "\"$0\" fake-scenario flood > /dev/full", Executable);
        Assert.Equal((int)ExitCode.Data, code);
        Assert.Matches("^error: [^\n]*\n$", error);
    }

    [Fact]
    public async Task Redirected_output_is_utf8_without_escape_codes_in_any_locale()
    {
        var (code, output, error) = await _process.Run(Executable, "fake-scenario", "train", "--lang", "zh");
        Assert.Equal((0, "trained\n"), (code, output));
        Assert.StartsWith("训练：2 轮，", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output + error);
        (_, output, _) = await _process.Run(Executable, "fake-scenario", "--help", "--lang", "zh");
        Assert.Contains("用法", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFEFF', output);
    }

    public void Dispose() => _process.Dispose();

    private static string Executable => ScenarioProcess.Built("Scenarios.Tests");
}
