namespace Scenarios.Hosting.Commands;

/// <summary>What a verb takes without a name.</summary>
/// <param name="Placeholder">As help shows it: <c>FILE</c>.</param>
/// <param name="Least">Fewest values.</param>
/// <param name="Most">Most values.</param>
/// <param name="TextKey">Key of its meaning.</param>
public sealed record VerbArgument(string Placeholder, int Least, int Most, string TextKey)
{
    /// <summary>The values it may take, for completion; empty for any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}
