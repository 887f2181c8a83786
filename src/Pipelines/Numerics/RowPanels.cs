using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Numerics;

/// <summary>
/// Rows turned into panels: <see cref="Width"/> rows side by side, so that a lane of a register holds a row and whatever is summed or compared along a row needs no step across lanes.
/// Value j of row r of a panel stands at j · Width + r. A centre is taken from every row on the way, so that products stay as small as the spread of the points.
/// </summary>
internal static class RowPanels
{
    /// <summary>Rows of a panel.</summary>
    internal const int Width = 64;

    /// <summary>Panels that hold so many rows.</summary>
    internal static int Count(int rows) => (rows + Width - 1) / Width;

    /// <summary>Writes up to <see cref="Width"/> rows as one panel of d · Width values; rows that are not there become 0.</summary>
    /// <param name="rows">Where they come from; unbroken.</param>
    /// <param name="from">First row.</param>
    /// <param name="count">How many, at most <see cref="Width"/>.</param>
    /// <param name="centre">d values that are taken from each row.</param>
    /// <param name="panel">Receives d · <see cref="Width"/> values.</param>
    /// <exception cref="ArgumentException">The rows are those of a transpose, or the panel is too small.</exception>
    internal static void Pack(GemmOperand rows, int from, int count, ReadOnlySpan<float> centre, Span<float> panel)
    {
        if (rows.ColumnStride != 1 || centre.Length != rows.Columns || panel.Length < (long)rows.Columns * Width || count > Width || from + count > rows.Rows)
        {
            throw new ArgumentException($"{count} of {rows.Rows} x {rows.Columns} rows do not fit into a panel of {panel.Length}.", nameof(panel));
        }
        if (count == 0 || rows.Columns == 0)
        {
            return;
        }
        ref var to = ref MemoryMarshal.GetReference(panel);
        GemmPacking.Transpose(ref rows.At(from, 0), rows.RowStride, count, rows.Columns, ref to, Width);
        Centre(ref to, count, centre);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Centre(ref float panel, int count, ReadOnlySpan<float> centre)
    {
        for (var j = 0; j < centre.Length; j++)
        {
            ref var values = ref Unsafe.Add(ref panel, (nint)j * Width);
            var middle = Vector256.Create(centre[j]);
            nuint r = 0;
            for (; r + 8 <= (nuint)count; r += 8)
            {
                (Vector256.LoadUnsafe(ref values, r) - middle).StoreUnsafe(ref values, r);
            }
            for (; r < (nuint)count; r++)
            {
                Unsafe.Add(ref values, r) -= centre[j];
            }
            for (; r < Width; r++)
            {
                Unsafe.Add(ref values, r) = 0;
            }
        }
    }
}
