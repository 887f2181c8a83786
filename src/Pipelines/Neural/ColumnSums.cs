using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Neural;

/// <summary>Sums of the columns of a batch, one row after the other in float32: the gradient of a bias. Cost: one reading.</summary>
internal static class ColumnSums
{
    /// <summary>sums[j] = Σ over rows of rows[r][j].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Of(Batch rows, Span<float> sums)
    {
        ref var first = ref MemoryMarshal.GetReference(rows.All);
        ref var to = ref MemoryMarshal.GetReference(sums);
        nuint j = 0, columns = (nuint)rows.Columns;
        for (; j + 64 <= columns; j += 64)
        {
            Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default;
            ref var row = ref Unsafe.Add(ref first, j);
            for (var r = 0; r < rows.Rows; r++)
            {
                s0 += Vector512.LoadUnsafe(ref row);
                s1 += Vector512.LoadUnsafe(ref row, 16);
                s2 += Vector512.LoadUnsafe(ref row, 32);
                s3 += Vector512.LoadUnsafe(ref row, 48);
                row = ref Unsafe.Add(ref row, columns);
            }
            s0.StoreUnsafe(ref to, j);
            s1.StoreUnsafe(ref to, j + 16);
            s2.StoreUnsafe(ref to, j + 32);
            s3.StoreUnsafe(ref to, j + 48);
        }
        for (; j + 16 <= columns; j += 16)
        {
            Vector512<float> sum = default;
            ref var row = ref Unsafe.Add(ref first, j);
            for (var r = 0; r < rows.Rows; r++)
            {
                sum += Vector512.LoadUnsafe(ref row);
                row = ref Unsafe.Add(ref row, columns);
            }
            sum.StoreUnsafe(ref to, j);
        }
        for (; j + 4 <= columns; j += 4)
        {
            Vector128<float> sum = default;
            ref var row = ref Unsafe.Add(ref first, j);
            for (var r = 0; r < rows.Rows; r++)
            {
                sum += Vector128.LoadUnsafe(ref row);
                row = ref Unsafe.Add(ref row, columns);
            }
            sum.StoreUnsafe(ref to, j);
        }
        for (; j < columns; j++)
        {
            var sum = 0f;
            ref var row = ref Unsafe.Add(ref first, j);
            for (var r = 0; r < rows.Rows; r++)
            {
                sum += row;
                row = ref Unsafe.Add(ref row, columns);
            }
            Unsafe.Add(ref to, j) = sum;
        }
    }
}
