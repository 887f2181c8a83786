namespace QualityInspection.Study;

/// <summary>How well an order finds defects when parts, or batches of them, are drawn again: sorted once, counted in one pass a draw.</summary>
internal sealed class ResampledOrder
{
    private readonly int[] _order;
    private readonly double[] _scores;
    private readonly bool[] _bad;
    private readonly int[] _units;
    private readonly int _count;

    /// <summary>Sorts.</summary>
    /// <param name="scores">Higher sooner.</param>
    /// <param name="bad">Which are bad.</param>
    /// <param name="units">Unit of each, from 0.</param>
    public ResampledOrder(double[] scores, bool[] bad, int[] units)
    {
        (_scores, _bad, _units) = (scores, bad, units);
        _order = [.. Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i])];
        _count = units.Max() + 1;
    }

    /// <summary>Area under the ROC curve, or average precision, of a draw of units; NaN without both classes.</summary>
    public double Of(ReadOnlySpan<int> drawn, bool area)
    {
        var times = new int[_count];
        foreach (var unit in drawn)
        {
            times[unit]++;
        }
        double hits = 0, alarms = 0, sumArea = 0, sumPrecision = 0;
        for (var k = 0; k < _order.Length;)
        {
            double moreHits = 0, moreAlarms = 0;
            var score = _scores[_order[k]];
            for (; k < _order.Length && _scores[_order[k]] == score; k++)
            {
                var i = _order[k];
                moreHits += _bad[i] ? times[_units[i]] : 0;
                moreAlarms += _bad[i] ? 0 : times[_units[i]];
            }
            sumArea += moreAlarms * (hits + (moreHits / 2));
            (hits, alarms) = (hits + moreHits, alarms + moreAlarms);
            sumPrecision += moreHits > 0 ? moreHits * hits / (hits + alarms) : 0;
        }
        return hits == 0 || alarms == 0 ? double.NaN : area ? sumArea / (hits * alarms) : sumPrecision / hits;
    }
}
