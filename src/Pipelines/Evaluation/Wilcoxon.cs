using Pipelines.Numerics;

namespace Pipelines.Evaluation;

/// <summary>
/// Wilcoxon's signed-rank test (Wilcoxon, "Individual comparisons by ranking methods", 1945): zero differences are left out, ties get their mean rank and shrink the variance,
/// normal approximation without continuity correction, as scipy's <c>wilcoxon(mode="approx")</c>.
/// </summary>
internal static class Wilcoxon
{
    /// <summary>The smaller rank sum and the two-sided p-value; (0, 1) where no difference is off 0.</summary>
    public static (double Statistic, double PValue) Of(ReadOnlySpan<double> differences)
    {
        var signed = differences.ToArray();
        signed = Array.FindAll(signed, d => d != 0);
        var n = signed.Length;
        if (n == 0)
        {
            return (0, 1);
        }
        var sizes = Array.ConvertAll(signed, Math.Abs);
        Array.Sort(sizes, signed);
        double plus = 0, ties = 0;
        for (var start = 0; start < n;)
        {
            var end = start + 1;
            while (end < n && sizes[end] == sizes[start])
            {
                end++;
            }
            var rank = (start + 1 + end) / 2.0;
            for (var i = start; i < end; i++)
            {
                plus += signed[i] > 0 ? rank : 0;
            }
            double tied = end - start;
            ties += (tied * tied * tied) - tied;
            start = end;
        }
        var all = n * (n + 1.0) / 2;
        var deviation = Math.Sqrt(((n * (n + 1.0) * ((2.0 * n) + 1)) - (ties / 2)) / 24);
        var statistic = Math.Min(plus, all - plus);
        return (statistic, deviation == 0 ? 1 : Math.Min(1, 2 * NormalDistribution.UpperTail(Math.Abs(statistic - (all / 2)) / deviation)));
    }
}
