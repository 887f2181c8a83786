using Pipelines.Evaluation;

namespace CustomerSegmentation.Study;

/// <summary>
/// The rule. For each method the largest number of segments that comes out again when customers are drawn anew and leaves no segment too small; where an outcome is known, the smallest such number that tells as much of it, so that no segment is there without use.
/// Of the methods the one that assumes least about the shape of segments and whose segments come out again (of a given number: the one whose segments come out again best in parts of the customers); and in its place the simplest
/// method that finds the same segments.
/// </summary>
internal static class Chooser
{
    /// <summary>Segments that agree so far with those of customers drawn anew come out again; a method whose do not is passed over for one whose do.</summary>
    public const double Steady = 0.8;

    /// <summary>Two divisions that agree so far are the same.</summary>
    public const double Same = 0.95;

    /// <summary>So much less of the outcome's variance is as much.</summary>
    public const double ValueMargin = 0.005;

    /// <summary>Chooses among all trials.</summary>
    /// <param name="trials">The trials of each method, from the one that assumes least to the one that assumes most.</param>
    /// <param name="options">The least stability and size, and what was named.</param>
    public static Decision Of(IReadOnlyList<IReadOnlyList<Trial>> trials, StudyOptions options)
    {
        if (options.Optimize is { } metric)
        {
            Trial[] all = [.. trials.SelectMany(t => t).Where(t => !double.IsNaN(new TrialMetrics(t).Of(metric)))];
            Trial[] kept = [.. all.Where(t => new TrialMetrics(t).Keeps(options))];
            return new((kept.Length > 0 ? kept : all).MaxBy(t => new TrialMetrics(t).Of(metric))!, kept.Length > 0 ? "optimized" : "unmet", options.Method == "auto" ? "optimized" : "named");
        }
        (Trial Trial, string Reason)[] best = [.. trials.Where(t => t.Count > 0).Select(t => Number(t, options))];
        if (options.Method != "auto")
        {
            return new(best[0].Trial, best[0].Reason, "named");
        }
        // A method without a stable number stands back where another has one.
        var stable = Array.FindAll(best, b => b.Reason is not "unstable");
        best = stable.Length > 0 ? stable : best;
        var place = options.Segments > 0 ? Given(best) : Array.FindIndex(best, b => b.Trial.Stability >= Steady) is >= 0 and var steady ? steady : Array.IndexOf(best, best.MaxBy(b => b.Trial.Stability));
        var (chosen, reason) = best[place];
        if (options.Segments == 0 && stable.Length > 0 && best.MaxBy(b => double.IsNaN(b.Trial.Value) ? double.NegativeInfinity : b.Trial.Value) is var telling && telling.Trial.Value > chosen.Value + ValueMargin)
        {
            return new(telling.Trial, telling.Reason, "value");
        }
        var simple = Array.FindLast(best, b => ClusterAgreement.AdjustedRandIndex(b.Trial.Labels, chosen.Labels) >= Same);
        return simple.Trial != chosen ? new(simple.Trial, simple.Reason, "simple") : new(chosen, reason, best.Length == 1 ? "only" : options.Segments > 0 ? "parts" : place == 0 ? "shape" : "steady");
    }

    /// <summary>
    /// Of a given number of segments: the method whose segments four fifths of the customers find again best. Among numbers the round ones are no answer of their own, as they come out again wherever they cut; among categories, where
    /// nothing lies between two of them and no shape can be followed, they are.
    /// </summary>
    private static int Given((Trial Trial, string Reason)[] best)
    {
        var (place, mixed) = (0, Array.Exists(best, b => b.Trial.Method == "kprototypes"));
        for (var i = 1; i < best.Length; i++)
        {
            place = (mixed || !Methods.IsRound(best[i].Trial.Method)) && best[i].Trial.PartAgreement > best[place].Trial.PartAgreement ? i : place;
        }
        return place;
    }

    private static (Trial Trial, string Reason) Number(IReadOnlyList<Trial> trials, StudyOptions options)
    {
        if (!Methods.TakesNumber(trials[0].Method))
        {
            return (trials[0], "density");
        }
        if (options.Segments > 0)
        {
            return (trials[^1], "named");
        }
        Trial[] stable = [.. trials.Where(t => t.Stability >= options.Stability && t.SmallestShare >= options.Smallest)];
        if (stable.Length == 0)
        {
            var large = trials.Where(t => t.SmallestShare >= options.Smallest).ToArray();
            return ((large.Length > 0 ? large : trials).MaxBy(t => t.Stability)!, "unstable");
        }
        var most = stable.Max(t => double.IsNaN(t.Value) ? double.NegativeInfinity : t.Value);
        return double.IsNegativeInfinity(most) ? (stable[^1], "stable") : Array.Find(stable, t => t.Value >= most - ValueMargin) is var enough && enough == stable[^1] ? (enough, "stable") : (enough!, "value");
    }
}
