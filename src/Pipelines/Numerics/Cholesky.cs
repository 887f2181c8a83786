namespace Pipelines.Numerics;

/// <summary>
/// Symmetric positive definite systems in double precision: A = L Lᵀ with L lower triangular, and from it solutions and the inverse.
/// Blocked, left-looking: every inner loop is a dot product of two contiguous rows (<see cref="DotTile"/>). Factor n³/6 multiply-adds, inverse n³/3 more; the inverse needs
/// one further n x n buffer. The same bits at any number of threads: the work is cut by rows of the output, never within a sum.
/// After Golub and Van Loan, "Matrix computations", 4th edition 2013, 4.2; the rows below a diagonal block are multiplied by that block's inverse instead of solved by substitution.
/// </summary>
public static class Cholesky
{
    private const int Block = 64;

    /// <summary>Replaces the lower triangle of A by its factor L. The upper triangle is neither read nor written.</summary>
    /// <param name="a">A, row-major, <paramref name="n"/> x <paramref name="n"/>; only its lower triangle need be filled.</param>
    /// <param name="n">Order of A, 0 or more.</param>
    /// <param name="threads">How many threads may work at once; changes no bit.</param>
    /// <param name="cancellation">Checked between blocks; a cancelled call leaves <paramref name="a"/> unusable.</param>
    /// <returns>−1, or the first row whose pivot is not a positive finite number: A is then not positive definite, and <paramref name="a"/> is unusable.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static int Factor(double[] a, int n, int threads = 1, CancellationToken cancellation = default)
    {
        Check(a, n);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        var inverse = new double[Block * Block];
        for (var k = 0; k < n; k += Block)
        {
            var width = Math.Min(Block, n - k);
            var first = k;
            // The diagonal block minus what the columns before it explain.
            Update(a, n, k, width, k, width);
            if (FactorBlock(a, n, k, width) is >= 0 and var pivot)
            {
                return pivot;
            }
            InvertBlock(a, n, k, width, inverse);
            var below = k + width;
            Parallel.For(0, (n - below + Block - 1) / Block, parallel, block =>
            {
                var row = below + (block * Block);
                var rows = Math.Min(Block, n - row);
                Update(a, n, row, rows, first, width);
                MultiplyByTransposed(a, n, row, rows, first, width, inverse);
            });
        }
        return -1;
    }

