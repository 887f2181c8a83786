using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Numerics;

/// <summary>
/// A table less a constant row, X − 1 mᵀ, centred only while a block of it is in the cache. The constant is kept as the sum of two float32 vectors,
/// so that a column with a large mean and a small spread loses no more than it had lost as float32.
/// </summary>
internal sealed class CenteredRows : IRowBlocks
{
    private readonly GemmOperand _values;
    private readonly float[]? _high, _low;

    /// <summary>A table and what to subtract from each of its rows.</summary>
    /// <param name="values">The table, read in place.</param>
    /// <param name="means">One value a column to subtract; null subtracts nothing.</param>
    /// <exception cref="ArgumentException">Not one mean a column.</exception>
    public CenteredRows(GemmOperand values, ReadOnlySpan<double> means = default)
    {
        _values = values;
        if (means.IsEmpty)
        {
            return;
        }
        if (means.Length != values.Columns)
        {
            throw new ArgumentException($"CenteredRows needs {values.Columns} means; got {means.Length}.", nameof(means));
        }
        (_high, _low) = (new float[means.Length], new float[means.Length]);
        for (var j = 0; j < means.Length; j++)
        {
            _high[j] = (float)means[j];
            _low[j] = (float)(means[j] - _high[j]);
        }
    }

    public int Rows => _values.Rows;

    public int Columns => _values.Columns;

    public void Copy(int from, int count, Span<float> to)
    {
        for (var i = 0; i < count; i++)
        {
            var row = to.Slice(i * Columns, Columns);
            if (_values.ColumnStride == 1)
            {
                var values = MemoryMarshal.CreateReadOnlySpan(ref _values.At(from + i, 0), row.Length);
                if (_high is null)
                {
                    values.CopyTo(row);
                    continue;
                }
                Subtract(values, _high, _low!, row);
                continue;
            }
            for (var j = 0; j < row.Length; j++)
            {
                row[j] = _values.At(from + i, j);
            }
            if (_high is not null)
            {
                Subtract(row, _high, _low!, row);
            }
        }
    }

    /// <summary>x − high − low, rounded twice, in one going over.</summary>
    private static void Subtract(ReadOnlySpan<float> x, float[] high, float[] low, Span<float> result)
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(result);
        ref var h = ref MemoryMarshal.GetArrayDataReference(high);
        ref var l = ref MemoryMarshal.GetArrayDataReference(low);
        nint j = 0, n = x.Length;
        for (; j + Vector256<float>.Count <= n; j += Vector256<float>.Count)
        {
            var row = Vector256.LoadUnsafe(ref from, (nuint)j) - Vector256.LoadUnsafe(ref h, (nuint)j) - Vector256.LoadUnsafe(ref l, (nuint)j);
            row.StoreUnsafe(ref to, (nuint)j);
        }
        for (; j < n; j++)
        {
            Unsafe.Add(ref to, j) = Unsafe.Add(ref from, j) - Unsafe.Add(ref h, j) - Unsafe.Add(ref l, j);
        }
    }
}
