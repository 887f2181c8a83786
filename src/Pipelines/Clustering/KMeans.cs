using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Clustering;

/// <summary>
/// k-means: k centroids and a cluster around each, so that the inertia, the sum of squared distances of rows from the centroid of their cluster, is as small as can be found. Clusters are round and of like spread by construction.
/// </summary>
/// <remarks>
/// Minimises Σ w ‖x − c(x)‖². Lloyd's iterations from several starts: 2 n k d operations a pass, fused so that no n x k distances are kept; memory n d numbers for the rows turned for the registers (up to 1 GB, then none)
/// and 3 n whole numbers. With many rows the starts are tried on a weighted sample and only the best is refined on all rows, so that ten starts cost hardly more than one.
/// S. Lloyd, "Least squares quantization in PCM", 1982; D. Arthur, S. Vassilvitskii, "k-means++: the advantages of careful seeding", 2007; O. Bachem, M. Lucic, A. Krause, "Scalable k-means clustering via lightweight coresets", 2018.
/// Reference: KMeans of scikit-learn 1.2.1: from the same centroids the same labels, passes and inertia to 1e-5. Departures: other random numbers; the sample (there all rows, always); the first seed follows the weights;
/// clusters that would stay empty because fewer different rows than clusters exist are left out (there they are kept, with a warning): compare <see cref="KMeansModel.Clusters"/> with <see cref="KMeansModel.Requested"/>.
/// Columns in other units weigh as much as their variance: standardise first where that is not meant.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class KMeans(KMeansOptions? options = null) : IEstimator<MatrixView, KMeansModel>
{
    /// <summary>A sample of at least so many rows, or so many a cluster, tells the good starts from the bad.</summary>
    private const int LeastSample = 8192, SampleOfACluster = 128;

    /// <summary>A sample pays where it is at most one part in so many of the rows.</summary>
    private const int SamplePays = 4;

    private readonly KMeansOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public KMeansModel Fit(MatrixView data, FitControl? control = null) => Fit(data, ReadOnlyMemory<float>.Empty, control);

    /// <summary>Learns clusters of rows that count differently.</summary>
    /// <param name="data">n x d, finite.</param>
    /// <param name="weights">n values, finite and 0 or more, not all 0; empty where each row counts once. A weight of 2 is a row given twice.</param>
    /// <param name="control">Progress, cancellation, threads; null for <see cref="FitControl.Default"/>.</param>
    /// <exception cref="DataException">There are fewer rows than clusters, a cell or weight cannot be used, or the rows lie too far apart for single precision.</exception>
    /// <exception cref="OperationCanceledException"><see cref="FitControl.Cancellation"/> was cancelled.</exception>
    public KMeansModel Fit(MatrixView data, ReadOnlyMemory<float> weights, FitControl? control = null)
    {
        control ??= FitControl.Default;
        ClusteringChecks.Need(data, weights, _options.Clusters, nameof(KMeans));
        control.Cancellation.ThrowIfCancellationRequested();
        using var rows = new PanelRows(data, weights, nameof(KMeans), control.Threads, control.Cancellation);
        var sample = Math.Max(LeastSample, (int)Math.Min(int.MaxValue / 2, (long)SampleOfACluster * _options.Clusters));
        var sampled = _options.Seeding == KMeansSeeding.Sampled || (_options.Seeding == KMeansSeeding.Auto && data.Rows / SamplePays >= sample);
        return Model(sampled ? Sampled(rows, sample, control) : Best(rows, control), rows);
    }

    /// <summary>Refines given centroids by Lloyd's iterations: the same from the same, with no random choice.</summary>
    /// <param name="data">n x d, finite.</param>
    /// <param name="centroids">k x d, finite: where to start. <see cref="KMeansOptions.Clusters"/> and <see cref="KMeansOptions.Restarts"/> are not looked at.</param>
    /// <param name="weights">n values or none, as in <see cref="Fit(MatrixView, ReadOnlyMemory{float}, FitControl?)"/>.</param>
    /// <param name="control">Progress, cancellation, threads; null for <see cref="FitControl.Default"/>.</param>
    /// <exception cref="DataException">There are fewer rows than centroids, their widths differ, or a cell or weight cannot be used.</exception>
    public KMeansModel Refine(MatrixView data, MatrixView centroids, ReadOnlyMemory<float> weights = default, FitControl? control = null)
    {
        control ??= FitControl.Default;
        centroids.NeedRows(nameof(KMeans));
        ClusteringChecks.Need(data, weights, centroids.Rows, nameof(KMeans));
        centroids.NeedColumns(nameof(KMeans), data.Columns);
        centroids.NeedFinite(nameof(KMeans));
        using var rows = new PanelRows(data, weights, nameof(KMeans), control.Threads, control.Cancellation);
        var pass = 0;
        return Model(Lloyd.Run(rows, centroids.Values, _options.MaxIterations, _options.Tolerance, loss => control.Step(++pass, _options.MaxIterations, loss), control.Cancellation), rows, centroids.Rows);
    }

    /// <summary>All starts on a sample, the best of them on all rows.</summary>
    private KMeansResult Sampled(PanelRows rows, int size, FitControl control)
    {
        var (drawn, weights) = Coreset.Draw(rows, size, _options.Seed, control.Cancellation);
        using var sample = new PanelRows(drawn, weights, nameof(KMeans), 1, control.Cancellation);
        var results = new KMeansResult[_options.Restarts];
        Tiles.Run(results.Length, Math.Min(control.Threads, results.Length), start => results[start] = FromStart(sample, start, null, control.Cancellation), control.Cancellation);
        var (best, pass) = (results[0], 0);
        foreach (var result in results)
        {
            best = result.Inertia < best.Inertia ? result : best;
            control.Step(++pass, results.Length + _options.MaxIterations, result.Inertia);
        }
        return Lloyd.Run(rows, best.Centroids, _options.MaxIterations, _options.Tolerance, loss => control.Step(++pass, results.Length + _options.MaxIterations, loss), control.Cancellation);
    }

    /// <summary>The best of all starts over all rows.</summary>
    private KMeansResult Best(PanelRows rows, FitControl control)
    {
        var (best, pass) = ((KMeansResult?)null, 0);
        for (var start = 0; start < _options.Restarts; start++)
        {
            var result = FromStart(rows, start, loss => control.Step(++pass, _options.Restarts * _options.MaxIterations, loss), control.Cancellation);
            best = best is null || result.Inertia < best.Inertia ? result : best;
        }
        return best!;
    }

    private KMeansResult FromStart(PanelRows rows, int start, Action<double>? step, CancellationToken cancellation)
    {
        var d = rows.Rows.Columns;
        var seeds = _options.Seeding == KMeansSeeding.Random
            ? PlusPlusSeeds.Random(rows, _options.Clusters, _options.Seed, start)
            : PlusPlusSeeds.Choose(rows, _options.Clusters, _options.Seed, start, cancellation);
        var centroids = new float[seeds.Length * d];
        for (var c = 0; c < seeds.Length; c++)
        {
            rows.Rows[seeds[c]].CopyTo(centroids.AsSpan(c * d, d));
        }
        return Lloyd.Run(rows, centroids, _options.MaxIterations, _options.Tolerance, step, cancellation);
    }

    private KMeansModel Model(KMeansResult result, PanelRows rows, int? requested = null) =>
        new(new(result.Sizes.Length, rows.Rows.Columns, result.Centroids), rows.Centre, result.Sizes, result.Inertia, result.Iterations, result.Converged, requested ?? _options.Clusters);
}
