using Pipelines;

namespace Scenarios.Tests.Hosting;

public enum FakeLoss
{
    Squared,
    Absolute,
}

public sealed record FakeOptions : IOptions<FakeOptions>
{
    public long Clusters { get; init; } = 8;

    public double LearningRate { get; init; } = 0.1;

    public bool Shuffle { get; init; } = true;

    public FakeLoss Loss { get; init; }

    public long Seed { get; init; } = 42;

    public static IReadOnlyList<Setting<FakeOptions>> Settings { get; } =
    [
        Setting.Whole("Clusters", "how many clusters to find", Bounds.Closed(1, 100), (FakeOptions o) => o.Clusters, (o, v) => o with { Clusters = v }),
        Setting.Number("LearningRate", "size of a step", Bounds.OpenClosed(0, 1), (FakeOptions o) => o.LearningRate, (o, v) => o with { LearningRate = v }),
        Setting.Flag("Shuffle", "whether rows are shuffled", (FakeOptions o) => o.Shuffle, (o, v) => o with { Shuffle = v }),
        Setting.Choice("Loss", "what is made small", (FakeOptions o) => o.Loss, (o, v) => o with { Loss = v }),
        Setting.Seed((FakeOptions o) => o.Seed, (o, v) => o with { Seed = v }),
    ];
}
