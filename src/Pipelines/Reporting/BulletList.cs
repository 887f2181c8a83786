namespace Pipelines.Reporting;

/// <summary>A list.</summary>
/// <param name="Items">The entries, without markup.</param>
public sealed record BulletList(IReadOnlyList<string> Items) : Block
{
    /// <summary>True to number the entries from 1.</summary>
    public bool Ordered { get; init; }
}
