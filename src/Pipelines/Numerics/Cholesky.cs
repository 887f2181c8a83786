using System.Numerics.Tensors;

namespace Pipelines.Numerics;

/// <summary>
/// Symmetric positive definite systems in double precision: A = L Lᵀ with L lower triangular, and from it solutions and the inverse.
/// Blocked, left-looking: nearly all work is the product of the rows below with the rows beside a diagonal block (<see cref="DoubleGemm"/>). Factor n³/6 multiply-adds, inverse n³/3 more; the inverse needs
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
        var inverse = new double[Block * Block];
        var panel = new double[Math.Max(0, n - Block) * Block];
        for (var k = 0; k < n; k += Block)
        {
            cancellation.ThrowIfCancellationRequested();
            var width = Math.Min(Block, n - k);
            var below = k + width;
            var before = DoubleOperand.Of(a, width, k, k * n, n);
            // The diagonal block and the rows below it minus what the columns before them explain.
            DoubleGemm.Multiply(before, before.Transposed, DoubleOperand.Of(a, width, width, (k * n) + k, n), -1, true, true, threads, cancellation);
            if (FactorBlock(a, n, k, width) is >= 0 and var pivot)
            {
                return pivot;
            }
            if (below == n)
            {
                break;
            }
            InvertBlock(a, n, k, width, inverse);
            var rows = DoubleOperand.Of(a, n - below, width, (below * n) + k, n);
            DoubleGemm.Multiply(DoubleOperand.Of(a, n - below, k, below * n, n), before.Transposed, rows, -1, true, false, threads, cancellation);
            for (var i = below; i < n; i++)
            {
                a.AsSpan((i * n) + k, width).CopyTo(panel.AsSpan((i - below) * Block));
            }
            DoubleGemm.Multiply(DoubleOperand.Of(panel, n - below, width, 0, Block), DoubleOperand.Of(inverse, width, width, 0, Block).Transposed, rows, 1, false, false, threads, cancellation);
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

    /// <summary>Factors a diagonal block in place; returns −1 or the failing row. Works on the rows of Lᵀ, so that every inner loop runs along memory.</summary>
    private static int FactorBlock(double[] a, int n, int k, int width)
    {
        Span<double> upper = stackalloc double[Block * Block];
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                upper[(j * Block) + i] = a[((k + i) * n) + k + j];
            }
        }
        for (var j = 0; j < width; j++)
        {
            var row = upper.Slice((j * Block) + j, width - j);
            var pivot = row[0];
            if (!(pivot > 0) || !double.IsFinite(pivot))
            {
                return k + j;
            }
            TensorPrimitives.Multiply(row, 1 / Math.Sqrt(pivot), row);
            row[0] = Math.Sqrt(pivot);
            for (var i = 1; i < row.Length; i++)
            {
                RowSums.Add(row[i..], -row[i], upper.Slice(((j + i) * Block) + j + i, row.Length - i));
            }
        }
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                a[((k + i) * n) + k + j] = upper[(j * Block) + i];
            }
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
            var row = inverse.AsSpan(i * Block, i);
            for (var m = 0; m < i; m++)
            {
                RowSums.Add(inverse.AsSpan(m * Block, m + 1), -l[m], row);
            }
            TensorPrimitives.Multiply(row, 1 / l[i], row);
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
