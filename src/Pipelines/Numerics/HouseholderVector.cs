using System.Numerics.Tensors;

namespace Pipelines.Numerics;

/// <summary>
/// The reflection H = I − τ v vᵀ that turns a vector x into (β, 0, …, 0): v = x − β e₁ scaled to v₁ = 1, β = −sign(x₁)‖x‖, τ = (β − x₁) / β.
/// Golub and Van Loan, "Matrix computations", 4th edition 2013, 5.1.
/// </summary>
internal static class HouseholderVector
{
    // Below this the squares lose digits and the reflection would not be orthogonal; callers scale their matrix near 1, of which this is nothing.
    private const double Negligible = 1e-280;

    /// <summary>Replaces x by v and returns (β, τ); τ is 0, and H the identity, where x is a multiple of e₁ already.</summary>
    public static (double Beta, double Tau) From(Span<double> x)
    {
        var head = x[0];
        var tail = x[1..];
        var squares = RowSums.Dot(tail, tail);
        x[0] = 1;
        if (squares < Negligible)
        {
            tail.Clear();
            return (head, 0);
        }
        var beta = -Math.CopySign(Math.Sqrt((head * head) + squares), head);
        TensorPrimitives.Multiply(tail, 1 / (head - beta), tail);
        return (beta, (beta - head) / beta);
    }

    /// <summary>
    /// The triangle T of a block of reflections, H₀ H₁ … = I − V T Vᵀ (Schreiber and Van Loan, "A storage-efficient WY representation for products of Householder transformations", 1989):
    /// t_jj = τ_j, t_0..j,j = −τ_j T (Vᵀ v_j).
    /// </summary>
    /// <param name="v">The vectors, one a row, with zeros before their leading 1.</param>
    /// <param name="stride">From one vector to the next.</param>
    /// <param name="length">Values of a vector.</param>
    /// <param name="tau">One factor a vector.</param>
    /// <param name="t">Receives T, upper triangular, rows as long as there are vectors; zeros below the diagonal.</param>
    public static void Triangle(ReadOnlySpan<double> v, int stride, int length, ReadOnlySpan<double> tau, Span<double> t)
    {
        var count = tau.Length;
        t[..(count * count)].Clear();
        Span<double> products = stackalloc double[count];
        for (var j = 0; j < count; j++)
        {
            RowSums.Dots(v, stride, v.Slice(j * stride, length), products[..j]);
            for (var i = 0; i < j; i++)
            {
                var sum = 0.0;
                for (var m = i; m < j; m++)
                {
                    sum += t[(i * count) + m] * products[m];
                }
                t[(i * count) + j] = -tau[j] * sum;
            }
            t[(j * count) + j] = tau[j];
        }
    }
}
