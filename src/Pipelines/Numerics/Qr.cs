using System.Numerics;

namespace Pipelines.Numerics;

/// <summary>
/// A = Q R with the columns of Q orthonormal and R upper triangular, its diagonal not negative: for tall tables of float32 or double, computed in double by Householder reflections.
/// The rows are cut into blocks as high as eight times the columns; each is factored in the cache, the triangles are stacked and factored in turn, and Q is formed on the way back:
/// Demmel, Grigori, Hoemmen and Langou, "Communication-optimal parallel and sequential QR and LU factorizations" (2012).
/// <para>
/// Cost 2nk² operations for R and 2nk² for Q; memory nk/8 doubles, and nk more up to 32 MB, beyond which a block is factored a second time rather than kept.
/// The cut depends on the shape alone: the same bits at any number of threads. A table of deficient rank gives zeros on the diagonal of R and a Q that is orthonormal all the same.
/// NaN and infinities make R and Q NaN, at least from their column on.
/// </para>
/// </summary>
internal static class Qr
{
    private const int LeastRows = 256;
    private const int Panel = 32;
    private const long KeptValues = 4 << 20;

    /// <summary>Replaces A by Q and returns R.</summary>
    /// <param name="a">A, row-major, rows x columns.</param>
    /// <param name="rows">At least <paramref name="columns"/>.</param>
    /// <param name="columns">0 or more.</param>
    /// <param name="threads">How many threads may work at once; changes no bit.</param>
    /// <param name="cancellation">Checked between blocks of rows.</param>
    /// <returns>R, row-major, columns x columns, zeros below its diagonal.</returns>
    /// <exception cref="ArgumentException">Fewer rows than columns, or values that are not rows x columns.</exception>
    public static double[] Factor<T>(T[] a, int rows, int columns, int threads = 1, CancellationToken cancellation = default) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Factor(a, rows, columns, true, threads, cancellation);

    /// <summary>R alone; A stays as it is.</summary>
    /// <inheritdoc cref="Factor{T}(T[], int, int, int, CancellationToken)"/>
    public static double[] Triangle<T>(T[] a, int rows, int columns, int threads = 1, CancellationToken cancellation = default) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Factor(a, rows, columns, false, threads, cancellation);

    private static double[] Factor<T>(T[] a, int rows, int columns, bool vectors, int threads, CancellationToken cancellation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (columns < 0 || rows < columns || a.Length != (long)rows * columns)
        {
            throw new ArgumentException($"Qr needs rows x columns values, at least as many rows as columns; got {rows} x {columns} in {a.Length}.", nameof(a));
        }
        cancellation.ThrowIfCancellationRequested();
        if (columns == 0)
        {
            return [];
        }
        var exponent = Exponent(a);
        var (down, up) = (Math.ScaleB(1, -exponent), Math.ScaleB(1, exponent));
        var blocks = Math.Max(1, rows / Math.Max(LeastRows, 8 * columns));
        var keep = vectors && (long)rows * columns <= KeptValues;
        var kept = new Block?[blocks];
        var stack = new double[blocks * columns * columns];
        var useful = Tiles.Threads(2.0 * rows * columns * columns, threads);
        (int From, int Count) Rows(int block)
        {
            var from = (int)((long)block * rows / blocks);
            return (from, (int)((block + 1L) * rows / blocks) - from);
        }
        Block Local(int block)
        {
            var (from, count) = Rows(block);
            var local = new Block(columns, count);
            local.Load<T>(a.AsSpan(from * columns, count * columns), down);
            local.Reduce(cancellation);
            return local;
        }
        Tiles.Run(blocks, useful, block =>
        {
            var local = Local(block);
            local.CopyTriangle(stack.AsSpan(block * columns * columns));
            kept[block] = keep ? local : null;
        }, cancellation);
        double[] r;
        if (blocks > 1)
        {
            r = Factor(stack, blocks * columns, columns, vectors, threads, cancellation);
        }
        else
        {
            // The last triangle: make its diagonal positive, and Q with it.
            r = (double[])stack.Clone();
            Array.Clear(stack);
            for (var i = 0; i < columns; i++)
            {
                var turn = r[(i * columns) + i] < 0;
                stack[(i * columns) + i] = turn ? -1 : 1;
                for (var j = i; turn && j < columns; j++)
                {
                    r[(i * columns) + j] = -r[(i * columns) + j];
                }
            }
        }
        if (vectors)
        {
            Tiles.Run(blocks, useful, block =>
            {
                var (from, count) = Rows(block);
                (kept[block] ?? Local(block)).Expand<T>(stack.AsSpan(block * columns * columns, columns * columns), a.AsSpan(from * columns, count * columns), cancellation);
                kept[block] = null;
            }, cancellation);
        }
        if (exponent != 0)
        {
            foreach (ref var value in r.AsSpan())
            {
                value *= up;
            }
        }
        return r;
    }

