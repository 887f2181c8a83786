namespace Pipelines.Reporting;

/// <summary>One section of a report.</summary>
/// <param name="Key">Stable name: the anchor in HTML, the name in JSON.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="Blocks">Its content, top to bottom.</param>
public sealed record Section(string Key, string Heading, IReadOnlyList<Block> Blocks)
{
    /// <summary>One or two sentences that say what the section shows; empty where the heading does.</summary>
    public string Lead { get; init; } = "";
}
