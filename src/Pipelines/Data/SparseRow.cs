namespace Pipelines.Data;

/// <summary>The stored cells of one row of a <see cref="SparseView"/>.</summary>
/// <param name="start">Where the first of them stands among all cells.</param>
/// <param name="indices">Their columns, rising.</param>
/// <param name="values">Their values.</param>
public readonly ref struct SparseRow(int start, ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
{
    /// <summary>Where the first of them stands among all cells.</summary>
    public int Start { get; } = start;

    /// <summary>Their columns, rising.</summary>
    public ReadOnlySpan<int> Indices { get; } = indices;

    /// <summary>Their values.</summary>
    public ReadOnlySpan<float> Values { get; } = values;

    /// <summary>How many.</summary>
    public int Count => Indices.Length;

    /// <summary>True where the row holds that column.</summary>
    public bool Contains(int column) => Indices.BinarySearch(column) >= 0;
}
