using System.Globalization;
using Pipelines.Data;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.DataEncoding;

/// <summary>A network gives other last bits on a processor with other instructions; what was promised of a file holds there too.</summary>
public sealed class LossyProcessorTests : IDisposable
{
    private readonly ScenarioProcess _process = new();

    [Fact]
    public async Task Bounds_hold_on_processors_with_other_instructions()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs env to set what the runtime may use.");
        using var run = new EncodingRun();
        EncodingModel.Save(run);
        File.Copy(run.PathOf("m.pmodel"), In("m.pmodel"));
        await File.WriteAllTextAsync(In("t.csv"), EncodingModel.Csv(3000, seed: 9), TestContext.Current.CancellationToken);
        await Run("DOTNET_EnableAVX512F=1", "pack", "t.csv", "--lossy", "--model", "m.pmodel", "--max-error", "0.001", "--max-error", "压力=0.02");
        var tables = new HashSet<string>();
        foreach (var less in (string[])["DOTNET_EnableAVX512=0", "DOTNET_EnableAVX2=0", "DOTNET_EnableHWIntrinsic=0"])
        {
            await Run(less, "unpack", "t.csv.packed", "--out", "back.csv", "--overwrite");
            tables.Add(await File.ReadAllTextAsync(In("back.csv"), TestContext.Current.CancellationToken));
            var (was, now) = (CsvFile.Open(In("t.csv")).ToList(), CsvFile.Open(In("back.csv")).ToList());
            Assert.Equal(was.Count, now.Count);
            foreach (var (a, b) in was.Zip(now))
            {
                Assert.Equal((a.Fields[0], a.Fields[3], a.Fields[4]), (b.Fields[0], b.Fields[3], b.Fields[4]));
                Assert.True(a.Fields[1] == b.Fields[1] || Math.Abs(Number(a.Fields[1]) - Number(b.Fields[1])) <= 0.01, $"{less}: {a.Fields[1]} {b.Fields[1]}");
                Assert.True(Math.Abs(Number(a.Fields[2]) - Number(b.Fields[2])) <= 0.02, $"{less}: {a.Fields[2]} {b.Fields[2]}");
            }
        }
        TestContext.Current.TestOutputHelper!.WriteLine($"{tables.Count} different tables");
    }

    public void Dispose() => _process.Dispose();

    private string In(string name) => Path.Combine(_process.Folder, name);

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private async Task Run(string setting, params string[] args)
    {
        var (code, _, error) = await _process.Run("env", [setting, ScenarioProcess.Built("DataEncoding"), .. args, "--quiet"]);
        Assert.True(code == (int)ExitCode.Ok, error);
    }
}
