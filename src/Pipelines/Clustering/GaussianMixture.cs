using System.Buffers;
using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Clustering;

/// <summary>
/// A mixture of k normal distributions, by expectation maximisation: clusters that may be long, tilted and of different size, soft membership, and a density that tells rows unlike any seen.
/// </summary>
/// <remarks>
/// Maximises Σ log Σ_k π_k N(x | μ_k, Σ_k). A pass costs about 4 n k d² operations with full or tied covariances and 6 n k d with diagonal or spherical ones, in double; memory is a few times k d² numbers a thread.
/// Each start is the clusters of <see cref="KMeans"/>: the first of its ten best starts, the others of one start each.
/// A. Dempster, N. Laird, D. Rubin, "Maximum likelihood from incomplete data via the EM algorithm", 1977; G. Schwarz, "Estimating the dimension of a model", 1978 (BIC); H. Akaike, "A new look at the statistical model identification", 1974 (AIC).
/// Reference: GaussianMixture of scikit-learn 1.2.1: from the same start the same passes and log-likelihood to 1e-6. Departures: second moments are summed around the means of the pass before instead of in a second pass;
/// a covariance that is singular although the floor was added gets a larger one instead of an error; three starts by default instead of one.
/// Columns of very different units make the floor mean different things: standardise first.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class GaussianMixture(GaussianMixtureOptions? options = null) : IEstimator<MatrixView, GaussianMixtureModel>
{
    private readonly GaussianMixtureOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public GaussianMixtureModel Fit(MatrixView data, FitControl? control = null)
    {
        control ??= FitControl.Default;
        ClusteringChecks.Need(data, default, _options.Components, nameof(GaussianMixture));
        var (best, pass) = ((Search?)null, 0);
        for (var start = 0; start < _options.Restarts; start++)
        {
            control.Cancellation.ThrowIfCancellationRequested();
            var clusters = new KMeans(new() { Clusters = _options.Components, Restarts = start == 0 ? 10 : 1, Seed = unchecked(_options.Seed + start) & long.MaxValue })
                .Fit(data, new() { Threads = control.Threads, Cancellation = control.Cancellation });
            var labels = new int[data.Rows];
            clusters.Assign(data, labels);
            var search = Run(data, labels, clusters.Clusters, loss => control.Step(++pass, _options.Restarts * _options.MaxIterations, loss), control);
            best = best is null || search.LogLikelihood > best.LogLikelihood ? search : best;
        }
        return Model(best!, data);
    }

    /// <summary>Runs expectation maximisation from given clusters, with no random choice: how a segmentation of any other kind is made soft.</summary>
    /// <param name="data">n x d, finite.</param>
    /// <param name="labels">n labels from 0 to k − 1, each of them used: k is one more than the largest. <see cref="GaussianMixtureOptions.Components"/> and <see cref="GaussianMixtureOptions.Restarts"/> are not looked at.</param>
    /// <param name="control">Progress, cancellation, threads; null for <see cref="FitControl.Default"/>.</param>
    /// <exception cref="DataException">A cell or label cannot be used.</exception>
    public GaussianMixtureModel Refine(MatrixView data, ReadOnlySpan<int> labels, FitControl? control = null)
    {
        control ??= FitControl.Default;
        ClusteringChecks.Need(data, default, 1, nameof(GaussianMixture));
        var clusters = ClusteringChecks.NeedLabels(labels, data.Rows, nameof(GaussianMixture));
        var pass = 0;
        return Model(Run(data, labels.ToArray(), clusters, loss => control.Step(++pass, _options.MaxIterations, loss), control), data);
    }

    private Search Run(MatrixView rows, int[] labels, int components, Action<double> step, FitControl control)
    {
        var density = FirstDensity(rows, labels, components, control);
        var sums = new MixtureStatistics(_options.Covariance, components, rows.Columns);
        var (before, pass, converged) = (double.NegativeInfinity, 0, false);
        while (pass < _options.MaxIterations && !converged)
        {
            pass++;
            Sum(rows, density, null, sums, control);
            density = sums.Maximize(density, _options.CovarianceFloor);
            var mean = sums.LogLikelihood / rows.Rows;
            converged = Math.Abs(mean - before) < _options.Tolerance;
            before = mean;
            step(-mean);
        }
        Sum(rows, density, null, sums, control);
        return new(density, sums.LogLikelihood, pass, converged);
    }

    /// <summary>The parameters of given clusters: one pass with responsibilities of 0 and 1, around the mean of each cluster.</summary>
    private MixtureDensity FirstDensity(MatrixView rows, int[] labels, int components, FitControl control)
    {
        var (d, k) = (rows.Columns, components);
        var (means, counts) = (new double[k * d], new double[k]);
        for (var r = 0; r < rows.Rows; r++)
        {
            RowAccumulation.Add(rows[r], 1, means.AsSpan(labels[r] * d, d));
            counts[labels[r]]++;
        }
        for (var i = 0; i < means.Length; i++)
        {
            means[i] /= counts[i / d];
        }
        var covariances = new double[MixtureDensity.CovarianceLength(_options.Covariance, k, d)];
        Array.Fill(covariances, 1); // only its means are looked at
        for (var i = 0; _options.Covariance is CovarianceKind.Full or CovarianceKind.Tied && i < covariances.Length; i++)
        {
            covariances[i] = i % (d * d) % (d + 1) == 0 ? 1 : 0;
        }
        Array.Fill(counts, 1.0 / k);
        var sums = new MixtureStatistics(_options.Covariance, k, d);
        var first = new MixtureDensity(_options.Covariance, d, counts, means, covariances);
        Sum(rows, first, labels, sums, control);
        return sums.Maximize(first, _options.CovarianceFloor);
    }

    /// <summary>One pass: responsibilities by density, or by labels where they are given. Blocks are summed side by side and added in their order.</summary>
    private void Sum(MatrixView rows, MixtureDensity density, int[]? labels, MixtureStatistics sums, FitControl control)
    {
        var (d, k, length) = (rows.Columns, density.Components, MixtureDensity.BlockRows);
        var blocksOfAPart = Math.Clamp((int)(4e6 / ((double)length * k * d)), 1, 16);
        var parts = (int)(((long)rows.Rows + (length * blocksOfAPart) - 1) / (length * blocksOfAPart));
        var threads = Tiles.Threads(6.0 * rows.Rows * k * d, Math.Min(control.Threads, parts));
        var own = new MixtureStatistics[threads];
        sums.Clear();
        for (var wave = 0; wave < parts; wave += threads)
        {
            var count = Math.Min(threads, parts - wave);
            Tiles.Run(count, threads, p =>
            {
                var part = own[p] ??= new(_options.Covariance, k, d);
                part.Clear();
                var (shares, buffer) = (ArrayPool<double>.Shared.Rent(length * k), ArrayPool<double>.Shared.Rent(length * d));
                var end = (int)Math.Min(rows.Rows, (long)(wave + p + 1) * blocksOfAPart * length);
                for (var from = (wave + p) * blocksOfAPart * length; from < end; from += length)
                {
                    control.Cancellation.ThrowIfCancellationRequested();
                    var size = Math.Min(length, end - from);
                    var logLikelihood = Shares(rows, density, labels, from, size, shares);
                    part.Add(density, rows, from, size, shares, logLikelihood, buffer);
                }
                ArrayPool<double>.Shared.Return(shares);
                ArrayPool<double>.Shared.Return(buffer);
            }, control.Cancellation);
            for (var p = 0; p < count; p++)
            {
                sums.Add(own[p]);
            }
        }
    }

    private static double Shares(MatrixView rows, MixtureDensity density, int[]? labels, int from, int count, Span<double> shares)
    {
        var k = density.Components;
        if (labels is not null)
        {
            shares[..(count * k)].Clear();
            for (var r = 0; r < count; r++)
            {
                shares[(r * k) + labels[from + r]] = 1;
            }
            return 0;
        }
        density.Densities(rows, from, count, shares);
        var sum = 0.0;
        for (var r = 0; r < count; r++)
        {
            sum += MixtureDensity.Normalize(shares.Slice(r * k, k));
        }
        return sum;
    }

    private GaussianMixtureModel Model(Search search, MatrixView data)
    {
        var model = new GaussianMixtureModel(search.Density, data.Rows, search.LogLikelihood, float.PositiveInfinity, search.Iterations, search.Converged, _options.Components);
        var scores = new float[data.Rows];
        model.Score(data, scores);
        Array.Sort(scores);
        // So many of the training rows lie above it, but for ties.
        var threshold = scores[^(1 + (int)(_options.UnusualShare * data.Rows))];
        return new(search.Density, data.Rows, search.LogLikelihood, threshold, search.Iterations, search.Converged, _options.Components);
    }

    private sealed record Search(MixtureDensity Density, double LogLikelihood, int Iterations, bool Converged);
}
