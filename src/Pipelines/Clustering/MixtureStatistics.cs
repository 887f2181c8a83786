using System.Numerics.Tensors;
using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Clustering;

/// <summary>
/// What one pass of expectation maximisation sums over rows, around the means of that pass, so that no difference of large numbers arises: Σ r, Σ r (x − μ), Σ r (x − μ)(x − μ)ᵀ or its diagonal, and the log-likelihood.
/// Sums over parts of the rows are added in their order.
/// </summary>
internal sealed class MixtureStatistics(CovarianceKind kind, int components, int columns)
{
    // Ten roundings of 1: what scikit-learn adds to every count.
    private const double RoundingCount = 10 * 2.220446049250313e-16;

    private readonly double[] _counts = new double[components];
    private readonly double[] _first = new double[components * columns];
    private readonly double[] _second = new double[kind == CovarianceKind.Spherical ? components * columns : MixtureDensity.CovarianceLength(kind, components, columns)];

    internal double LogLikelihood { get; private set; }

    internal void Clear()
    {
        Array.Clear(_counts);
        Array.Clear(_first);
        Array.Clear(_second);
        LogLikelihood = 0;
    }

    internal void Add(MixtureStatistics later)
    {
        TensorPrimitives.Add(_counts, later._counts, _counts);
        TensorPrimitives.Add(_first, later._first, _first);
        TensorPrimitives.Add(_second, later._second, _second);
        LogLikelihood += later.LogLikelihood;
    }

    /// <summary>Adds some rows by their responsibilities.</summary>
    /// <param name="density">The parameters of this pass.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="from">The first.</param>
    /// <param name="count">How many.</param>
    /// <param name="responsibilities">count x k.</param>
    /// <param name="logLikelihood">Of these rows together.</param>
    /// <param name="buffer">Room for count · d numbers.</param>
    internal void Add(MixtureDensity density, MatrixView rows, int from, int count, ReadOnlySpan<double> responsibilities, double logLikelihood, double[] buffer)
    {
        LogLikelihood += logLikelihood;
        var d = columns;
        for (var k = 0; k < components; k++)
        {
            density.Differences(rows, from, count, k, buffer);
            var first = _first.AsSpan(k * d, d);
            for (var r = 0; r < count; r++)
            {
                var (share, x) = (responsibilities[(r * components) + k], buffer.AsMemory(r * d, d));
                _counts[k] += share;
                RowSums.Add(x.Span, share, first);
                if (kind is CovarianceKind.Full or CovarianceKind.Tied)
                {
                    TensorPrimitives.Multiply(x.Span, Math.Sqrt(share), x.Span);
                    continue;
                }
                var second = _second.AsSpan(k * d, d);
                var values = x.Span;
                for (var j = 0; j < d; j++)
                {
                    second[j] += share * values[j] * values[j];
                }
            }
            if (kind is CovarianceKind.Full or CovarianceKind.Tied)
            {
                var scaled = DoubleOperand.Of(buffer, count, d);
                DoubleGemm.Multiply(scaled.Transposed, scaled, DoubleOperand.Of(_second, d, d, kind == CovarianceKind.Full ? k * d * d : 0), 1, true, true);
            }
        }
    }

    /// <summary>The parameters of greatest likelihood given these sums.</summary>
    internal MixtureDensity Maximize(MixtureDensity before, double floor)
    {
        var d = columns;
        var total = TensorPrimitives.Sum<double>(_counts);
        var weights = new double[components];
        var means = new double[components * d];
        var moves = new double[components * d];
        var covariances = new double[MixtureDensity.CovarianceLength(kind, components, d)];
        for (var k = 0; k < components; k++)
        {
            // As in scikit-learn: a component without rows keeps a finite mean.
            var count = _counts[k] + RoundingCount;
            weights[k] = count / total;
            for (var j = k * d; j < (k + 1) * d; j++)
            {
                moves[j] = _first[j] / count;
                means[j] = before.Means[j] + moves[j];
            }
            Spread(k, count, moves.AsSpan(k * d, d), covariances, floor);
        }
        if (kind == CovarianceKind.Tied)
        {
            Tie(moves, total, covariances, floor);
        }
        return new(kind, d, weights, means, covariances);
    }

    /// <summary>Σ_k = Σ r (x − μ)(x − μ)ᵀ / N − δ δᵀ, where δ is how far the mean has moved.</summary>
    private void Spread(int k, double count, ReadOnlySpan<double> move, double[] covariances, double floor)
    {
        var d = columns;
        switch (kind)
        {
            case CovarianceKind.Full:
                var at = k * d * d;
                for (var i = 0; i < d; i++)
                {
                    for (var j = 0; j <= i; j++)
                    {
                        var value = (_second[at + (i * d) + j] / count) - (move[i] * move[j]);
                        covariances[at + (i * d) + j] = covariances[at + (j * d) + i] = i == j ? Math.Max(0, value) + floor : value;
                    }
                }
                break;
            case CovarianceKind.Diagonal:
                for (var j = 0; j < d; j++)
                {
                    covariances[(k * d) + j] = Math.Max(0, (_second[(k * d) + j] / count) - (move[j] * move[j])) + floor;
                }
                break;
            case CovarianceKind.Spherical:
                for (var j = 0; j < d; j++)
                {
                    covariances[k] += Math.Max(0, (_second[(k * d) + j] / count) - (move[j] * move[j])) / d;
                }
                covariances[k] += floor;
                break;
        }
    }

    private void Tie(ReadOnlySpan<double> moves, double total, double[] covariances, double floor)
    {
        var d = columns;
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var value = _second[(i * d) + j];
                for (var k = 0; k < components; k++)
                {
                    value -= _counts[k] * moves[(k * d) + i] * moves[(k * d) + j];
                }
                covariances[(i * d) + j] = covariances[(j * d) + i] = i == j ? (Math.Max(0, value) / total) + floor : value / total;
            }
        }
    }
}
