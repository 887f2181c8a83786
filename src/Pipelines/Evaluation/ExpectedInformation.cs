using Pipelines.Numerics;

namespace Pipelines.Evaluation;

/// <summary>
/// The mutual information that two divisions with given cluster sizes have on average when rows are dealt out at random (the hypergeometric model of Vinh, Epps and Bailey, 2010).
/// A term depends on the two sizes only, so equal sizes are counted once: many clusters of few sizes cost little.
/// </summary>
internal static class ExpectedInformation
{
    public static double Of(int[] first, int[] second, int n)
    {
        var logFactorials = new double[n + 1];
        for (var i = 2; i <= n; i++)
        {
            logFactorials[i] = LogGamma.At(i + 1.0);
        }
        var (a, b) = (Sizes(first), Sizes(second));
        var sum = 0.0;
        foreach (var (x, times) in a)
        {
            foreach (var (y, others) in b)
            {
                sum += (double)times * others * Of(x, y, n, logFactorials);
            }
        }
        return sum;
    }

    /// <summary>Σ over the possible overlaps m of a cluster of x and one of y rows: m/n log(n m / (x y)) P(m).</summary>
    private static double Of(int x, int y, int n, double[] logFactorials)
    {
        var whole = logFactorials[x] + logFactorials[y] + logFactorials[n - x] + logFactorials[n - y] - logFactorials[n];
        var sum = 0.0;
        for (var m = Math.Max(1, x + y - n); m <= Math.Min(x, y); m++)
        {
            var probability = Math.Exp(whole - logFactorials[m] - logFactorials[x - m] - logFactorials[y - m] - logFactorials[n - x - y + m]);
            sum += (double)m / n * Math.Log((double)n * m / ((double)x * y)) * probability;
        }
        return sum;
    }

    private static SortedDictionary<int, int> Sizes(int[] counts)
    {
        var sizes = new SortedDictionary<int, int>();
        foreach (var count in counts)
        {
            sizes[count] = sizes.GetValueOrDefault(count) + 1;
        }
        return sizes;
    }
}
