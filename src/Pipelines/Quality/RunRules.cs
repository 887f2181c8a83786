namespace Pipelines.Quality;

/// <summary>Finds the patterns of <see cref="RunRuleSet"/>.</summary>
public static class RunRules
{
    /// <summary>The signals of one chart, by last point and then by rule. O(n).</summary>
    /// <param name="scores">Distance of each point from the centre in its own standard deviations, in order of time; NaN breaks every pattern.</param>
    /// <param name="set">Which rules.</param>
    public static IReadOnlyList<RunRuleSignal> Find(ReadOnlySpan<double> scores, RunRuleSet set)
    {
        var found = new List<RunRuleSignal>();
        if (set == RunRuleSet.WesternElectric)
        {
            Some(found, 1, scores, 1, 1, 3);
            Some(found, 2, scores, 2, 3, 2);
            Some(found, 3, scores, 4, 5, 1);
            Some(found, 4, scores, 8, 8, 0);
        }
        else
        {
            Some(found, 1, scores, 1, 1, 3);
        }
        if (set == RunRuleSet.Nelson)
        {
            Some(found, 2, scores, 9, 9, 0);
            Run(found, 3, scores, 6, static (s, i) => s[i] > s[i - 1], 1);
            Run(found, 3, scores, 6, static (s, i) => s[i] < s[i - 1], 1);
            Run(found, 4, scores, 14, static (s, i) => (s[i] - s[i - 1]) * (s[i - 1] - s[i - 2]) < 0, 2);
            Some(found, 5, scores, 2, 3, 2);
            Some(found, 6, scores, 4, 5, 1);
            Run(found, 7, scores, 15, static (s, i) => Math.Abs(s[i]) < 1, 0);
            Run(found, 8, scores, 8, static (s, i) => Math.Abs(s[i]) > 1, 0);
        }
        found.Sort(static (a, b) => a.Last != b.Last ? a.Last.CompareTo(b.Last) : a.Rule != b.Rule ? a.Rule.CompareTo(b.Rule) : a.First.CompareTo(b.First));
        return found;
    }

    /// <summary>Of the last <paramref name="of"/> points at least <paramref name="needed"/>, the last one among them, lie beyond a distance on the same side.</summary>
    private static void Some(List<RunRuleSignal> found, int rule, ReadOnlySpan<double> scores, int needed, int of, double beyond)
    {
        for (var side = 1; side >= -1; side -= 2)
        {
            for (var i = 0; i < scores.Length; i++)
            {
                if (!(side * scores[i] > beyond))
                {
                    continue;
                }
                var (count, first) = (0, i);
                for (var k = i; k > i - of && k >= 0 && !double.IsNaN(scores[k]) && count < needed; k--)
                {
                    if (side * scores[k] > beyond)
                    {
                        (count, first) = (count + 1, k);
                    }
                }
                if (count >= needed)
                {
                    Join(found, rule, first, i);
                }
            }
        }
    }

    /// <summary>A condition holds at each of the last points; it looks <paramref name="back"/> points back, so that many fewer places are needed.</summary>
    private static void Run(List<RunRuleSignal> found, int rule, ReadOnlySpan<double> scores, int points, Func<ReadOnlySpan<double>, int, bool> holds, int back)
    {
        var run = 0;
        for (var i = back; i < scores.Length; i++)
        {
            // Comparisons with NaN are false, so it ends the run.
            run = holds(scores, i) ? run + 1 : 0;
            if (run >= points - back)
            {
                Join(found, rule, i - points + 1, i);
            }
        }
    }

    private static void Join(List<RunRuleSignal> found, int rule, int first, int last)
    {
        if (found.Count > 0 && found[^1].Rule == rule && found[^1].Last >= first && found[^1].Last < last)
        {
            found[^1] = found[^1] with { Last = last };
        }
        else
        {
            found.Add(new(rule, first, last));
        }
    }
}
