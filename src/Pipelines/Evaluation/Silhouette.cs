using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Evaluation;

/// <summary>
/// How much nearer each row lies to its own cluster than to the next one: s = (b − a) / max(a, b), where a is its mean distance to the other rows of its cluster and b the least mean distance to another cluster.
/// 1 where clusters are far apart, about 0 on a border, below 0 where a row lies nearer to another cluster.
/// </summary>
/// <remarks>
/// P. J. Rousseeuw, "Silhouettes: a graphical aid to the interpretation and validation of cluster analysis", Journal of Computational and Applied Mathematics 20, 1987. Euclidean distance.
/// O(m n d) time for m measured rows, 4 n d bytes. Reference: sklearn.metrics.silhouette_samples 1.2.1. Departures: rows of no cluster (labels below 0) are left out, where it takes them for a cluster;
/// a sample is measured against all rows, where it throws the others away, so that the sampled mean has no bias; distances are float32, their sums double (equal to 1e-6).
/// It favours few, round clusters of one size and says nothing of whether they are useful: look at stability and at the smallest cluster too.
/// </remarks>
public sealed class Silhouette
{
    private const int Block = 32;

    private readonly float[] _blocks;
    private readonly int[] _firstBlock;
    private readonly LabelCodes _codes;
    private readonly int _columns;

    private Silhouette(MatrixView rows, LabelCodes codes)
    {
        (_codes, _columns) = (codes, rows.Columns);
        var clusters = codes.Counts.Length;
        _firstBlock = new int[clusters + 1];
        for (var c = 0; c < clusters; c++)
        {
            _firstBlock[c + 1] = _firstBlock[c] + ((codes.Counts[c] + Block - 1) / Block);
        }
        // Rows by cluster, in blocks that hold column after column.
        _blocks = new float[Matrix.Size(_firstBlock[clusters], Block * _columns)];
        var filled = new int[clusters];
        for (var r = 0; r < rows.Rows; r++)
        {
            var code = codes.Codes[r];
            if (code < 0)
            {
                continue;
            }
            var place = filled[code]++;
            var at = ((_firstBlock[code] + (place / Block)) * Block * _columns) + (place % Block);
            foreach (var value in rows[r])
            {
                _blocks[at] = value;
                at += Block;
            }
        }
        Values = new double[rows.Rows];
        Array.Fill(Values, double.NaN);
        ByCluster = new double[clusters];
        MeasuredByCluster = new int[clusters];
    }

    /// <summary>The silhouette of each row, −1 to 1; 0 where it is alone in its cluster; NaN where it was not measured: it belongs to no cluster, there is only one, or it is not in the sample.</summary>
    public double[] Values { get; }

    /// <summary>The labels of the clusters, rising.</summary>
    public IReadOnlyList<int> Labels => _codes.Labels;

    /// <summary>The mean silhouette of the measured rows of each cluster of <see cref="Labels"/>; NaN where none was measured.</summary>
    public double[] ByCluster { get; }

    /// <summary>How many rows of each cluster of <see cref="Labels"/> were measured.</summary>
    public int[] MeasuredByCluster { get; }

    /// <summary>How many rows were measured.</summary>
    public int Measured { get; private set; }

    /// <summary>The mean of all measured rows; NaN where there are fewer than two clusters.</summary>
    public double Mean { get; private set; } = double.NaN;

    /// <summary>Measures every row.</summary>
    /// <param name="rows">n x d, finite.</param>
    /// <param name="labels">The cluster of each row; below 0 where it belongs to none.</param>
    /// <param name="control">Threads and cancellation.</param>
    /// <exception cref="DataException">No rows, lengths that differ, or a cell that is NaN or infinite.</exception>
    public static Silhouette Of(MatrixView rows, ReadOnlySpan<int> labels, FitControl? control = null) => Of(rows, labels, int.MaxValue, 0, control);

