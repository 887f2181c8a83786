using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pipelines.Numerics;

/// <summary>Where a product is written: rows x columns of float32 inside an array, row-major, rows <see cref="Stride"/> apart.</summary>
internal readonly struct GemmTarget
{
    private readonly float[] _values;
    private readonly int _start;

    /// <summary>A table that begins at <paramref name="start"/> and whose rows stand <paramref name="stride"/> values apart (0: touching).</summary>
    /// <exception cref="ArgumentException">The values are too few.</exception>
    public GemmTarget(float[] values, int rows, int columns, int start = 0, int stride = 0)
    {
        stride = stride == 0 ? columns : stride;
        if (rows < 0 || columns < 0 || start < 0 || stride < columns || (rows > 0 && columns > 0 && values.Length < start + ((long)(rows - 1) * stride) + columns))
        {
            throw new ArgumentException($"{rows} x {columns} values from {start} with stride {stride} do not fit into {values.Length}.", nameof(values));
        }
        (_values, _start, Rows, Columns, Stride) = (values, start, rows, columns, stride);
    }

    /// <summary>How many rows.</summary>
    public int Rows { get; }

    /// <summary>How many columns.</summary>
    public int Columns { get; }

    /// <summary>Distance between two rows.</summary>
    public int Stride { get; }

    /// <summary>The element (row, column), unchecked: callers stay inside by construction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref float At(int row, int column) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_values), _start + ((nint)row * Stride) + column);

    /// <summary>Part of one row.</summary>
    internal Span<float> Row(int row, int column, int count) => _values.AsSpan(_start + (row * Stride) + column, count);
}
