namespace Pipelines.Neighbors;

/// <summary>The k nearest rows so far, the farthest on top; equally far ones rank by row number. It starts full of rows infinitely far, so k real ones have to follow.</summary>
/// <param name="distances">Memory for k squared distances.</param>
/// <param name="rows">Memory for their row numbers.</param>
internal readonly ref struct NearestHeap(Span<double> distances, Span<int> rows)
{
    private readonly Span<double> _distances = distances;
    private readonly Span<int> _rows = rows;

    /// <summary>The squared distance above which no row gets in.</summary>
    public double Limit => _distances[0];

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _distances.Fill(double.PositiveInfinity);
        _rows.Fill(int.MaxValue);
    }

    /// <summary>Takes a row in if it is nearer than the farthest; true where it was.</summary>
    public bool Add(double distance, int row)
    {
        if (distance > _distances[0] || (distance == _distances[0] && row > _rows[0]))
        {
            return false;
        }
        Sink(distance, row, _distances.Length);
        return true;
    }

    /// <summary>Sorts, nearest first, and writes the result. The heap has to be cleared before it is used again.</summary>
    public void Drain(Span<int> indices, Span<float> squaredDistances)
    {
        for (var end = _distances.Length - 1; end > 0; end--)
        {
            var (distance, row) = (_distances[end], _rows[end]);
            (_distances[end], _rows[end]) = (_distances[0], _rows[0]);
            Sink(distance, row, end);
        }
        _rows.CopyTo(indices);
        for (var i = 0; i < _distances.Length; i++)
        {
            squaredDistances[i] = (float)_distances[i];
        }
    }

    /// <summary>Replaces the top and moves it down to its place among the first <paramref name="count"/>.</summary>
    private void Sink(double distance, int row, int count)
    {
        var parent = 0;
        for (var child = 1; child < count; child = (2 * parent) + 1)
        {
            if (child + 1 < count && (_distances[child + 1] > _distances[child] || (_distances[child + 1] == _distances[child] && _rows[child + 1] > _rows[child])))
            {
                child++;
            }
            if (distance > _distances[child] || (distance == _distances[child] && row > _rows[child]))
            {
                break;
            }
            (_distances[parent], _rows[parent]) = (_distances[child], _rows[child]);
            parent = child;
        }
        (_distances[parent], _rows[parent]) = (distance, row);
    }
}
