using Pipelines.Numerics;

namespace Pipelines.Evaluation;

/// <summary>
/// How far a mean of chosen rows over the mean of all may be off: the delta method on its logarithm. With weights w (1 of chosen rows, 0 of others, between them the chance of being chosen where a tie is cut) and L = m₁ / m,
/// a row's influence on log L is w (y − m₁) / (w̄ m₁) − (y − m) / m, and the standard error is the root of the mean of its square over n. Only sums are needed, so any number of lifts cost one pass.
/// (A. C. Davison, D. V. Hinkley, Bootstrap Methods and their Application, 1997, 2.7.2.)
/// </summary>
internal static class LiftInterval
{
    /// <summary>The interval of a lift; both ends NaN where one of the means is not above 0 or a row alone says nothing of spread.</summary>
    /// <param name="n">Rows.</param>
    /// <param name="sum">Σ y.</param>
    /// <param name="squares">Σ y².</param>
    /// <param name="weights">Σ w.</param>
    /// <param name="weighted">Σ w y.</param>
    /// <param name="weightedSquares">Σ w y².</param>
    /// <param name="level">Share of repetitions that would cover the truth.</param>
    public static Interval Of(double n, double sum, double squares, double weights, double weighted, double weightedSquares, double level)
    {
        double mean = sum / n, top = weighted / weights;
        if (!(mean > 0 && top > 0) || weights <= 1)
        {
            return new(double.NaN, double.NaN, level);
        }
        // Chosen by chance, a row counts in full or not at all: its square is weighted by w too.
        var own = Around(weights, weighted, weightedSquares, top, top);
        var share = weights / n;
        var variance = (own / (share * share * top * top)) - (2 * Around(weights, weighted, weightedSquares, top, mean) / (share * top * mean)) + (Around(n, sum, squares, mean, mean) / (mean * mean));
        var reach = NormalDistribution.Quantile((1 + level) / 2) * Math.Sqrt(Math.Max(0, variance)) / n;
        var lift = top / mean;
        return new(lift * Math.Exp(-reach), lift * Math.Exp(reach), level);
    }

    /// <summary>Σ (y − a)(y − b).</summary>
    private static double Around(double count, double sum, double squares, double a, double b) => squares - ((a + b) * sum) + (a * b * count);
}
