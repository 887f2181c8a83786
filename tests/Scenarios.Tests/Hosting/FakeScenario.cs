using Pipelines;
using Pipelines.Evaluation;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Xunit;

namespace Scenarios.Tests.Hosting;

/// <summary>A scenario that writes a run at once, fails as it is told to, or works until it is stopped.</summary>
internal sealed class FakeScenario : Scenario
{
    public static readonly OptionSet<FakeOptions> Settings = new();
    public static readonly VerbOption<string?> How = VerbOption.Text("how");

    public override string Name => "Fake";

    public override string Version => "1.2.3";

    /// <summary>What the last train saw.</summary>
    public FakeOptions? Trained { get; private set; }

    public IReadOnlyList<string> Data { get; private set; } = [];

    public double? TestShare { get; private set; }

    public ManualResetEventSlim Working { get; } = new();

    public override IReadOnlyList<Verb> Verbs =>
    [
        new("train", Train)
        {
            WritesRun = true, Options = [SharedOptions.Data, SharedOptions.TestShare, SharedOptions.Seed, .. SharedOptions.Reading], Settings = [Settings],
            Examples = [new("train --data my.csv", "example.train")],
        },
        new("predict", _ => ExitCode.Ok) { Options = [SharedOptions.Model, SharedOptions.Out] },
        new("slow", Slow) { WritesRun = true },
        new("fail", Fail) { WritesRun = true, Options = [How] },
    ];

    private ExitCode Train(RunContext run)
    {
        (Trained, Data, TestShare) = (run.Get(Settings), run.Get(SharedOptions.Data), run.Get(SharedOptions.TestShare));
        using var folder = run.NewRun();
        using (var stage = run.Stage("stage.train"))
        {
            stage.Control.Step(1, 2, 0.5);
            stage.Control.Step(2, 2, 0.25);
        }
        File.WriteAllText(folder.FileOf("fake.pmodel"), "model");
        run.Output.Line("trained");
        return folder.Complete(new()
        {
            Metrics = [new("rmse", 0.1 * Trained.Clusters, Better.Lower, new Interval(0.05, 0.15)), new("ndcg@10", 0.3, Better.Higher)],
            Model = "fake.pmodel", Data = Data, DataHash = "abc", Rows = 12,
        });
    }

    private ExitCode Slow(RunContext run)
    {
        using var folder = run.NewRun();
        File.WriteAllText(folder.FileOf("half.txt"), "half");
        using var stage = run.Stage("stage.train");
        for (var i = 1; i <= 10_000; i++)
        {
            Working.Set();
            stage.Control.Step(i, 10_000, 1.0 / i);
            Thread.Sleep(5);
        }
        return folder.Complete(new());
    }

    private static ExitCode Fail(RunContext run)
    {
        using var folder = run.NewRun();
        File.WriteAllText(folder.FileOf("half.txt"), "half");
        throw run.Get(How) switch
        {
            "data" => new DataException("fake.cell", $"my.csv({37},4): column '{"income"}': 'n/a' is not a number. Add it to --missing."),
            "model" => new ModelException("fake.kind", $"{"a.pmodel"} is foreign. Train again."),
            "option" => Assert.Throws<OptionException>(() => new FitControl { Threads = 0 }),
            "threads" => new AggregateException(new DataException("fake.cell", $"one"), new DataException("fake.cell", $"two")),
            "missing-file" => new FileNotFoundException("x", "gone.csv"),
            "denied" => new UnauthorizedAccessException("Access to the path '/root/x' is denied."),
            "disk" => new IOException("No space left on device : '/x'", 28),
            _ => new InvalidOperationException("a bug"),
        };
    }
}
