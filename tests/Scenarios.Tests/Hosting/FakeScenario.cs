using Pipelines;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Models;
using Pipelines.Recommendation;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Inspection;
using Scenarios.Hosting.Runs;
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

    public override IReadOnlyList<Role> Roles => [Role.User, Role.Item, Role.Rating, Role.Time];

    public override IReadOnlyList<Verb> Verbs => [TrainVerb, RetrainVerb.Make(TrainVerb),
        new("learn", Learn) { WritesRun = true, Options = [SharedOptions.Data, SharedOptions.Seed, .. Roles.Select(r => r.Option), .. SharedOptions.Reading] },
        new("predict", _ => ExitCode.Ok) { Options = [SharedOptions.Model, SharedOptions.Out] },
        new("slow", Slow) { WritesRun = true },
        new("deaf", Deaf) { WritesRun = true },
        new("flood", Flood),
        new("fail", Fail) { WritesRun = true, Options = [How] },
    ];

    private Verb TrainVerb => new("train", Train)
    {
        WritesRun = true,
        Options = [SharedOptions.Data, SharedOptions.TestShare, SharedOptions.Seed, .. SharedOptions.Reading],
        Settings = [Settings],
        Examples = [new("train --data my.csv", "example.train")],
    };

    /// <summary>Reads, fits the simplest model there is and saves it.</summary>
    private static ExitCode Learn(RunContext run)
    {
        var input = run.FindData();
        var data = input.Read();
        var ratings = RatingsBuilder.Build(data.Table, new(input[Role.User]!, input[Role.Item]!, input[Role.Rating], input[Role.Time]));
        using var folder = run.NewRun();
        folder.Save(new GlobalMean().Fit(ratings.Ratings, run.Control), new() { Columns = [.. input.Roles.Select(r => new ModelColumn(r.Column, "text", r.Role.Key))] });
        folder.SaveBadRows(data);
        return folder.Complete(new() { Data = input.Files, DataHash = data.Sha256, Rows = data.Table.Rows });
    }

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
            Model = "fake.pmodel",
            Data = Data,
            DataHash = "abc",
            Rows = 12,
            Comparison = run.Previous is { } previous ? new(previous.Record.Result.Metrics) : null,
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
            if (i == 1)
            {
                run.Output.Error("working");
            }
            stage.Control.Step(i, 10_000, 1.0 / i);
            Thread.Sleep(5);
        }
        return folder.Complete(new());
    }

    /// <summary>Does not look whether it was cancelled.</summary>
    private static ExitCode Deaf(RunContext run)
    {
        using var folder = run.NewRun();
        File.WriteAllText(folder.FileOf("half.txt"), "half");
        run.Output.Error("deaf");
        Thread.Sleep(20_000);
        return folder.Complete(new());
    }

    private static ExitCode Flood(RunContext run)
    {
        for (var i = 0; i < 200_000; i++)
        {
            run.Output.Line("数据 " + i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        return ExitCode.Ok;
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
