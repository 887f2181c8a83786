namespace Pipelines.Recommendation;

/// <summary>The items that a typed text may mean.</summary>
/// <param name="Kind">How they were recognised.</param>
/// <param name="Items">Their indices: one where the text is clear, several where it is ambiguous, none where nothing is like it.</param>
public sealed record ItemMatch(ItemMatchKind Kind, IReadOnlyList<int> Items)
{
    /// <summary>The one item meant, or −1 where the text is ambiguous, only nearly right or unknown.</summary>
    public int Item => Items.Count == 1 && Kind is not (ItemMatchKind.Near or ItemMatchKind.None) ? Items[0] : -1;
}
