using System.Diagnostics;
using System.Globalization;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.DataEncoding;

/// <summary>What only a real process shows: Ctrl-C, full disks, forbidden folders.</summary>
public sealed class PackProcessTests : IDisposable
{
    private readonly ScenarioProcess _process = new();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_while_packing_leaves_nothing_half_written(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        WriteLarge();
        using var process = _process.Start(Executable, "pack", "big", "--level", "11", "--threads", "1", "--quiet");
        while (Directory.GetFiles(_process.Folder, ".*").Length == 0)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        using (var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((int)ExitCode.Cancelled, process.ExitCode);
        Assert.Equal([Path.Combine(_process.Folder, "big")], Directory.GetFileSystemEntries(_process.Folder));
    }

    [Fact]
    public async Task A_disk_that_takes_no_more_is_one_line_and_leaves_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs bash and its limit on the size of files.");
        WriteLarge();
        // A file that may not grow beyond 1 MB; the runtime's own protection of its code needs larger ones.
        var (code, _, error) = await _process.Run("bash", "-c", "trap '' XFSZ; ulimit -f 1024; DOTNET_EnableWriteXorExecute=0 \"$0\" pack big --level 0 --quiet", Executable);
        Assert.Equal((int)ExitCode.Data, code);
        Assert.Matches("^error: [^\n]*\n$", error);
        Assert.Equal([Path.Combine(_process.Folder, "big")], Directory.GetFileSystemEntries(_process.Folder));
    }

    [Fact]
    public async Task A_folder_that_may_not_be_written_is_one_line()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs /proc.");
        await File.WriteAllTextAsync(Path.Combine(_process.Folder, "t.csv"), "a,b\n1,2\n", TestContext.Current.CancellationToken);
        var (code, _, error) = await _process.Run(Executable, "pack", "t.csv", "--out", "/proc/t.packed", "--quiet");
        Assert.Equal((int)ExitCode.Data, code);
        Assert.Matches("^error: /proc/t.packed[^\n]*\n$", error);
    }

    [Fact]
    public async Task The_passphrase_is_read_from_a_pipe()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs bash.");
        await File.WriteAllTextAsync(Path.Combine(_process.Folder, "t.csv"), "a,b\n1,2\n", TestContext.Current.CancellationToken);
        var (code, _, error) = await _process.Run("bash", "-c", "echo 'correct horse' | \"$0\" pack t.csv --passphrase stdin --quiet && printf 'correct horse' | \"$0\" unpack t.csv.packed --passphrase stdin --out back.csv --quiet && cmp t.csv back.csv", Executable);
        Assert.Equal((0, ""), (code, error));
    }

    public void Dispose() => _process.Dispose();

    private static string Executable => ScenarioProcess.Built("DataEncoding");

    /// <summary>Eight megabytes that take long to compress.</summary>
    private void WriteLarge()
    {
        var bytes = new byte[8_000_000];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)('0' + (Pipelines.Rng.At(1, 0, i).NextUInt32() % 10));
        }
        File.WriteAllBytes(Path.Combine(_process.Folder, "big"), bytes);
    }
}
