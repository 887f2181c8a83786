using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pipelines.Numerics;

/// <summary>
/// One factor of a product: rows x columns of float32 inside an array, read through two strides, so that a transpose is only a swap and never a copy.
/// Element (r, c) stands at <c>values[start + r * RowStride + c * ColumnStride]</c>.
/// </summary>
internal readonly struct GemmOperand
{
    private readonly float[] _values;
    private readonly int _start;

    private GemmOperand(float[] values, int start, int rows, int columns, int rowStride, int columnStride)
    {
        (_values, _start) = (values, start);
        (Rows, Columns, RowStride, ColumnStride) = (rows, columns, rowStride, columnStride);
    }

    /// <summary>A row-major table that begins at <paramref name="start"/> and whose rows stand <paramref name="stride"/> values apart (0: touching).</summary>
    /// <exception cref="ArgumentException">The values are too few.</exception>
    public static GemmOperand Of(float[] values, int rows, int columns, int start = 0, int stride = 0)
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
    public GemmOperand Transposed => new(_values, _start, Columns, Rows, ColumnStride, RowStride);

    /// <summary>Consecutive rows; no copy.</summary>
    public GemmOperand Slice(int row, int rows) => new(_values, _start + (int)((long)row * RowStride), rows, Columns, RowStride, ColumnStride);

    /// <summary>One row of a matrix whose rows are unbroken.</summary>
    /// <exception cref="ArgumentException">The operand is a transpose.</exception>
    public ReadOnlySpan<float> Row(int row) => ColumnStride == 1
        ? _values.AsSpan(_start + (row * RowStride), Columns)
        : throw new ArgumentException("The rows of a transpose are not unbroken; give the matrix itself.");

    /// <summary>The element (row, column), unchecked: callers stay inside by construction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref float At(int row, int column) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_values), _start + ((nint)row * RowStride) + ((nint)column * ColumnStride));
}
