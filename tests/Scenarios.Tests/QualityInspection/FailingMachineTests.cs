using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.QualityInspection;

/// <summary>AI4I 2020, a public set of 10,000 machines of which 339 failed, as a stranger would bring it; it is not part of this repository.</summary>
public sealed class FailingMachineTests : IDisposable
{
    private static readonly string[] Causes = ["TWF", "HDF", "PWF", "OSF", "RNF"];

    private readonly QualityRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void The_five_columns_of_causes_are_named_and_left_out_on_consent()
    {
        var file = MachineFile();
        var said = _run.Refused(ExitCode.Data, "train", "--data", file, "--target", "Machine failure");
        Assert.All(Causes, cause => Assert.Contains(cause, said, StringComparison.Ordinal));
        Assert.Contains("--drop-leaks", said, StringComparison.Ordinal);
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PIPELINES_SLOW") == "1", "Set PIPELINES_SLOW=1 to train on 10,000 machines.");
        _run.Train("--data", file, "--target", "Machine failure", "--drop-leaks", "--derive", "power = Torque [Nm] * Rotational speed [rpm]", "--derive", "dT = Process temperature [K] - Air temperature [K]");
        Assert.Contains("TWF, HDF, PWF, OSF, RNF (gives the target away)", _run.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
        // Areas of parts that the fold had not seen: without labels, and learned from them.
        Assert.InRange(_run.Figure("roc_auc_distance"), 0.85, 0.9);
        Assert.InRange(_run.Figure("roc_auc_ecod"), 0.865, 0.9);
        Assert.InRange(_run.Figure("roc_auc_classifier"), 0.955, 0.98);
        var report = File.ReadAllText(Path.Combine(_run.Newest, "report.html"));
        Assert.All(Causes, cause => Assert.Contains(cause, report, StringComparison.Ordinal));
    }

    private static string MachineFile()
    {
        var folder = Environment.GetEnvironmentVariable("PIPELINES_DATA");
        Assert.SkipWhen(folder is null, "PIPELINES_DATA does not name the data.");
        var file = Path.Combine(folder!, "equipment", "ai4i2020.csv");
        Assert.SkipUnless(File.Exists(file), "equipment/ai4i2020.csv is not among the data.");
        return file;
    }
}
