using EquipmentHealth.Data;

namespace EquipmentHealth.Study;

/// <summary>How long after a stop machines take to settle: until their scores are no higher than at other times.</summary>
internal static class SettlingTime
{
    private const int Bins = 24;
    private static readonly long Step = TimeSpan.TicksPerMinute * 30;

    /// <summary>The time in ticks; 0 where they settle at once, 12 hours at most.</summary>
    /// <param name="parts">Machines, their normal rows and the held-out scores of those.</param>
    /// <param name="normal">Tells when machines stand.</param>
    public static long Find(IReadOnlyList<(UnitLog Unit, int[] Rows, double[] Scores)> parts, NormalTime normal)
    {
        var bins = Enumerable.Range(0, Bins).Select(_ => new List<double>()).ToArray();
        var rest = new List<double>();
        foreach (var (unit, rows, scores) in parts)
        {
            var (lastOff, next) = (long.MinValue, 0);
            for (var i = 0; i < rows.Length; i++)
            {
                for (; next <= rows[i]; next++)
                {
                    lastOff = normal.IsOff(unit, next) ? unit.Times[next] : lastOff;
                }
                var bin = lastOff == long.MinValue ? Bins : (unit.Times[rows[i]] - lastOff) / Step;
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
                return (b + 1) * Step;
            }
        }
        return 0;
    }
}
