using Pipelines.Evaluation;

namespace Scenarios.Hosting.Runs;

/// <summary>What a finished run says about itself, for its record.</summary>
public sealed record RunResult
{
    /// <summary>The run's numbers, the most important first; <c>--require</c> is checked against them.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>Under <c>retrain</c>: how the earlier model scores on the same rows; the first of <see cref="Metrics"/> decides.</summary>
    public Comparison? Comparison { get; init; }

    /// <summary>Name of the model file inside the run's folder; null for the one saved by <see cref="RunFolder.Save(Pipelines.Models.IModel, Pipelines.Models.ModelInfo)"/>, if any.</summary>
    public string? Model { get; init; }

    /// <summary>The data files read, as the user would name them.</summary>
    public IReadOnlyList<string> Data { get; init; } = [];

    /// <summary>SHA-256 of the data read, or null.</summary>
    public string? DataHash { get; init; }

    /// <summary>How many rows were used.</summary>
    public long? Rows { get; init; }

    /// <summary>Whatever the scenario wants to find again when the run is retrained or shown: names of columns and the like.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();
}
