using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pipelines.Numerics;

/// <summary>
/// A table of doubles inside an array, read through two strides, so that a transpose is only a swap and never a copy.
/// Element (r, c) stands at <c>values[start + r * RowStride + c * ColumnStride]</c>.
/// </summary>
internal readonly struct DoubleOperand
{
    private readonly double[] _values;
    private readonly int _start;

    private DoubleOperand(double[] values, int start, int rows, int columns, int rowStride, int columnStride)
    {
        (_values, _start) = (values, start);
        (Rows, Columns, RowStride, ColumnStride) = (rows, columns, rowStride, columnStride);
    }

    /// <summary>A row-major table that begins at <paramref name="start"/> and whose rows stand <paramref name="stride"/> values apart (0: touching).</summary>
    /// <exception cref="ArgumentException">The values are too few.</exception>
    public static DoubleOperand Of(double[] values, int rows, int columns, int start = 0, int stride = 0)
    {
        stride = stride == 0 ? columns : stride;
        if (rows < 0 || columns < 0 || start < 0 || stride < columns || (rows > 0 && columns > 0 && values.Length < start + ((long)(rows - 1) * stride) + columns))
        {
            throw new ArgumentException($"{rows} x {columns} values from {start} with stride {stride} do not fit into {values.Length}.", nameof(values));
        }
        return new(values, start, rows, columns, stride, 1);
    }

    /// <summary>How many rows.</summary>
    public int Rows { get; }

    /// <summary>How many columns.</summary>
    public int Columns { get; }

    /// <summary>Distance between two elements of a column.</summary>
    public int RowStride { get; }

    /// <summary>Distance between two elements of a row.</summary>
    public int ColumnStride { get; }

    /// <summary>The transpose; no copy.</summary>
    public DoubleOperand Transposed => new(_values, _start, Columns, Rows, ColumnStride, RowStride);

    /// <summary>The element (row, column), unchecked: callers stay inside by construction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref double At(int row, int column) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_values), _start + ((nint)row * RowStride) + ((nint)column * ColumnStride));
}
