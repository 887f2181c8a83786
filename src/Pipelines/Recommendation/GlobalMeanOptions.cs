namespace Pipelines.Recommendation;

/// <summary>Options of <see cref="GlobalMean"/>: it has none.</summary>
public sealed record GlobalMeanOptions : IOptions<GlobalMeanOptions>
{
    /// <inheritdoc/>
    public static IReadOnlyList<Setting<GlobalMeanOptions>> Settings { get; } = [];
}
