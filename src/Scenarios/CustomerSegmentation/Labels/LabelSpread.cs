using Pipelines;
using Pipelines.Data;
using Pipelines.Neighbors;

namespace CustomerSegmentation.Labels;

/// <summary>
/// Carries the labels of a few rows to all: each row takes the weighted mean of its nearest neighbours' labels, over and over, while labelled rows keep theirs.
/// </summary>
/// <remarks>
/// X. Zhu, Z. Ghahramani, J. Lafferty, "Semi-supervised learning using Gaussian fields and harmonic functions", 2003, on the symmetric graph of the 7 nearest neighbours with the local scales of L. Zelnik-Manor, P. Perona,
/// "Self-tuning spectral clustering", 2004: w(i, j) = exp(−d² / (s(i) s(j))), s the distance to the last of the 7. The iteration is Jacobi's, stopped after 200 rounds or when nothing moves by more than 1e-4; a row that no label reaches takes
/// that of the nearest labelled row. O(n² d) at most for the neighbours (less where a tree serves), O(n × 7 × labels) a round.
/// </remarks>
internal sealed class LabelSpread
{
    private const int Neighbors = 7;
    private const int MostRounds = 200;
    private const double Still = 1e-4;

    private readonly Matrix _rows;
    private readonly int[] _starts, _others;
    private readonly double[] _weights;

    private LabelSpread(Matrix rows, int[] starts, int[] others, double[] weights) => (_rows, _starts, _others, _weights) = (rows, starts, others, weights);

    /// <summary>Links rows with their nearest neighbours: once for any number of sets of labels.</summary>
    public static LabelSpread Of(Matrix rows, FitControl control)
    {
        var (n, k) = (rows.Rows, Math.Min(Neighbors, rows.Rows - 1));
        var (places, squares) = (new int[n * k], new float[n * k]);
        NeighborIndex.Build(rows, control: control).NearestOthers(k, places, squares, control);
        var links = new Dictionary<long, double>(n * k * 2);
        for (var r = 0; r < n; r++)
        {
            for (var j = 0; j < k; j++)
            {
                var other = places[(r * k) + j];
                double scale = Math.Sqrt((double)squares[(r * k) + k - 1] * squares[(other * k) + k - 1]), square = squares[(r * k) + j];
                var weight = scale > 0 ? Math.Exp(-square / scale) : square > 0 ? 1e-12 : 1;
                links[((long)r * n) + other] = weight;
                links[((long)other * n) + r] = weight;
            }
        }
        var keys = new long[links.Count];
        links.Keys.CopyTo(keys, 0);
        Array.Sort(keys);
        var (starts, others, weights) = (new int[n + 1], new int[keys.Length], new double[keys.Length]);
        for (var i = 0; i < keys.Length; i++)
        {
            starts[(int)(keys[i] / n) + 1]++;
            (others[i], weights[i]) = ((int)(keys[i] % n), links[keys[i]]);
        }
        for (var r = 0; r < n; r++)
        {
            starts[r + 1] += starts[r];
        }
        return new(rows, starts, others, weights);
    }

    /// <summary>The label of every row and how sure it is, 0 to 1.</summary>
    /// <param name="labelled">The labelled rows, as places.</param>
    /// <param name="labels">Their labels, 0 to <paramref name="classes"/> − 1.</param>
    /// <param name="classes">How many labels there are.</param>
    /// <param name="control">Cancellation.</param>
    public (int[] Labels, double[] Confidence) From(ReadOnlySpan<int> labelled, ReadOnlySpan<int> labels, int classes, FitControl control)
    {
        var n = _rows.Rows;
        var (now, next, isFixed) = (new double[n * classes], new double[n * classes], new bool[n]);
        for (var i = 0; i < labelled.Length; i++)
        {
            isFixed[labelled[i]] = true;
            now[(labelled[i] * classes) + labels[i]] = 1;
        }
        for (var round = 0; round < MostRounds && Step(now, next, isFixed, classes) > Still; round++)
        {
            control.Cancellation.ThrowIfCancellationRequested();
            (now, next) = (next, now);
        }
        var (result, confidence) = (new int[n], new double[n]);
        for (var r = 0; r < n; r++)
        {
            var (best, sum) = (0, 0.0);
            for (var c = 0; c < classes; c++)
            {
                sum += now[(r * classes) + c];
                best = now[(r * classes) + c] > now[(r * classes) + best] ? c : best;
            }
            (result[r], confidence[r]) = sum > 0 ? (best, now[(r * classes) + best] / sum) : (labels[NearestOf(_rows[r], labelled)], 0);
        }
        return (result, confidence);
    }

    /// <summary>One round; the largest change.</summary>
    private double Step(double[] now, double[] next, bool[] isFixed, int classes)
    {
        var most = 0.0;
        for (var r = 0; r < isFixed.Length; r++)
        {
            var own = next.AsSpan(r * classes, classes);
            if (isFixed[r])
            {
                now.AsSpan(r * classes, classes).CopyTo(own);
                continue;
            }
            own.Clear();
            var total = 0.0;
            for (var i = _starts[r]; i < _starts[r + 1]; i++)
            {
                total += _weights[i];
                var other = now.AsSpan(_others[i] * classes, classes);
                for (var c = 0; c < classes; c++)
                {
                    own[c] += _weights[i] * other[c];
                }
            }
            for (var c = 0; c < classes; c++)
            {
                own[c] = total > 0 ? own[c] / total : 0;
                most = Math.Max(most, Math.Abs(own[c] - now[(r * classes) + c]));
            }
        }
        return most;
    }

    private int NearestOf(ReadOnlySpan<float> row, ReadOnlySpan<int> labelled)
    {
        var (best, least) = (0, double.PositiveInfinity);
        for (var i = 0; i < labelled.Length; i++)
        {
            var other = _rows[labelled[i]];
            var sum = 0.0;
            for (var c = 0; c < row.Length; c++)
            {
                sum += ((double)row[c] - other[c]) * (row[c] - other[c]);
            }
            if (sum < least)
            {
                (best, least) = (i, sum);
            }
        }
        return best;
    }
}
