using Pipelines.Numerics;

namespace Pipelines.Recommendation;

/// <summary>
/// The normal distribution N(m, Λ⁻¹) that the vectors of all users (or all items) come from, drawn anew in each sweep: it is what regularises them. Its own prior is normal-Wishart
/// with mean 0, β0 = 2, ν0 = the dimension and W0 = I, as in Salakhutdinov and Mnih (2008).
/// </summary>
/// <param name="dimension">Length of a vector.</param>
internal sealed class FactorPrior(int dimension)
{
    private const double MeanWeight = 2;

    private readonly double[] _precisionMean = new double[dimension];

    /// <summary>m.</summary>
    public double[] Mean { get; } = new double[dimension];

    /// <summary>Λ, full and symmetric. At the start ν0 W0.</summary>
    public double[] Precision { get; } = Diagonal(dimension, dimension);

    /// <summary>Λ m.</summary>
    public ReadOnlySpan<double> PrecisionMean => _precisionMean;

    /// <summary>Writes Λ into rows of <paramref name="stride"/> values and Λ m into <paramref name="h"/>, zeros after it.</summary>
    public void CopyTo(Span<double> a, Span<double> h, int stride) => Copy(Precision, _precisionMean, a, h, stride);

    /// <summary>Writes Λ into rows of <paramref name="stride"/> values and Λ m into <paramref name="h"/>, zeros after it.</summary>
    public static void Copy(ReadOnlySpan<double> precision, ReadOnlySpan<double> precisionMean, Span<double> a, Span<double> h, int stride)
    {
        var d = precisionMean.Length;
        for (var i = 0; i < d; i++)
        {
            precision.Slice(i * d, d).CopyTo(a[(i * stride)..]);
        }
        h.Clear();
        precisionMean.CopyTo(h);
    }

    /// <summary>As <see cref="SmallCholesky.Factor"/>.</summary>
    /// <exception cref="DataException">The matrix is not positive definite in double precision.</exception>
    public static void Factor(Span<double> a, int n, int stride)
    {
        if (!SmallCholesky.Factor(a, n, stride))
        {
            throw new DataException("rating-model.singular", $"The posterior of a vector of {n} numbers cannot be computed in double precision. Use fewer factors.");
        }
    }

    /// <summary>
    /// Draws (m, Λ) given N vectors x: with their mean x̄ and scatter S = Σ (x − x̄)(x − x̄)ᵀ, Λ ~ Wishart(W, ν0 + N) where W⁻¹ = I + S + β0 N / (β0 + N) x̄ x̄ᵀ, and
    /// m ~ N(N x̄ / (β0 + N), ((β0 + N) Λ)⁻¹). Vectors without ratings say nothing and are left out.
    /// </summary>
    public void Draw(FactorSide side, ref Rng rng)
    {
        var d = dimension;
        var (n, center) = CenterOf(side);
        var inverseScale = Diagonal(d, 1);
        AddScatter(side, center, inverseScale);
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                inverseScale[(i * d) + j] += MeanWeight * n / (MeanWeight + n) * center[i] * center[j];
            }
        }
        if (!WishartDraw.FromInverseScale(inverseScale, d, d + n, Precision, ref rng))
        {
            Factor(inverseScale, d, d);
        }
        var factor = Precision.AsSpan().ToArray();
        Factor(factor, d, d);
        Array.Clear(Mean);
        GaussianDraw.FromPrecision(factor, d, d, Mean, ref rng);
        for (var i = 0; i < d; i++)
        {
            Mean[i] = (n * center[i] / (MeanWeight + n)) + (Mean[i] / Math.Sqrt(MeanWeight + n));
        }
        for (var i = 0; i < d; i++)
        {
            double sum = 0;
            for (var j = 0; j < d; j++)
            {
                sum += Precision[(i * d) + j] * Mean[j];
            }
            _precisionMean[i] = sum;
        }
    }

    private (int N, double[] Center) CenterOf(FactorSide side)
    {
        var center = new double[dimension];
        var n = 0;
        for (var row = 0; row < side.Count; row++)
        {
            if (side.IsUsed(row))
            {
                n++;
                for (var i = 0; i < dimension; i++)
                {
                    center[i] += side.Value(row, i);
                }
            }
        }
        for (var i = 0; i < dimension; i++)
        {
            center[i] /= n;
        }
        return (n, center);
    }

    private void AddScatter(FactorSide side, double[] center, double[] scatter)
    {
        var x = new double[dimension];
        for (var row = 0; row < side.Count; row++)
        {
            if (!side.IsUsed(row))
            {
                continue;
            }
            for (var i = 0; i < dimension; i++)
            {
                x[i] = side.Value(row, i) - center[i];
            }
            for (var i = 0; i < dimension; i++)
            {
                for (var j = 0; j <= i; j++)
                {
                    scatter[(i * dimension) + j] += x[i] * x[j];
                }
            }
        }
    }

    private static double[] Diagonal(int n, double value)
    {
        var matrix = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            matrix[(i * n) + i] = value;
        }
        return matrix;
    }
}
