namespace Pipelines.Clustering;

/// <summary>
/// The Gini index of the sizes of clusters, Σ |a − b| over all pairs / ((m − 1) Σ a), kept up to date while clusters are joined: 0 where all are equal, 1 where one has everything.
/// There are never more than √(2 n) different sizes, and a join costs a walk over them.
/// </summary>
internal sealed class SizeInequality
{
    private readonly int _rows;

    /// <summary>How many clusters have each size; sizes that occur are linked in rising order, from 0 and back to it.</summary>
    private readonly int[] _counts, _next, _previous;

    /// <summary>Σ |a − b| over all pairs: at most n², so whole numbers hold it without rounding.</summary>
    private long _differences;

    /// <summary>Every row is a cluster.</summary>
    public SizeInequality(int rows)
    {
        _rows = rows;
        (_counts, _next, _previous) = (new int[rows + 1], new int[rows + 1], new int[rows + 1]);
        _counts[1] = rows;
        (_next[0], _previous[0]) = (1, 1);
    }

    /// <summary>The least size.</summary>
    public int Smallest => _next[0];

    /// <summary>The index for that many clusters, 0 to 1; 0 of a single one.</summary>
    public double Gini(int clusters) => clusters < 2 ? 0 : _differences / ((clusters - 1.0) * _rows);

    /// <summary>Replaces two clusters by one of their joint size.</summary>
    public void Merge(int a, int b)
    {
        Remove(a);
        _differences -= From(a);
        Remove(b);
        _differences -= From(b);
        _differences += From(a + b);
        Add(a + b, Math.Max(a, b));
    }

    /// <summary>Σ |size − other| over all clusters there are.</summary>
    private long From(int size)
    {
        var sum = 0L;
        for (var other = _next[0]; other != 0; other = _next[other])
        {
            sum += (long)_counts[other] * Math.Abs(size - other);
        }
        return sum;
    }

    private void Remove(int size)
    {
        if (--_counts[size] == 0)
        {
            (_next[_previous[size]], _previous[_next[size]]) = (_next[size], _previous[size]);
        }
    }

    private void Add(int size, int below)
    {
        if (_counts[size]++ > 0)
        {
            return;
        }
        // A size that was removed keeps its links, but they are stale: go down to one that occurs.
        var before = _counts[below] > 0 ? below : 0;
        while (_next[before] != 0 && _next[before] < size)
        {
            before = _next[before];
        }
        (_next[size], _previous[size]) = (_next[before], before);
        (_previous[_next[before]], _next[before]) = (size, size);
    }
}
