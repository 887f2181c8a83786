using System.Buffers;
using System.Numerics.Tensors;
using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Clustering;

/// <summary>
/// The parameters of a Gaussian mixture and what follows from them: log π_k + log N(x | μ_k, Σ_k) for blocks of rows, in double. Where Σ = L Lᵀ, the squared Mahalanobis distance is ‖L⁻¹(x − μ)‖²,
/// a product of matrices for a block of rows. A row's numbers depend on no other row.
/// </summary>
internal sealed class MixtureDensity
{
    /// <summary>Rows of a block of <see cref="Densities"/>.</summary>
    internal const int BlockRows = 128;

    private readonly double[] _inverse;
    private readonly double[] _constants;

    /// <summary>Takes parameters of the lengths that <see cref="CovarianceLength"/> tells.</summary>
    internal MixtureDensity(CovarianceKind kind, int columns, double[] weights, double[] means, double[] covariances)
    {
        (Kind, Columns, Weights, Means, Covariances) = (kind, columns, weights, means, covariances);
        (_inverse, _constants) = (new double[covariances.Length], new double[weights.Length]);
        var d = columns;
        var single = 0.0;
        for (var k = 0; k < weights.Length; k++)
        {
            var logDeterminant = kind switch
            {
                CovarianceKind.Full => Factor(k * d * d),
                CovarianceKind.Tied => k == 0 ? single = Factor(0) : single,
                CovarianceKind.Diagonal => Invert(k * d, d),
                _ => d * Invert(k, 1),
            };
            // A component that no row belongs to has weight 0 and density 0.
            _constants[k] = Math.Log(weights[k]) - (0.5 * ((d * Math.Log(2 * Math.PI)) + logDeterminant));
        }
    }

    internal CovarianceKind Kind { get; }

    internal int Columns { get; }

    internal int Components => Weights.Length;

    /// <summary>π: k shares that sum to 1.</summary>
    internal double[] Weights { get; }

    /// <summary>μ: k x d.</summary>
    internal double[] Means { get; }

    /// <summary>Σ: k x d x d, d x d, k x d or k.</summary>
    internal double[] Covariances { get; }

    /// <summary>Numbers that describe the covariances.</summary>
    internal static int CovarianceLength(CovarianceKind kind, int components, int columns) => kind switch
    {
        CovarianceKind.Full => checked(components * columns * columns),
        CovarianceKind.Tied => checked(columns * columns),
        CovarianceKind.Diagonal => components * columns,
        _ => components,
    };

    /// <summary>Writes log π_k + log N(x | μ_k, Σ_k), a row of k numbers each.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="from">The first row wanted.</param>
    /// <param name="count">How many, at most <see cref="BlockRows"/>.</param>
    /// <param name="result">Receives count · k numbers.</param>
    internal void Densities(MatrixView rows, int from, int count, Span<double> result)
    {
        var (d, components) = (Columns, Components);
        var differences = ArrayPool<double>.Shared.Rent(count * d);
        var solved = ArrayPool<double>.Shared.Rent(count * d);
        for (var k = 0; k < components; k++)
        {
            Differences(rows, from, count, k, differences);
            if (Kind is CovarianceKind.Full or CovarianceKind.Tied)
            {
                var factor = DoubleOperand.Of(_inverse, d, d, Kind == CovarianceKind.Full ? k * d * d : 0);
                DoubleGemm.Multiply(DoubleOperand.Of(differences, count, d), factor.Transposed, DoubleOperand.Of(solved, count, d));
            }
            for (var r = 0; r < count; r++)
            {
                var x = differences.AsSpan(r * d, d);
                var distance = Kind switch
                {
                    CovarianceKind.Spherical => TensorPrimitives.SumOfSquares<double>(x) * _inverse[k],
                    CovarianceKind.Diagonal => Weighted(x, _inverse.AsSpan(k * d, d)),
                    _ => TensorPrimitives.SumOfSquares<double>(solved.AsSpan(r * d, d)),
                };
                result[(r * components) + k] = _constants[k] - (0.5 * distance);
            }
        }
        ArrayPool<double>.Shared.Return(differences);
        ArrayPool<double>.Shared.Return(solved);
    }

    /// <summary>Turns a row of log densities into responsibilities that sum to 1; returns log Σ exp, the log density of the row.</summary>
    internal static double Normalize(Span<double> row)
    {
        var most = double.NegativeInfinity;
        foreach (var value in row)
        {
            most = Math.Max(most, value);
        }
        var sum = 0.0;
        for (var k = 0; k < row.Length; k++)
        {
            row[k] = Math.Exp(row[k] - most);
            sum += row[k];
        }
        for (var k = 0; k < row.Length; k++)
        {
            row[k] /= sum;
        }
        return most + Math.Log(sum);
    }

    /// <summary>Writes x − μ_k for some rows.</summary>
    internal void Differences(MatrixView rows, int from, int count, int component, Span<double> result)
    {
        var mean = Means.AsSpan(component * Columns, Columns);
        for (var r = 0; r < count; r++)
        {
            var to = result.Slice(r * Columns, Columns);
            TensorPrimitives.ConvertTruncating(rows[from + r], to);
            TensorPrimitives.Subtract(to, mean, to);
        }
    }

    private static double Weighted(ReadOnlySpan<double> x, ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        for (var j = 0; j < x.Length; j++)
        {
            sum += x[j] * x[j] * weights[j];
        }
        return sum;
    }

    /// <summary>Puts L⁻¹ into its place; returns log |Σ|. Where Σ is singular to rounding, its diagonal is raised until it is not.</summary>
    private double Factor(int start)
    {
        var d = Columns;
        var l = new double[d * d];
        var trace = 0.0;
        for (var j = 0; j < d; j++)
        {
            trace += Covariances[start + (j * d) + j];
        }
        for (var raise = 0.0; ; raise = raise > 0 ? 10 * raise : Math.Max(1e-12 * trace / d, 1e-300))
        {
            Array.Copy(Covariances, start, l, 0, d * d);
            for (var j = 0; j < d; j++)
            {
                l[(j * d) + j] += raise;
            }
            if (Cholesky.Factor(l, d) < 0)
            {
                break;
            }
        }
        var logDeterminant = 0.0;
        var column = new double[d];
        for (var j = 0; j < d; j++)
        {
            logDeterminant += 2 * Math.Log(l[(j * d) + j]);
            Array.Clear(column);
            column[j] = 1;
            SmallCholesky.SolveLower(l, d, d, column);
            for (var i = j; i < d; i++)
            {
                _inverse[start + (i * d) + j] = column[i];
            }
        }
        return logDeterminant;
    }

    private double Invert(int start, int count)
    {
        var logDeterminant = 0.0;
        for (var i = start; i < start + count; i++)
        {
            var variance = Math.Max(Covariances[i], 1e-300);
            _inverse[i] = 1 / variance;
            logDeterminant += Math.Log(variance);
        }
        return logDeterminant;
    }
}
