using System.Runtime.InteropServices;
using System.Numerics;

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
        for (var row = from; row < from + count; row++)
        {
            Add(rows.Row(row), moments._means);
        }
        for (var j = 0; j < moments._means.Length; j++)
        {
            moments._means[j] /= count;
        }
        for (var row = from; row < from + count; row++)
        {
            AddSquares(rows.Row(row), moments._means, moments._squares);
        }
        return moments;
    }

    private static void Add(ReadOnlySpan<float> values, Span<double> sums)
    {
        var j = 0;
        for (ref var from = ref MemoryMarshal.GetReference(values); j + Vector<float>.Count <= values.Length; j += Vector<float>.Count)
        {
            Vector.Widen(Vector.LoadUnsafe(ref from, (nuint)j), out var low, out var high);
            Add(sums[j..], low);
            Add(sums[(j + Vector<double>.Count)..], high);
        }
        for (; j < values.Length; j++)
        {
            sums[j] += values[j];
        }
    }

    private static void Add(Span<double> sums, Vector<double> values) => (new Vector<double>(sums) + values).CopyTo(sums);

    private static void AddSquares(ReadOnlySpan<float> values, ReadOnlySpan<double> means, Span<double> squares)
    {
        var j = 0;
        for (ref var from = ref MemoryMarshal.GetReference(values); j + Vector<float>.Count <= values.Length; j += Vector<float>.Count)
        {
            Vector.Widen(Vector.LoadUnsafe(ref from, (nuint)j), out var low, out var high);
            low -= new Vector<double>(means[j..]);
            high -= new Vector<double>(means[(j + Vector<double>.Count)..]);
            Add(squares[j..], low * low);
            Add(squares[(j + Vector<double>.Count)..], high * high);
        }
        for (; j < values.Length; j++)
        {
            var difference = values[j] - means[j];
            squares[j] += difference * difference;
        }
    }
}