    /// <summary>Measures a random sample of the rows against all of them.</summary>
    /// <param name="rows">n x d, finite.</param>
    /// <param name="labels">The cluster of each row; below 0 where it belongs to none.</param>
    /// <param name="sample">How many rows to measure, at least 1; all where there are no more.</param>
    /// <param name="seed">Seed of the sample.</param>
    /// <param name="control">Threads and cancellation.</param>
    /// <exception cref="DataException">No rows, lengths that differ, a sample below 1, or a cell that is NaN or infinite.</exception>
    public static Silhouette Of(MatrixView rows, ReadOnlySpan<int> labels, int sample, long seed, FitControl? control = null)
    {
        rows.NeedRows(nameof(Silhouette));
        rows.NeedFinite(nameof(Silhouette));
        EvaluationInput.SameLength(nameof(Silhouette), rows.Rows, nameof(labels), labels.Length);
        if (sample < 1)
        {
            throw new DataException("evaluation.sample", $"Silhouette.sample must be at least 1 row; got {sample}. Some 2,000 rows give the mean to about 0.01.");
        }
        control ??= FitControl.Default;
        var result = new Silhouette(rows, LabelCodes.Of(labels, noise: true));
        if (result._codes.Counts.Length > 1)
        {
            result.Measure(rows, Sample(result._codes, sample, seed), control);
        }
        return result;
    }

    /// <summary>Which rows to measure, rising.</summary>
    private static int[] Sample(LabelCodes codes, int sample, long seed)
    {
        var rows = new int[codes.Clustered];
        var count = 0;
        for (var r = 0; r < codes.Codes.Length; r++)
        {
            if (codes.Codes[r] >= 0)
            {
                rows[count++] = r;
            }
        }
        if (sample >= rows.Length)
        {
            return rows;
        }
        Rng.At(seed).Shuffle(rows.AsSpan());
        rows = rows[..sample];
        Array.Sort(rows);
        return rows;
    }

    private void Measure(MatrixView rows, int[] measured, FitControl control)
    {
        const int queries = 64;
        var tiles = (measured.Length + queries - 1) / queries;
        var work = 3.0 * measured.Length * _blocks.Length;
        Tiles.Run(tiles, Tiles.Threads(work, control.Threads), t =>
        {
            for (var i = t * queries; i < Math.Min(measured.Length, (t + 1) * queries); i++)
            {
                control.Cancellation.ThrowIfCancellationRequested();
                Values[measured[i]] = Measure(rows[measured[i]], _codes.Codes[measured[i]]);
            }
        }, control.Cancellation);
        var sum = 0.0;
        foreach (var row in measured)
        {
            sum += Values[row];
            ByCluster[_codes.Codes[row]] += Values[row];
            MeasuredByCluster[_codes.Codes[row]]++;
        }
        Measured = measured.Length;
        Mean = sum / measured.Length;
        for (var c = 0; c < ByCluster.Length; c++)
        {
            ByCluster[c] /= MeasuredByCluster[c];
        }
    }

    private double Measure(ReadOnlySpan<float> row, int own)
    {
        if (_codes.Counts[own] == 1)
        {
            return 0;
        }
        double a = 0, b = double.PositiveInfinity;
        for (var c = 0; c < _codes.Counts.Length; c++)
        {
            var sum = Distances(row, _firstBlock[c], _codes.Counts[c]);
            if (c == own)
            {
                a = sum / (_codes.Counts[c] - 1);
            }
            else
            {
                b = Math.Min(b, sum / _codes.Counts[c]);
            }
        }
        var larger = Math.Max(a, b);
        return larger > 0 ? (b - a) / larger : 0;
    }

    /// <summary>The sum of the distances from a row to the rows of one cluster; the order of the sum depends on the cluster alone.</summary>
    private double Distances(ReadOnlySpan<float> row, int firstBlock, int count)
    {
        Vector512<double> sum = default;
        ref var x = ref MemoryMarshal.GetReference(_blocks.AsSpan(firstBlock * Block * _columns));
        nuint at = 0;
        for (var from = 0; from < count; from += Block)
        {
            Vector512<float> low = default, high = default;
            foreach (var value in row)
            {
                var q = Vector512.Create(value);
                var d0 = q - Vector512.LoadUnsafe(ref x, at);
                var d1 = q - Vector512.LoadUnsafe(ref x, at + 16);
                low = Vector512.MultiplyAddEstimate(d0, d0, low);
                high = Vector512.MultiplyAddEstimate(d1, d1, high);
                at += Block;
            }
            if (count - from < Block)
            {
                // Places without a row.
                var left = Vector512.Create(count - from);
                low = Vector512.ConditionalSelect(Vector512.LessThan(Vector512<int>.Indices, left).AsSingle(), low, default);
                high = Vector512.ConditionalSelect(Vector512.LessThan(Vector512<int>.Indices + Vector512.Create(16), left).AsSingle(), high, default);
            }
            var (w0, w1) = Vector512.Widen(Vector512.Sqrt(low) + Vector512.Sqrt(high));
            sum += w0 + w1;
        }
        return Vector512.Sum(sum);
    }
}
