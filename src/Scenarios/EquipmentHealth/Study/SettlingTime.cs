using EquipmentHealth.Data;

namespace EquipmentHealth.Study;

/// <summary>How long after a stop or a change of regime machines take to settle: until their scores are no higher than at other times.</summary>
internal static class SettlingTime
{
    private const int Bins = 24;

    /// <summary>So much of the normal time may be given up: rather some alarms too many than not watching.</summary>
    private const double MostSilent = 0.2;

    private static readonly long Step = TimeSpan.TicksPerMinute * 30;

    /// <summary>The time in ticks; 0 where they settle at once, 12 hours at most.</summary>
    /// <param name="parts">Machines' normal rows and the held-out scores of those.</param>
    /// <param name="since">How long before each row of a machine it stopped or changed, in ticks.</param>
    public static long Find(IReadOnlyList<(UnitLog Unit, int[] Rows, double[] Scores)> parts, Func<UnitLog, long[]> since)
    {
        var bins = Enumerable.Range(0, Bins).Select(_ => new List<double>()).ToArray();
        var rest = new List<double>();
        foreach (var (unit, rows, scores) in parts)
        {
            var ages = since(unit);
            for (var i = 0; i < rows.Length; i++)
            {
                var bin = ages[rows[i]] / Step;
                (bin < Bins ? bins[bin] : rest).Add(scores[i]);
            }
        }
        if (rest.Count < 100)
        {
            return 0;
        }
        rest.Sort();
        var usual = rest[(int)(0.75 * rest.Count)];
        for (var b = Bins - 1; b >= 0; b--)
        {
            bins[b].Sort();
            if (bins[b].Count >= 5 && bins[b][bins[b].Count / 2] > usual)
            {
                var silent = bins.Take(b + 1).Sum(n => n.Count);
                return silent <= MostSilent * (rest.Count + bins.Sum(n => n.Count)) ? (b + 1) * Step : 0;
            }
        }
        return 0;
    }
}
