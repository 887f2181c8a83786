namespace Pipelines.Anomaly;

/// <summary>Where a score stands among those of the training rows.</summary>
internal sealed class TrainingRanks
{
    private readonly float[] _sorted;
    private readonly double _unit;

    /// <summary>Sorts a copy.</summary>
    public TrainingRanks(float[] scores)
    {
        _sorted = (float[])scores.Clone();
        Array.Sort(_sorted);
        var n = _sorted.Length;
        // The length of the tail measures how far beyond it a score is; where there is none, its size.
        double tail = (double)_sorted[(int)(0.99 * (n - 1))] - _sorted[n / 2];
        _unit = tail > 0 ? tail : Math.Max(1e-6, Math.Abs((double)_sorted[n - 1]));
    }

    /// <summary>The scores, rising.</summary>
    public float[] Sorted => _sorted;

    /// <summary>−ln((training rows that score at least as high + ½) / (n + 1)), and more beyond the largest.</summary>
    public double Surprise(float score)
    {
        var (low, high) = (0, _sorted.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = _sorted[middle] < score ? (middle + 1, high) : (low, middle);
        }
        var beyond = Math.Max(0, (double)score - _sorted[^1]) / _unit;
        return Math.Log(1 + beyond) - Math.Log((_sorted.Length - low + 0.5) / (_sorted.Length + 1));
    }
}
