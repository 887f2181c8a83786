using Pipelines.Numerics;

namespace Pipelines.Data;

/// <summary>A read-only window over whole, consecutive rows of a <see cref="Matrix"/>. Never copies; may be captured by parallel code. The default is 0 x 0.</summary>
public readonly struct MatrixView
{
    private readonly float[]? _values;
    private readonly int _start;

    internal MatrixView(float[] values, int start, int rows, int columns) => (_values, _start, Rows, Columns) = (values, start, rows, columns);

    /// <summary>How many rows (samples).</summary>
    public int Rows { get; }

    /// <summary>How many columns (features).</summary>
    public int Columns { get; }

    /// <summary>All values, row after row: length Rows × Columns.</summary>
    public ReadOnlySpan<float> Values => _values.AsSpan(_start, Rows * Columns);

    /// <summary>One row.</summary>
    public ReadOnlySpan<float> this[int row] => (uint)row < (uint)Rows
        ? _values.AsSpan(_start + (row * Columns), Columns)
        : throw new ArgumentOutOfRangeException(nameof(row), row, $"The view has {Rows} rows.");

    /// <summary>The array that the values stand in, from <see cref="Start"/> on; never written to.</summary>
    internal float[] Storage => _values ?? [];

    /// <summary>Where the first row begins in <see cref="Storage"/>.</summary>
    internal int Start => _start;

    /// <summary>The same values as a factor of products; no copy.</summary>
    internal GemmOperand Operand => GemmOperand.Of(_values ?? [], Rows, Columns, _start);

    /// <summary>Consecutive rows, without copying.</summary>
    public MatrixView this[Range rows]
    {
        get
        {
            var (offset, length) = rows.GetOffsetAndLength(Rows);
            return new(_values ?? [], _start + (offset * Columns), length, Columns);
        }
    }

    /// <summary>A copy of some rows, in the order they are named.</summary>
    internal Matrix Take(ReadOnlySpan<int> rows)
    {
        var taken = new Matrix(rows.Length, Columns);
        for (var i = 0; i < rows.Length; i++)
        {
            this[rows[i]].CopyTo(taken[i]);
        }
        return taken;
    }

    /// <summary>A copy that can be written to.</summary>
    public Matrix ToMatrix() => new(Rows, Columns, Values.ToArray());

    /// <summary>Shape, for the debugger and error messages.</summary>
    public override string ToString() => $"MatrixView {Rows} x {Columns}";
}
