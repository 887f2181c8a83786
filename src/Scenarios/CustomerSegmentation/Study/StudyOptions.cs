using Pipelines.Evaluation;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace CustomerSegmentation.Study;

/// <summary>What a study is made with.</summary>
internal sealed record StudyOptions
{
    /// <summary>The method, or auto.</summary>
    public string Method { get; init; } = "auto";

    /// <summary>How many segments; 0 to choose.</summary>
    public int Segments { get; init; }

    /// <summary>The most segments that are tried.</summary>
    public int MostSegments { get; init; } = 10;

    /// <summary>The least agreement of segments with those of customers drawn anew.</summary>
    public double Stability { get; init; } = 0.95;

    /// <summary>The least share of customers in a segment.</summary>
    public double Smallest { get; init; } = 0.02;

    /// <summary>How often customers are drawn anew.</summary>
    public int Replicates { get; init; } = 20;

    /// <summary>The most customers that numbers and methods are tried on; 0 for 10,000 from transactions and 2,500 otherwise.</summary>
    public int StudyRows { get; init; }

    /// <summary>The metric that chooses in place of the rule; null for the rule.</summary>
    public string? Optimize { get; init; }

    /// <summary>What <see cref="Optimize"/> chooses among has to keep these.</summary>
    public IReadOnlyList<Requirement> Rules { get; init; } = [];

    /// <summary>Seed of everything random.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>What the user said.</summary>
    public static StudyOptions Of(RunContext run) => new()
    {
        Method = run.Get(SegmentOptions.Method)!,
        Segments = (int)(run.Get(SegmentOptions.Segments) ?? 0),
        MostSegments = (int)run.Get(SegmentOptions.MostSegments)!.Value,
        Stability = run.Get(SegmentOptions.Stability)!.Value,
        Smallest = run.Get(SegmentOptions.Smallest)!.Value,
        Replicates = (int)run.Get(SegmentOptions.Replicates)!.Value,
        StudyRows = (int)(run.Get(SegmentOptions.StudyRows) ?? 0),
        Optimize = run.Get(SegmentOptions.Optimize),
        Rules = run.IsGiven(SegmentOptions.Optimize) ? [.. run.Get(SharedOptions.Require).Select(Requirement.Parse)] : [],
        Seed = run.Seed,
    };
}
