using System.Numerics.Tensors;
using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Clustering;

/// <summary>The distances of all pairs of clusters, kept as a matrix and updated by the formula of Lance and Williams for average or complete linkage. 4 n² bytes.</summary>
internal sealed class MatrixDistances : IChainDistances
{
    private readonly int _rows;
    private readonly bool _average;
    private readonly float[][] _distances;
    private readonly int[] _sizes;

    public MatrixDistances(MatrixView rows, bool average, FitControl control)
    {
        (_rows, _average) = (rows.Rows, average);
        _sizes = new int[_rows];
        Array.Fill(_sizes, 1);
        _distances = new float[_rows][];
        Tiles.Run(_rows, Tiles.Threads(3.0 * rows.Rows * rows.Values.Length, control.Threads), i =>
        {
            var row = new float[_rows];
            for (var j = 0; j < row.Length; j++)
            {
                row[j] = i == j ? float.PositiveInfinity : MathF.Sqrt(SquaredDistance.Of(rows[i], rows[j]));
            }
            _distances[i] = row;
        }, control.Cancellation);
    }

    public int Nearest(int cluster, int previous)
    {
        var row = _distances[cluster];
        var nearest = TensorPrimitives.IndexOfMin<float>(row);
        if (previous >= 0 && !(row[nearest] < row[previous]))
        {
            return previous;
        }
        // Where all distances are infinite, any cluster that is left.
        for (var other = 0; float.IsPositiveInfinity(row[nearest]) && (nearest == cluster || _sizes[nearest] == 0); other++)
        {
            nearest = other;
        }
        return nearest;
    }

    public double Height(int a, int b) => _distances[a][b];

    public void Merge(int a, int b)
    {
        var (first, second) = (_distances[a], _distances[b]);
        double share = _sizes[b] / ((double)_sizes[a] + _sizes[b]);
        for (var other = 0; other < _rows; other++)
        {
            if (_sizes[other] == 0 || other == a || other == b)
            {
                continue;
            }
            var distance = _average ? (float)(first[other] + (share * ((double)second[other] - first[other]))) : Math.Max(first[other], second[other]);
            first[other] = _distances[other][a] = distance;
            _distances[other][b] = float.PositiveInfinity;
        }
        first[b] = float.PositiveInfinity;
        (_sizes[a], _sizes[b], _distances[b]) = (_sizes[a] + _sizes[b], 0, []);
    }
}
