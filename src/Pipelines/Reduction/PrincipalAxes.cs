using System.Numerics.Tensors;
using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Reduction;

/// <summary>The axes of centred rows: what every exact solver finds and <see cref="PcaModel"/> is cut from.</summary>
/// <param name="Rows">How many rows, n.</param>
/// <param name="Mean">Their mean, d values.</param>
/// <param name="Squares">Squared singular values of the centred rows, falling, none negative; at most min(n, d) that matter.</param>
/// <param name="Vectors">One unit axis of d values for each, row-major, signed by the rule of <see cref="PcaModel.Components"/>.</param>
/// <param name="Total">Sum of all squared singular values, also of those not listed.</param>
internal sealed record PrincipalAxes(long Rows, double[] Mean, double[] Squares, double[] Vectors, double Total)
{
    /// <summary>Eigenvectors of the scatter matrix.</summary>
    public static PrincipalAxes Of(ScatterMatrix sums, FitControl control)
    {
        var d = sums.Mean.Length;
        var pairs = SymmetricEigen.Of(sums.Scatter, d, threads: control.Threads, cancellation: control.Cancellation);
        return Sorted(sums.Rows, sums.Mean, pairs.Values, pairs.Vectors, double.NaN);
    }

    /// <summary>
    /// Through the n x n matrix of inner products G = X Xᵀ = U Λ Uᵀ: the axes are the rows of Λ^(−1/2) Uᵀ X. All in double.
    /// </summary>
    public static PrincipalAxes Dual(MatrixView rows, FitControl control)
    {
        var (n, d) = (rows.Rows, rows.Columns);
        var mean = new double[d];
        var x = new double[checked(n * d)];
        for (var r = 0; r < n; r++)
        {
            TensorPrimitives.ConvertTruncating(rows[r], x.AsSpan(r * d, d));
            TensorPrimitives.Add(mean, x.AsSpan(r * d, d), mean);
        }
        TensorPrimitives.Divide(mean, n, mean);
        for (var r = 0; r < n; r++)
        {
            TensorPrimitives.Subtract(x.AsSpan(r * d, d), mean, x.AsSpan(r * d, d));
        }
        var products = new double[checked(n * n)];
        var operand = DoubleOperand.Of(x, n, d);
        DoubleGemm.Multiply(operand, operand.Transposed, DoubleOperand.Of(products, n, n), lower: true, threads: control.Threads, cancellation: control.Cancellation);
        var (squares, u) = SymmetricEigen.Of(products, n, threads: control.Threads, cancellation: control.Cancellation);
        var k = Math.Min(n, d);
        var vectors = new double[k * d];
        DoubleGemm.Multiply(DoubleOperand.Of(u, k, n), operand, DoubleOperand.Of(vectors, k, d), threads: control.Threads, cancellation: control.Cancellation);
        var largest = squares.Length == 0 ? 0 : Math.Max(squares[0], 0);
        for (var i = 0; i < k; i++)
        {
            control.Cancellation.ThrowIfCancellationRequested();
            var axis = vectors.AsSpan(i * d, d);
            var norm = TensorPrimitives.Norm<double>(axis);
            if (norm * norm > largest * n * Rounding)
            {
                squares[i] = norm * norm;
                TensorPrimitives.Divide(axis, norm, axis);
                if (squares[i] < largest * 1e-6)
                {
                    Orthogonalise(vectors, i, d);
                }
            }
            else
            {
                squares[i] = 0;
                Complete(vectors, i, d);
            }
            Signs.Fix(axis);
        }
        return Sorted(n, mean, squares[..k], vectors, double.NaN);
    }

    private const double Rounding = 2.220446049250313e-16;

    /// <summary>Clears what is below rounding. A NaN as total stands for the sum of the squares.</summary>
    public static PrincipalAxes Sorted(long rows, double[] mean, double[] squares, double[] vectors, double total)
    {
        for (var i = 0; i < squares.Length; i++)
        {
            // Rounding leaves a little below or above zero where there is nothing.
            squares[i] = squares[i] > squares[0] * mean.Length * Rounding ? squares[i] : 0;
        }
        return new(rows, mean, squares, vectors, double.IsNaN(total) ? TensorPrimitives.Sum<double>(squares) : total);
    }

    /// <summary>Removes from axis i what it shares with those before it; twice is enough (Kahan, Parlett). Returns what is left of its length before it is made a unit vector again.</summary>
    private static double Orthogonalise(double[] vectors, int i, int d)
    {
        var axis = vectors.AsSpan(i * d, d);
        var shared = new double[i];
        var left = 0.0;
        for (var pass = 0; pass < 2; pass++)
        {
            RowSums.Dots(vectors, d, axis, shared);
            TensorPrimitives.Negate<double>(shared, shared);
            RowSums.Add(vectors, d, shared, axis);
            left = pass == 0 ? TensorPrimitives.Norm<double>(axis) : left;
            TensorPrimitives.Divide(axis, TensorPrimitives.Norm<double>(axis), axis);
        }
        return left;
    }

    /// <summary>Where the rows say nothing of axis i, any direction at right angles to the others serves: the first coordinate that is not nearly among them.</summary>
    private static void Complete(double[] vectors, int i, int d)
    {
        var axis = vectors.AsSpan(i * d, d);
        // Coordinates have i of their squared lengths among i axes, d in all: one has at most i / d of it.
        for (var c = 0; c < d; c++)
        {
            var among = 0.0;
            for (var j = 0; j < i; j++)
            {
                among += vectors[(j * d) + c] * vectors[(j * d) + c];
            }
            if (among <= ((double)i / d) + 1e-9)
            {
                axis.Clear();
                axis[c] = 1;
                Orthogonalise(vectors, i, d);
                return;
            }
        }
    }
}