    /// <summary>0, or the power of two that brings values so large or small that their squares are no numbers near 1.</summary>
    private static int Exponent<T>(T[] a) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(double))
        {
            return 0; // squares of float32 are doubles
        }
        var largest = 0.0;
        foreach (var value in a)
        {
            largest = Math.Max(largest, Math.Abs(double.CreateTruncating(value)));
        }
        return largest is > 1e100 or (< 1e-100 and > 0) && double.IsFinite(largest) ? Math.Clamp(Math.ILogB(largest), -1000, 1000) : 0;
    }

    /// <summary>A block of rows, held as columns: row j of <c>_values</c> is column j of the block, later its reflection.</summary>
    private sealed class Block
    {
        private readonly double[] _values, _tau, _triangle;
        private readonly int _columns, _rows, _stride;

        public Block(int columns, int rows)
        {
            // Not a power of two: the columns would share a few sets of the cache.
            (_columns, _rows, _stride) = (columns, rows, ((rows / 8) | 1) * 8 < rows ? (((rows / 8) | 1) * 8) + 16 : ((rows / 8) | 1) * 8);
            (_values, _tau, _triangle) = (new double[columns * _stride], new double[columns], new double[columns * columns]);
        }

        public void Load<T>(ReadOnlySpan<T> from, double scale) where T : unmanaged, INumberBase<T>
        {
            for (var i = 0; i < _rows; i++)
            {
                var row = from.Slice(i * _columns, _columns);
                for (var j = 0; j < row.Length; j++)
                {
                    _values[(j * _stride) + i] = double.CreateTruncating(row[j]) * scale;
                }
            }
        }

        /// <summary>Turns column after column onto the first axes; a panel of columns is applied to those after it as one product.</summary>
        public void Reduce(CancellationToken cancellation)
        {
            Span<double> products = stackalloc double[Panel];
            for (var k = 0; k < _columns; k += Panel)
            {
                var width = Math.Min(Panel, _columns - k);
                for (var j = k; j < k + width; j++)
                {
                    var v = _values.AsSpan((j * _stride) + j, _rows - j);
                    (_triangle[(j * _columns) + j], _tau[j]) = HouseholderVector.From(v);
                    var rest = products[..(k + width - j - 1)];
                    if (_tau[j] == 0 || rest.IsEmpty)
                    {
                        continue;
                    }
                    var next = ((j + 1) * _stride) + j;
                    RowSums.Dots(_values.AsSpan(next), _stride, v, rest);
                    for (var i = 0; i < rest.Length; i++)
                    {
                        RowSums.Add(v, -_tau[j] * rest[i], _values.AsSpan(next + (i * _stride), v.Length));
                    }
                }
                for (var j = k; j < k + width; j++)
                {
                    // Above its leading 1 a reflection is zero; what stood there belongs to R.
                    var above = _values.AsSpan(j * _stride, j);
                    for (var i = 0; i < j; i++)
                    {
                        _triangle[(i * _columns) + j] = above[i];
                    }
                    above.Clear();
                }
                var after = _columns - k - width;
                if (after > 0)
                {
                    Reflect(_values, k + width, after, k, width, false, cancellation);
                }
            }
        }

        public void CopyTriangle(Span<double> to) => _triangle.CopyTo(to);

        /// <summary>Writes Q times a square: the reflections, last panel first, applied to the square above zeros.</summary>
        public void Expand<T>(ReadOnlySpan<double> square, Span<T> to, CancellationToken cancellation) where T : unmanaged, INumberBase<T>
        {
            var q = new double[_columns * _stride];
            for (var i = 0; i < _columns; i++)
            {
                for (var j = 0; j < _columns; j++)
                {
                    q[(j * _stride) + i] = square[(i * _columns) + j];
                }
            }
            for (var k = (_columns - 1) / Panel * Panel; k >= 0; k -= Panel)
            {
                Reflect(q, 0, _columns, k, Math.Min(Panel, _columns - k), true, cancellation);
            }
            for (var i = 0; i < _rows; i++)
            {
                var row = to.Slice(i * _columns, _columns);
                for (var j = 0; j < row.Length; j++)
                {
                    row[j] = T.CreateTruncating(q[(j * _stride) + i]);
                }
            }
        }

        /// <summary>X −= X V T Vᵀ, or X −= X V Tᵀ Vᵀ for the reflections in reverse, on rows <paramref name="first"/> .. of X (which are columns of the block).</summary>
        private void Reflect(double[] x, int first, int count, int k, int width, bool reverse, CancellationToken cancellation)
        {
            var length = _rows - k;
            var start = (k * _stride) + k;
            var t = new double[width * width];
            HouseholderVector.Triangle(_values.AsSpan(start), _stride, length, _tau.AsSpan(k, width), t);
            var (left, right) = (new double[count * width], new double[count * width]);
            var vectors = DoubleOperand.Of(_values, width, length, start, _stride);
            var target = DoubleOperand.Of(x, count, length, (first * _stride) + k, _stride);
            var triangle = DoubleOperand.Of(t, width, width);
            DoubleGemm.Multiply(target, vectors.Transposed, DoubleOperand.Of(left, count, width), cancellation: cancellation);
            DoubleGemm.Multiply(DoubleOperand.Of(left, count, width), reverse ? triangle.Transposed : triangle, DoubleOperand.Of(right, count, width), cancellation: cancellation);
            DoubleGemm.Multiply(DoubleOperand.Of(right, count, width), vectors, target, -1, true, cancellation: cancellation);
        }
    }
}