    /// <summary>Solves A x = b from the factor of A.</summary>
    /// <param name="factor">What <see cref="Factor"/> left.</param>
    /// <param name="n">Order of A.</param>
    /// <param name="b">The right-hand side, length <paramref name="n"/>; receives x.</param>
    public static void Solve(double[] factor, int n, Span<double> b)
    {
        Check(factor, n);
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Length, n);
        for (var i = 0; i < n; i++)
        {
            b[i] = (b[i] - DotTile.Dot(factor.AsSpan(i * n, i), b[..i])) / factor[(i * n) + i];
        }
        for (var i = n - 1; i >= 0; i--)
        {
            var row = factor.AsSpan(i * n, i);
            var x = b[i] /= factor[(i * n) + i];
            for (var j = 0; j < row.Length; j++)
            {
                b[j] -= row[j] * x;
            }
        }
    }

    /// <summary>Replaces the factor of A by the whole inverse of A, both triangles.</summary>
    /// <param name="factor">What <see cref="Factor"/> left; receives A⁻¹.</param>
    /// <param name="n">Order of A.</param>
    /// <param name="threads">How many threads may work at once; changes no bit.</param>
    /// <param name="cancellation">Checked between blocks; a cancelled call leaves <paramref name="factor"/> unusable.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void Invert(double[] factor, int n, int threads = 1, CancellationToken cancellation = default)
    {
        Check(factor, n);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        var blocks = (n + Block - 1) / Block;
        var diagonal = new double[blocks][];
        for (var k = 0; k < blocks; k++)
        {
            diagonal[k] = new double[Block * Block];
            InvertBlock(factor, n, k * Block, Math.Min(Block, n - (k * Block)), diagonal[k]);
        }
        // S = L⁻ᵀ, upper triangular: S Lᵀ = I, one block column after another; each block of rows needs only itself and L.
        var s = new double[factor.Length];
        Parallel.For(0, blocks, parallel, block =>
        {
            var row = block * Block;
            var rows = Math.Min(Block, n - row);
            for (var i = row; i < row + rows; i++)
            {
                s[(i * n) + i] = 1;
            }
            for (var k = row; k < n; k += Block)
            {
                cancellation.ThrowIfCancellationRequested();
                var width = Math.Min(Block, n - k);
                // Columns of S before its diagonal block are zero.
                DotTile.Add(s.AsSpan((row * n) + row), n, factor.AsSpan((k * n) + row), n, s.AsSpan((row * n) + k), n, rows, width, k - row, -1);
                MultiplyByTransposed(s, n, row, rows, k, width, diagonal[k / Block]);
            }
        });
        // A⁻¹ = L⁻ᵀ L⁻¹ = S Sᵀ.
        Parallel.For(0, blocks, parallel, block =>
        {
            var row = block * Block;
            var rows = Math.Min(Block, n - row);
            for (var i = row; i < row + rows; i++)
            {
                factor.AsSpan(i * n, row + rows).Clear();
            }
            for (var k = 0; k <= row; k += Block)
            {
                cancellation.ThrowIfCancellationRequested();
                DotTile.Add(s.AsSpan((row * n) + row), n, s.AsSpan((k * n) + row), n, factor.AsSpan((row * n) + k), n, rows, Math.Min(Block, n - k), n - row, 1);
            }
        });
        Mirror(factor, n);
    }

    /// <summary>Copies the lower triangle of a matrix onto its upper one.</summary>
    internal static void Mirror(double[] a, int n)
    {
        for (var row = 0; row < n; row += Block)
        {
            for (var column = 0; column <= row; column += Block)
            {
                for (var i = row; i < Math.Min(row + Block, n); i++)
                {
                    for (var j = column; j < Math.Min(column + Block, i); j++)
                    {
                        a[(j * n) + i] = a[(i * n) + j];
                    }
                }
            }
        }
    }

    private static void Check(double[] a, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (a.Length != (long)n * n)
        {
            throw new ArgumentException($"Cholesky needs {n} x {n} values; got {a.Length}.", nameof(a));
        }
    }

    /// <summary>Takes from some rows of one block column what the columns before it explain.</summary>
    private static void Update(double[] a, int n, int row, int rows, int k, int width) =>
        DotTile.Add(a.AsSpan(row * n), n, a.AsSpan(k * n), n, a.AsSpan((row * n) + k), n, rows, width, k, -1);

    /// <summary>Factors a diagonal block in place; returns −1 or the failing row.</summary>
    private static int FactorBlock(double[] a, int n, int k, int width)
    {
        for (var i = k; i < k + width; i++)
        {
            for (var j = k; j < i; j++)
            {
                a[(i * n) + j] = (a[(i * n) + j] - DotTile.Dot(a.AsSpan((i * n) + k, j - k), a.AsSpan((j * n) + k, j - k))) / a[(j * n) + j];
            }
            var row = a.AsSpan((i * n) + k, i - k);
            var pivot = a[(i * n) + i] - DotTile.Dot(row, row);
            if (!(pivot > 0) || !double.IsFinite(pivot))
            {
                return i;
            }
            a[(i * n) + i] = Math.Sqrt(pivot);
        }
        return -1;
    }

    /// <summary>The inverse of a diagonal block of L, lower triangular, rows <see cref="Block"/> apart.</summary>
    private static void InvertBlock(double[] a, int n, int k, int width, double[] inverse)
    {
        Array.Clear(inverse);
        for (var i = 0; i < width; i++)
        {
            var l = a.AsSpan(((k + i) * n) + k, i + 1);
            for (var j = 0; j < i; j++)
            {
                var sum = 0.0;
                for (var m = j; m < i; m++)
                {
                    sum += l[m] * inverse[(m * Block) + j];
                }
                inverse[(i * Block) + j] = -sum / l[i];
            }
            inverse[(i * Block) + i] = 1 / l[i];
        }
    }

    /// <summary>Replaces a block by its product with the transposed inverse of a diagonal block.</summary>
    private static void MultiplyByTransposed(double[] a, int n, int row, int rows, int k, int width, double[] inverse)
    {
        Span<double> product = stackalloc double[4 * Block];
        for (var i = row; i < row + rows; i += 4)
        {
            var some = Math.Min(4, row + rows - i);
            product.Clear();
            DotTile.Add(a.AsSpan((i * n) + k), n, inverse, Block, product, Block, some, width, width, 1);
            for (var r = 0; r < some; r++)
            {
                product.Slice(r * Block, width).CopyTo(a.AsSpan(((i + r) * n) + k, width));
            }
        }
    }
}
