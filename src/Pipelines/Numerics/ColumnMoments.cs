using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Numerics;

/// <summary>
/// Count, mean and Σ (x − mean)² of every column of a row-major float32 matrix, in double.
/// <para>
/// Rows are cut into blocks whose size depends on the number of columns alone; each block takes two passes, its mean first, and blocks are merged in their order
/// (Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979). So the bits depend neither on threads nor on where a block ran,
/// and parts of the data can be merged the same way. Cost: 3·n·d operations, one reading of the matrix; memory: 2·d doubles a block. A NaN or infinity spoils its column alone.
/// </para>
/// </summary>
internal sealed class ColumnMoments
{
    private const int ValuesOfABlock = 1 << 16;
    private const int SmallestBlock = 16;
    private readonly double[] _means;
    private readonly double[] _squares;

    private ColumnMoments(int columns) => (_means, _squares) = (new double[columns], new double[columns]);

    /// <summary>Rows seen.</summary>
    internal long Count { get; private set; }

    /// <summary>Mean of each column; 0 of no rows.</summary>
    internal ReadOnlySpan<double> Means => _means;

    /// <summary>Σ (x − mean)² of each column. Divide by n for the variance, by n − 1 for the sample's.</summary>
    internal ReadOnlySpan<double> Squares => _squares;

    /// <summary>The moments of all columns of a matrix whose rows are unbroken.</summary>
    /// <exception cref="ArgumentException">The operand is a transpose.</exception>
    internal static ColumnMoments Of(GemmOperand rows, int threads = 1, CancellationToken cancellation = default)
    {
        if (rows.ColumnStride != 1)
        {
            throw new ArgumentException("The rows of a transpose are not unbroken; give the matrix itself.", nameof(rows));
        }
        var length = Math.Max(SmallestBlock, ValuesOfABlock / Math.Max(1, rows.Columns));
        var blocks = new ColumnMoments[(int)(((long)rows.Rows + length - 1) / length)];
        Tiles.Run(blocks.Length, Tiles.Threads(3.0 * rows.Rows * rows.Columns, threads), b => blocks[b] = Block(rows, b * length, Math.Min(length, rows.Rows - (b * length))), cancellation);
        var all = new ColumnMoments(rows.Columns);
        foreach (var block in blocks)
        {
            all.Merge(block);
        }
        return all;
    }

    /// <summary>Adds the moments of further rows. Merge in a fixed order where bits must repeat.</summary>
    internal void Merge(ColumnMoments later)
    {
        if (later.Count == 0)
        {
            return;
        }
        var count = Count + later.Count;
        for (var j = 0; j < _means.Length; j++)
        {
            var difference = later._means[j] - _means[j];
            _means[j] += difference * later.Count / count;
            _squares[j] += later._squares[j] + (difference * difference * Count * later.Count / count);
        }
        Count = count;
    }

    private static ColumnMoments Block(GemmOperand rows, int from, int count)
    {
        var moments = new ColumnMoments(rows.Columns) { Count = count };
        var (means, squares) = (moments._means, moments._squares);
        Add<Value>(rows, from, count, means, means);
        for (var j = 0; j < means.Length; j++)
        {
            means[j] /= count;
        }
        Add<Square>(rows, from, count, means, squares);
        return moments;
    }

    private interface ITerm
    {
        static abstract Vector256<double> Of(Vector256<double> x, Vector256<double> mean);
    }

    private readonly struct Value : ITerm
    {
        public static Vector256<double> Of(Vector256<double> x, Vector256<double> mean) => x;
    }

    private readonly struct Square : ITerm
    {
        public static Vector256<double> Of(Vector256<double> x, Vector256<double> mean) => (x - mean) * (x - mean);
    }

    /// <summary>Sums a term of each column over some rows: strips of columns whose sums stay in registers, while the block of rows stays in the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<TTerm>(GemmOperand rows, int from, int count, double[] means, double[] sums) where TTerm : struct, ITerm
    {
        var j = 0;
        for (; j + 16 <= sums.Length; j += 16)
        {
            ref var value = ref rows.At(from, j);
            var (m0, m1, m2, m3) = (Vector256.Create(means, j), Vector256.Create(means, j + 4), Vector256.Create(means, j + 8), Vector256.Create(means, j + 12));
            Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default;
            for (var row = 0; row < count; row++)
            {
                var (a, b) = Vector256.Widen(Vector256.LoadUnsafe(ref value));
                var (c, d) = Vector256.Widen(Vector256.LoadUnsafe(ref value, 8));
                s0 += TTerm.Of(a, m0);
                s1 += TTerm.Of(b, m1);
                s2 += TTerm.Of(c, m2);
                s3 += TTerm.Of(d, m3);
                value = ref Unsafe.Add(ref value, rows.RowStride);
            }
            s0.CopyTo(sums, j);
            s1.CopyTo(sums, j + 4);
            s2.CopyTo(sums, j + 8);
            s3.CopyTo(sums, j + 12);
        }
        for (; j + 4 <= sums.Length; j += 4)
        {
            ref var value = ref rows.At(from, j);
            var mean = Vector256.Create(means, j);
            var sum = Vector256<double>.Zero;
            for (var row = 0; row < count; row++)
            {
                var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref value));
                sum += TTerm.Of(Vector256.Create(low, high), mean);
                value = ref Unsafe.Add(ref value, rows.RowStride);
            }
            sum.CopyTo(sums, j);
        }
        for (; j < sums.Length; j++)
        {
            ref var value = ref rows.At(from, j);
            var mean = Vector256.Create(means[j]);
            var sum = 0.0;
            for (var row = 0; row < count; row++)
            {
                sum += TTerm.Of(Vector256.Create((double)value), mean).ToScalar();
                value = ref Unsafe.Add(ref value, rows.RowStride);
            }
            sums[j] = sum;
        }
    }
}
