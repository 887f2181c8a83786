namespace Pipelines.Numerics;

/// <summary>
/// A symmetric matrix as A = Q T Qᵀ with Q orthogonal and T tridiagonal, by Householder reflections, a block of columns at a time:
/// Dongarra, Sorensen and Hammarling, "Block reduction of matrices to condensed forms for eigenvalue computations" (1989). Cost 4n³/3 operations, half of them products of a
/// matrix with a vector that are bound by memory, and 4n³/3 more for Q. Departure: both triangles are kept, so that every product runs along rows.
/// </summary>
internal static class Tridiagonal
{
    private const int Block = 32;
    private const int RowsOfAPiece = 128;

    /// <summary>Reduces A; afterwards row j of A holds, right of its diagonal, the reflection v_j.</summary>
    /// <param name="a">n x n, both triangles; every element finite, of magnitude about 1 at most. Spoilt.</param>
    /// <param name="n">Order.</param>
    /// <param name="diagonal">Receives the n values of the diagonal of T.</param>
    /// <param name="below">Receives the n − 1 values beside the diagonal of T, in places 0 .. n − 2.</param>
    /// <param name="tau">Receives the n − 1 factors of the reflections.</param>
    /// <param name="threads">How many threads may work at once; changes no bit.</param>
    /// <param name="cancellation">Checked once a column.</param>
    public static void Reduce(double[] a, int n, double[] diagonal, double[] below, double[] tau, int threads, CancellationToken cancellation)
    {
        // The panel's V and W on top of each other, and W and V: A −= V Wᵀ + W Vᵀ is then one product.
        var vw = new double[2 * Block * n];
        var wv = new double[2 * Block * n];
        var (vProducts, wProducts) = (new double[Block], new double[Block]);
        for (var k = 0; k < n; k += Block)
        {
            var width = Math.Min(Block, n - k);
            for (var p = 0; p < width; p++)
            {
                cancellation.ThrowIfCancellationRequested();
                var j = k + p;
                var row = a.AsSpan((j * n) + j, n - j);
                // What the panel's reflections before this one do to row j.
                for (var q = 0; q < p; q++)
                {
                    (vProducts[q], wProducts[q]) = (-vw[(q * n) + j], -wv[(q * n) + j]);
                }
                RowSums.Add(wv.AsSpan(j), n, vProducts.AsSpan(0, p), row);
                RowSums.Add(vw.AsSpan(j), n, wProducts.AsSpan(0, p), row);
                diagonal[j] = row[0];
                if (j == n - 1)
                {
                    return;
                }
                var v = row[1..];
                var (beta, factor) = HouseholderVector.From(v);
                (below[j], tau[j]) = (beta, factor);
                v.CopyTo(vw.AsSpan((p * n) + j + 1));
                var w = wv.AsSpan((p * n) + j + 1, v.Length);
                w.Clear();
                if (factor == 0)
                {
                    continue;
                }
                Product(a, n, j + 1, w, vw, p, threads, cancellation);
                RowSums.Dots(wv.AsSpan(j + 1), n, v, wProducts.AsSpan(0, p));
                RowSums.Dots(vw.AsSpan(j + 1), n, v, vProducts.AsSpan(0, p));
                for (var q = 0; q < p; q++)
                {
                    (vProducts[q], wProducts[q]) = (-vProducts[q], -wProducts[q]);
                }
                RowSums.Add(vw.AsSpan(j + 1), n, wProducts.AsSpan(0, p), w);
                RowSums.Add(wv.AsSpan(j + 1), n, vProducts.AsSpan(0, p), w);
                var half = -0.5 * factor * factor * RowSums.Dot(w, v);
                for (var i = 0; i < w.Length; i++)
                {
                    w[i] = (factor * w[i]) + (half * v[i]);
                }
            }
            var next = k + width;
            if (next < n)
            {
                // Below the panels of V stands W, below those of W stands V.
                wv.AsSpan(0, width * n).CopyTo(vw.AsSpan(width * n));
                vw.AsSpan(0, width * n).CopyTo(wv.AsSpan(width * n));
                DoubleGemm.Multiply(DoubleOperand.Of(vw, 2 * width, n - next, next, n).Transposed, DoubleOperand.Of(wv, 2 * width, n - next, next, n),
                    DoubleOperand.Of(a, n - next, n - next, (next * n) + next, n), -1, true, false, threads, cancellation);
            }
        }
    }

    /// <summary>Qᵀ of the reduction: row i is column i of Q, rows <paramref name="stride"/> apart.</summary>
    public static double[] Transposed(double[] a, int n, double[] tau, int stride, int threads, CancellationToken cancellation)
    {
        var q = new double[n * stride];
        for (var i = 0; i < n; i++)
        {
            q[(i * stride) + i] = 1;
        }
        var v = new double[Block * n];
        var (left, right, triangle) = (new double[n * Block], new double[n * Block], new double[Block * Block]);
        // From the last block of reflections to the first, each touches only the rows and columns after its own first.
        for (var k = (n - 2) / Block * Block; k >= 0 && n > 1; k -= Block)
        {
            var width = Math.Min(Block, n - 1 - k);
            var first = k + 1;
            var length = n - first;
            for (var p = 0; p < width; p++)
            {
                var row = v.AsSpan(p * length, length);
                row[..p].Clear();
                a.AsSpan(((k + p) * n) + first + p, length - p).CopyTo(row[p..]);
            }
            HouseholderVector.Triangle(v, length, length, tau.AsSpan(k, width), triangle);
            var block = DoubleOperand.Of(q, length, length, (first * stride) + first, stride);
            var vectors = DoubleOperand.Of(v, width, length);
            // Qᵀ −= (Qᵀ V) Tᵀ Vᵀ.
            DoubleGemm.Multiply(block, vectors.Transposed, DoubleOperand.Of(left, length, width), 1, false, false, threads, cancellation);
            DoubleGemm.Multiply(DoubleOperand.Of(left, length, width), DoubleOperand.Of(triangle, width, width).Transposed, DoubleOperand.Of(right, length, width), 1, false, false, threads, cancellation);
            DoubleGemm.Multiply(DoubleOperand.Of(right, length, width), vectors, block, -1, true, false, threads, cancellation);
        }
        return q;
    }

    /// <summary>y = A v over the rows and columns from <paramref name="first"/> on, where v is row p of the panel.</summary>
    private static void Product(double[] a, int n, int first, Span<double> y, double[] panel, int p, int threads, CancellationToken cancellation)
    {
        var length = n - first;
        var useful = Tiles.Threads(2.0 * length * length, threads);
        if (useful == 1)
        {
            RowSums.Dots(a.AsSpan((first * n) + first), n, panel.AsSpan((p * n) + first, length), y);
            return;
        }
        var sums = new double[length];
        Tiles.Run((length + RowsOfAPiece - 1) / RowsOfAPiece, useful, piece =>
        {
            var row = piece * RowsOfAPiece;
            RowSums.Dots(a.AsSpan(((first + row) * n) + first), n, panel.AsSpan((p * n) + first, length), sums.AsSpan(row, Math.Min(RowsOfAPiece, length - row)));
        }, cancellation);
        sums.CopyTo(y);
    }
}
