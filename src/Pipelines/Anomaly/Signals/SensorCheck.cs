using Pipelines.Numerics;

namespace Pipelines.Anomaly.Signals;

/// <summary>Whether a sensor can be believed: missing, stuck, dead from some row on, never changing.</summary>
/// <remarks>
/// Stuck is a run of exactly equal values that is long for this sensor: at least ten rows, and five times as long as 99 % of its runs, so that a coarse gauge, which repeats itself all the time, is
/// not accused. Sensors with five different values or fewer (valves, switches) are never called stuck. O(n log n).
/// </remarks>
/// <param name="Rows">How many rows were looked at.</param>
/// <param name="Missing">How many have no value.</param>
/// <param name="IsConstant">True where all its values are equal: it says nothing.</param>
/// <param name="Stuck">First and last row of each stretch in which it was stuck.</param>
/// <param name="DeadFrom">The row from which on it is missing or stuck until the end, at least a twentieth of the rows; −1 where it lives.</param>
public sealed record SensorCheck(int Rows, int Missing, bool IsConstant, IReadOnlyList<(int First, int Last)> Stuck, int DeadFrom)
{
    private const int LeastRun = 10, MostLevels = 5;

    /// <summary>Checks the values of one sensor.</summary>
    /// <param name="values">In order of time; NaN where missing. Values held over gaps by <see cref="GapFill.Hold"/> look stuck: look at the sensor's own rows, or fill with nothing.</param>
    public static SensorCheck Of(ReadOnlySpan<double> values)
    {
        var levels = new HashSet<double>();
        var runs = new List<(int First, int Last)>();
        var (missing, lastKnown) = (0, -1);
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                missing++;
                continue;
            }
            if (levels.Count <= MostLevels)
            {
                levels.Add(values[i]);
            }
            if (runs.Count > 0 && lastKnown == i - 1 && values[lastKnown] == values[i])
            {
                runs[^1] = (runs[^1].First, i);
            }
            else
            {
                runs.Add((i, i));
            }
            lastKnown = i;
        }
        var stuck = new List<(int First, int Last)>();
        if (levels.Count > MostLevels)
        {
            var lengths = new double[runs.Count];
            for (var i = 0; i < lengths.Length; i++)
            {
                lengths[i] = runs[i].Last - runs[i].First + 1;
            }
            Array.Sort(lengths);
            var longest = Math.Max(LeastRun, 5 * OrderStatistics.Quantile(lengths, 0.99));
            stuck.AddRange(runs.Where(r => r.Last - r.First + 1 >= longest));
        }
        // From the end backwards: first what is missing, then, if the last known value was stuck, since when.
        var dead = stuck.Count > 0 && stuck[^1].Last == lastKnown ? stuck[^1].First : lastKnown + 1;
        return new(values.Length, missing, levels.Count == 1, stuck, values.Length - dead >= Math.Max(LeastRun, values.Length / 20) ? dead : -1);
    }
}
