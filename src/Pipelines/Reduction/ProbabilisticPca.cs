using System.Numerics.Tensors;
using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Reduction;

/// <summary>
/// Principal components as a distribution: x = W z + μ + ε with z ~ N(0, I) and noise ε ~ N(0, σ² I), fitted by maximum likelihood. Values may be missing (NaN): each row counts with what is known of it.
/// Gives a likelihood of each row, and expected values for the missing ones.
/// </summary>
/// <remarks>
/// M. Tipping, C. Bishop, "Probabilistic principal component analysis", 1999. Complete rows: in closed form, W = U (Λ − σ² I)^½ with Λ the k largest eigenvalues of the covariance (divided by n) and σ² the mean of the others;
/// cost and memory of <see cref="Pca"/>. With missing values: expectation maximisation from the components of the rows with means filled in, 2 n d k² operations and d (k + 1)² doubles a pass;
/// the likelihood rises with each pass. Then W is turned to principal axes.
/// Reference: the paper; scikit-learn has the complete case only, as a method of PCA whose score divides by n − 1. σ² is at least 1e-12 of the mean variance of a column (1e-12 where nothing varies), so that likelihoods are finite.
/// Missing values should be missing at random: what is left out because of its own value biases any such fit.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class ProbabilisticPca(ProbabilisticPcaOptions? options = null) : IEstimator<MatrixView, ProbabilisticPcaModel>
{
    private const double LeastNoise = 1e-12;
    private const int RowsOfABlock = 256;

    private readonly ProbabilisticPcaOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public ProbabilisticPcaModel Fit(MatrixView data, FitControl? control = null)
    {
        data.NeedRows(nameof(ProbabilisticPca));
        data.NeedNumbersOrMissing(nameof(ProbabilisticPca));
        PcaModel.NeedComponents(nameof(ProbabilisticPca), _options.Components, data.Rows, data.Columns);
        control ??= FitControl.Default;
        var (n, d) = (data.Rows, data.Columns);
        var k = _options.Components > 0 ? _options.Components : Math.Max(1, Math.Min(n - 1, d - 1));
        var complete = !TensorPrimitives.IsNaNAny(data.Values);
        var filled = complete ? data : Filled(data);
        PrincipalAxes axes;
        if (n < d)
        {
            axes = PrincipalAxes.Dual(filled, control);
        }
        else
        {
            var sums = new ScatterMatrix(d);
            for (var first = 0; first < n; first += ScatterMatrix.BlockRows)
            {
                sums.Add(filled[first..Math.Min(n, first + ScatterMatrix.BlockRows)].Values, control.Threads, control.Cancellation);
            }
            axes = PrincipalAxes.Of(sums, control);
        }
        var variance = axes.Total / n / d;
        var least = variance > 0 ? LeastNoise * variance : LeastNoise;
        var kept = 0.0;
        for (var i = 0; i < k; i++)
        {
            kept += axes.Squares[i] / n;
        }
        var noise = Math.Max(least, d > k ? ((axes.Total / n) - kept) / (d - k) : 0);
        if (!complete)
        {
            // A start without noise would hardly move.
            noise = Math.Max(noise, variance / 100);
        }
        var weights = new double[d * k];
        for (var i = 0; i < k; i++)
        {
            var length = Math.Sqrt(Math.Max(complete ? 0 : least, (axes.Squares[i] / n) - noise));
            for (var j = 0; j < d; j++)
            {
                weights[(j * k) + i] = axes.Vectors[(i * d) + j] * length;
            }
        }
        var (mean, passes) = (axes.Mean, 1);
        if (!complete)
        {
            (mean, noise, passes) = Maximise(data, weights, mean, noise, least, control);
        }
        var model = ProbabilisticPcaModel.Of(weights, mean, noise, data, control);
        if (complete)
        {
            control.Step(1, 1, -model.MeanLogLikelihood);
        }
        return model;
    }

    /// <summary>Expectation maximisation; changes the weights in place.</summary>
    private (double[] Mean, double Noise, int Passes) Maximise(MatrixView rows, double[] weights, double[] start, double noise, double least, FitControl control)
    {
        var (n, d) = (rows.Rows, rows.Columns);
        var (k, side) = (weights.Length / d, (weights.Length / d) + 1);
        var mean = (double[])start.Clone();
        var known = 0L;
        foreach (var value in rows.Values)
        {
            known += float.IsNaN(value) ? 0 : 1;
        }
        var (products, targets, squares) = (new double[d * side * side], new double[d * side], new double[d]);
        var (moments, likelihoods, misfits) = (new double[RowsOfABlock * side * side], new double[RowsOfABlock], new double[d]);
        var before = double.NegativeInfinity;
        var pass = 1;
        while (true)
        {
            var posterior = new LatentPosterior(weights, mean, noise);
            Array.Clear(products);
            Array.Clear(targets);
            Array.Clear(squares);
            var likelihood = 0.0;
            for (var first = 0; first < n; first += RowsOfABlock)
            {
                var count = Math.Min(RowsOfABlock, n - first);
                var block = first;
                Tiles.Run((count + 15) / 16, Tiles.Threads((double)count * d * k * k, control.Threads), tile =>
                {
                    var (work, z) = (new double[posterior.WorkLength], new double[k]);
                    for (var r = tile * 16; r < Math.Min(count, (tile + 1) * 16); r++)
                    {
                        likelihoods[r] = posterior.Infer(rows[block + r], work, z);
                        posterior.Moments(work, z, moments.AsSpan(r * side * side, side * side));
                    }
                }, control.Cancellation);
                // Column by column, rows in order: no sum is shared between threads.
                Tiles.Run(d, Tiles.Threads((double)count * d * k * k, control.Threads), j =>
                {
                    var a = products.AsSpan(j * side * side, side * side);
                    var h = targets.AsSpan(j * side, side);
                    for (var r = 0; r < count; r++)
                    {
                        var value = rows[block + r][j] - start[j];
                        if (!double.IsNaN(value))
                        {
                            var moment = moments.AsSpan(r * side * side, side * side);
                            TensorPrimitives.Add<double>(a, moment, a);
                            RowSums.Add(moment[^side..], value, h);
                            squares[j] += value * value;
                        }
                    }
                }, control.Cancellation);
                for (var r = 0; r < count; r++)
                {
                    likelihood += likelihoods[r];
                }
            }
            likelihood /= known;
            control.Step(pass, _options.MaxIterations, -likelihood);
            if (pass == _options.MaxIterations || likelihood - before < _options.Tolerance)
            {
                return (mean, noise, pass);
            }
            (before, pass) = (likelihood, pass + 1);
            for (var j = 0; j < d; j++)
            {
                misfits[j] = Solve(products.AsSpan(j * side * side, side * side), targets.AsSpan(j * side, side), squares[j], side, weights.AsSpan(j * k, k), out var offset);
                mean[j] = start[j] + offset;
            }
            noise = Math.Max(least, TensorPrimitives.Sum<double>(misfits) / known);
        }
    }

    /// <summary>The least-squares weights and offset of one column, (w, μ) = A⁻¹ h; returns what is left of its sum of squares.</summary>
    private static double Solve(Span<double> a, ReadOnlySpan<double> h, double squares, int side, Span<double> weights, out double offset)
    {
        Span<double> solution = side <= 128 ? stackalloc double[side] : new double[side];
        h.CopyTo(solution);
        for (var i = 0; i < side; i++)
        {
            a[(i * side) + i] *= 1 + 1e-13; // keeps a nearly singular matrix positive definite
        }
        if (!SmallCholesky.Factor(a, side, side))
        {
            offset = 0;
            return squares;
        }
        SmallCholesky.SolveLower(a, side, side, solution);
        SmallCholesky.SolveUpper(a, side, side, solution);
        solution[..^1].CopyTo(weights);
        offset = solution[^1];
        return Math.Max(0, squares - RowSums.Dot(solution, h));
    }

    /// <summary>A copy with the mean of what is known of a column in place of what is missing.</summary>
    private static Matrix Filled(MatrixView rows)
    {
        var filled = rows.ToMatrix();
        for (var j = 0; j < rows.Columns; j++)
        {
            var (sum, count) = (0.0, 0);
            for (var r = 0; r < rows.Rows; r++)
            {
                if (!float.IsNaN(rows[r][j]))
                {
                    sum += rows[r][j];
                    count++;
                }
            }
            if (count == 0)
            {
                throw new DataException("reduction.missing", $"ProbabilisticPca needs at least one number in each column; got none in column {j}. Drop the column.");
            }
            for (var r = 0; r < rows.Rows; r++)
            {
                filled[r][j] = float.IsNaN(rows[r][j]) ? (float)(sum / count) : rows[r][j];
            }
        }
        return filled;
    }
}
