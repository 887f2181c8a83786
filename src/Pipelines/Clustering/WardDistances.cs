using System.Runtime.Intrinsics;
using Pipelines.Data;

namespace Pipelines.Clustering;

/// <summary>Ward's distance √(2 |A||B| / (|A| + |B|)) ‖mean(A) − mean(B)‖ from the means themselves, so that no matrix of distances is needed. The means in float32 choose, in double they give the heights.</summary>
internal sealed class WardDistances : IChainDistances
{
    private readonly int _columns, _stride;
    private readonly double[] _means;
    private readonly int[] _sizes;

    /// <summary>Means and sizes of the clusters there are, column after column, with which cluster is at each place.</summary>
    private readonly float[] _values, _counts;
    private readonly int[] _clusters, _places;
    private int _left;

    public WardDistances(MatrixView rows)
    {
        (_columns, _left) = (rows.Columns, rows.Rows);
        _stride = (rows.Rows + 15) / 16 * 16;
        _means = new double[rows.Values.Length];
        _values = new float[Matrix.Size(_columns, _stride)];
        (_sizes, _counts, _clusters, _places) = (new int[rows.Rows], new float[_stride], new int[rows.Rows], new int[rows.Rows]);
        for (var r = 0; r < rows.Rows; r++)
        {
            (_sizes[r], _counts[r], _clusters[r], _places[r]) = (1, 1, r, r);
            for (var c = 0; c < _columns; c++)
            {
                _means[(r * _columns) + c] = rows[r][c];
                _values[(c * _stride) + r] = rows[r][c];
            }
        }
    }

    public int Nearest(int cluster, int previous)
    {
        var own = _places[cluster];
        var (least, leastAt) = (Vector512.Create(float.PositiveInfinity), Vector512<int>.Indices);
        var count = Vector512.Create(_counts[own]);
        var to = previous < 0 ? -1 : _places[previous];
        var limit = float.PositiveInfinity;
        for (var at = 0; at < _left; at += 16)
        {
            var distances = Distances(own, at, count);
            var places = Vector512<int>.Indices + Vector512.Create(at);
            var other = Vector512.AndNot(Vector512.LessThan(places, Vector512.Create(_left)), Vector512.Equals(places, Vector512.Create(own)));
            distances = Vector512.ConditionalSelect(other.AsSingle(), distances, Vector512.Create(float.PositiveInfinity));
            if ((uint)(to - at) < 16)
            {
                limit = distances[to - at];
            }
            var nearer = Vector512.LessThan(distances, least);
            least = Vector512.ConditionalSelect(nearer, distances, least);
            leastAt = Vector512.ConditionalSelect(nearer.AsInt32(), places, leastAt);
        }
        // Of equally near clusters the one of the lowest row.
        var (best, found) = (float.PositiveInfinity, previous);
        for (var lane = 0; lane < 16; lane++)
        {
            var candidate = _clusters[Math.Min(leastAt[lane], _left - 1)];
            if (candidate != cluster && (least[lane] < best || (least[lane] == best && (found < 0 || candidate < found))))
            {
                (best, found) = (least[lane], candidate);
            }
        }
        return previous >= 0 && !(best < limit) ? previous : found;
    }

    public double Height(int a, int b)
    {
        var sum = 0.0;
        for (var c = 0; c < _columns; c++)
        {
            var difference = _means[(a * _columns) + c] - _means[(b * _columns) + c];
            sum += difference * difference;
        }
        return Math.Sqrt(2.0 * _sizes[a] * _sizes[b] / ((double)_sizes[a] + _sizes[b]) * sum);
    }

    public void Merge(int a, int b)
    {
        var share = _sizes[b] / ((double)_sizes[a] + _sizes[b]);
        for (var c = 0; c < _columns; c++)
        {
            // In this form the mean of equal numbers is the number itself.
            ref var mean = ref _means[(a * _columns) + c];
            mean += share * (_means[(b * _columns) + c] - mean);
            _values[(c * _stride) + _places[a]] = (float)mean;
        }
        _sizes[a] += _sizes[b];
        _counts[_places[a]] = _sizes[a];
        // The last place moves into that of the second.
        var (free, last) = (_places[b], --_left);
        (_counts[free], _clusters[free]) = (_counts[last], _clusters[last]);
        _places[_clusters[free]] = free;
        for (var i = 0; i < _values.Length; i += _stride)
        {
            _values[i + free] = _values[i + last];
        }
    }

    private Vector512<float> Distances(int own, int at, Vector512<float> count)
    {
        Vector512<float> sum = default;
        for (var i = 0; i < _values.Length; i += _stride)
        {
            var difference = Vector512.Create(_values[i + own]) - Vector512.LoadUnsafe(ref _values[i + at]);
            sum = Vector512.MultiplyAddEstimate(difference, difference, sum);
        }
        var others = Vector512.LoadUnsafe(ref _counts[at]);
        return sum * (count * others / (count + others));
    }
}
