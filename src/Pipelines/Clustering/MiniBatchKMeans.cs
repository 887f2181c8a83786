using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Clustering;

/// <summary>k-means of rows that need not fit in memory: they are read in batches, and each batch moves the centroids towards the rows nearest to them, the less the more rows they have seen.</summary>
/// <remarks>
/// Minimises what <see cref="KMeans"/> minimises, less closely. A centroid is the running mean of all rows it was nearest to when they came: 2 n k d operations a pass; memory is one batch and a sample of max(8192, 128 k) rows.
/// The first pass draws the sample, on which <see cref="KMeans"/> finds the first centroids; up to <see cref="MiniBatchKMeansOptions.Passes"/> passes move them; a last one counts rows and inertia.
/// Where all rows fit into the sample, the result is that of <see cref="KMeans"/> on them. The rows must come in the same order each time; batches are of the same rows however the source hands them out.
/// D. Sculley, "Web-scale k-means clustering", 2010; J. Vitter, "Random sampling with a reservoir", 1985. Reference: MiniBatchKMeans of scikit-learn 1.2.1. Departures: batches are consecutive rows, because a stream has no others
/// (rows sorted by kind should be shuffled first); the start is a finished k-means on a sample, its sizes the first counts, so no centroid has to be drawn again later.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class MiniBatchKMeans(MiniBatchKMeansOptions? options = null) : IEstimator<IRowSource, KMeansModel>
{
    private const int LeastSample = 8192, SampleOfACluster = 128;

    private readonly MiniBatchKMeansOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public KMeansModel Fit(IRowSource data, FitControl? control = null)
    {
        control ??= FitControl.Default;
        control.Cancellation.ThrowIfCancellationRequested();
        new Matrix(data.Rows is null or > 0 ? 1 : 0, data.Columns).View.NeedRows(nameof(MiniBatchKMeans));
        var batch = new Matrix(_options.BatchRows, data.Columns);
        var steps = _options.Passes + 2;
        var (sample, rows) = Sample(data, batch, control);
        var start = new KMeans(new() { Clusters = _options.Clusters, Seeding = KMeansSeeding.PlusPlus, Seed = _options.Seed }).Fit(sample, new() { Threads = control.Threads, Cancellation = control.Cancellation });
        control.Step(1, steps, start.Inertia * rows / sample.Rows);
        var centroids = start.Centroids.ToMatrix();
        var seen = Array.ConvertAll(start.Sizes.ToArray(), s => (double)s);
        var tolerance = _options.Tolerance * ColumnMoments.Of(sample.View.Operand).Squares.ToArray().Sum() / sample.Rows / sample.Columns;
        var (passes, converged) = (0, sample.Rows == rows);
        while (passes < _options.Passes && !converged)
        {
            var (before, inertia) = ((float[])centroids.Values.Clone(), 0.0);
            Pass(data, batch, centroids, control, (nearest, squared, count) => inertia += Move(batch, centroids, seen, nearest, squared, count));
            passes++;
            converged = Moved(before, centroids.Values) <= tolerance;
            control.Step(passes + 1, steps, inertia);
        }
        var (kept, sizes, left) = Count(data, batch, centroids, control);
        control.Step(passes + 2, steps, left);
        return new(kept, NearestCentroid.CentreOf(kept.View.Operand), sizes, left, passes == 0 ? start.Iterations : passes, converged, _options.Clusters);
    }

    /// <summary>Each row has the same chance to be among those kept; it depends on its number alone.</summary>
    private (Matrix Sample, long Rows) Sample(IRowSource data, Matrix batch, FitControl control)
    {
        var size = (int)Math.Min(Math.Max(LeastSample, (long)SampleOfACluster * _options.Clusters), Array.MaxLength / data.Columns);
        var kept = new List<float>();
        var rows = 0L;
        Read(data, batch, control, count =>
        {
            for (var r = 0; r < count; r++, rows++)
            {
                if (rows < size)
                {
                    kept.AddRange(batch[r]);
                }
                else if ((long)(Rng.At(_options.Seed, 1, rows).NextDouble() * (rows + 1)) is var place && place < size)
                {
                    batch[r].CopyTo(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(kept).Slice((int)place * data.Columns, data.Columns));
                }
            }
        });
        if (rows == 0)
        {
            batch.View[..0].NeedRows(nameof(MiniBatchKMeans));
        }
        ClusteringChecks.NeedRows(rows, _options.Clusters, nameof(MiniBatchKMeans));
        return (new(kept.Count / data.Columns, data.Columns, [.. kept]), rows);
    }

    /// <summary>Counts the rows and the inertia of each cluster; leaves out those that no row is nearest to.</summary>
    private static (Matrix Centroids, int[] Sizes, double Inertia) Count(IRowSource data, Matrix batch, Matrix centroids, FitControl control)
    {
        var sizes = new long[centroids.Rows];
        var inertia = 0.0;
        Pass(data, batch, centroids, control, (nearest, squared, count) =>
        {
            for (var r = 0; r < count; r++)
            {
                sizes[nearest[r]]++;
                inertia += squared[r];
            }
        });
        int[] used = [.. Enumerable.Range(0, sizes.Length).Where(c => sizes[c] > 0)];
        var kept = new Matrix(used.Length, centroids.Columns);
        for (var c = 0; c < used.Length; c++)
        {
            centroids[used[c]].CopyTo(kept[c]);
        }
        return (kept, Array.ConvertAll(used, c => (int)Math.Min(int.MaxValue, sizes[c])), inertia);
    }

    /// <summary>Finds the nearest centroid of each row of each batch, as the centroids are when the batch comes.</summary>
    private static void Pass(IRowSource data, Matrix batch, Matrix centroids, FitControl control, Action<int[], float[], int> each)
    {
        var (nearest, squared) = (new int[batch.Rows], new float[batch.Rows]);
        Read(data, batch, control, count =>
        {
            NearestCentroid.Find(batch.View[..count].Operand, centroids.View.Operand, nearest, squared, control.Threads, control.Cancellation);
            if (nearest.AsSpan(0, count).Contains(-1))
            {
                throw new DataException("clustering.large", $"{nameof(MiniBatchKMeans)} computes squared distances in single precision, and these rows lie too far apart: their squared distances from the mean sum to {double.PositiveInfinity:E2}. Standardise the columns first.");
            }
            each(nearest, squared, count);
        });
    }

    /// <summary>Moves each centroid to the mean of all rows it has seen.</summary>
    private static double Move(Matrix batch, Matrix centroids, double[] seen, int[] nearest, float[] squared, int count)
    {
        var (d, inertia) = (batch.Columns, 0.0);
        var sums = new double[centroids.Values.Length];
        var counts = new int[centroids.Rows];
        for (var r = 0; r < count; r++)
        {
            RowAccumulation.Add(batch[r], 1, sums.AsSpan(nearest[r] * d, d));
            counts[nearest[r]]++;
            inertia += squared[r];
        }
        for (var c = 0; c < counts.Length; c++)
        {
            seen[c] += counts[c];
            for (var j = c * d; counts[c] > 0 && j < (c + 1) * d; j++)
            {
                centroids.Values[j] = (float)(centroids.Values[j] + ((sums[j] - (counts[c] * (double)centroids.Values[j])) / seen[c]));
            }
        }
        return inertia;
    }

    private static double Moved(float[] before, float[] after)
    {
        var moved = 0.0;
        for (var i = 0; i < before.Length; i++)
        {
            var difference = (double)after[i] - before[i];
            moved += difference * difference;
        }
        return moved;
    }

    /// <summary>Reads all rows in whole batches, checked.</summary>
    private static void Read(IRowSource data, Matrix batch, FitControl control, Action<int> each)
    {
        using var cursor = data.Open();
        var rows = 0L;
        int count;
        do
        {
            control.Cancellation.ThrowIfCancellationRequested();
            count = 0;
            while (count < batch.Rows && cursor.Read(batch.Values.AsSpan(count * batch.Columns)) is > 0 and var read)
            {
                count += read;
            }
            batch.View[..count].NeedFinite(nameof(MiniBatchKMeans), rows);
            if (count > 0)
            {
                each(count);
            }
            rows += count;
        }
        while (count == batch.Rows);
    }
}
