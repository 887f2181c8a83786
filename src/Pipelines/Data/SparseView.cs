namespace Pipelines.Data;

/// <summary>A read-only look at a <see cref="SparseMatrix"/>. Never copies; may be captured by parallel code. The default is 0 x 0.</summary>
public readonly struct SparseView
{
    private readonly long[]? _starts;
    private readonly int[]? _indices;
    private readonly float[]? _values;

    internal SparseView(int columns, long[] starts, int[] indices, float[] values) => (Columns, _starts, _indices, _values) = (columns, starts, indices, values);

    /// <summary>How many rows.</summary>
    public int Rows => _starts is null ? 0 : _starts.Length - 1;

    /// <summary>How many columns.</summary>
    public int Columns { get; }

    /// <summary>How many cells are stored.</summary>
    public int Count => _indices?.Length ?? 0;

    /// <summary>Where each row's cells begin, and at the end the number of cells: length Rows + 1.</summary>
    public ReadOnlySpan<long> Starts => _starts;

    /// <summary>Column of each stored cell, row after row, rising within a row.</summary>
    public ReadOnlySpan<int> Indices => _indices;

    /// <summary>Value of each stored cell, row after row.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>One row's cells.</summary>
    public SparseRow this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
            var start = (int)_starts![row];
            var length = (int)_starts[row + 1] - start;
            return new(start, _indices.AsSpan(start, length), _values.AsSpan(start, length));
        }
    }

    /// <summary>The same cells by columns: row c of the result holds column c, rising by row. <paramref name="entry"/> tells where each of its cells stands here.</summary>
    public SparseMatrix Transpose(out int[] entry)
    {
        var starts = new long[Columns + 1];
        foreach (var column in Indices)
        {
            starts[column + 1]++;
        }
        for (var c = 0; c < Columns; c++)
        {
            starts[c + 1] += starts[c];
        }
        var next = starts.AsSpan(0, Columns).ToArray();
        var indices = new int[Count];
        var values = new float[Count];
        entry = new int[Count];
        for (var r = 0; r < Rows; r++)
        {
            for (var i = (int)_starts![r]; i < (int)_starts[r + 1]; i++)
            {
                var to = next[_indices![i]]++;
                (indices[to], values[to], entry[to]) = (r, _values![i], i);
            }
        }
        return new(Rows, starts, indices, values);
    }

    /// <summary>The same cells by columns.</summary>
    public SparseMatrix Transpose() => Transpose(out _);
}
