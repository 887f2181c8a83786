using Pipelines.Numerics;

namespace Pipelines.Evaluation;

/// <summary>How often something happens: a count over an exposure, such as false alarms over weeks, with its exact interval.</summary>
/// <remarks>Garwood, "Fiducial limits for the Poisson distribution" (1936): the ends are χ² quantiles, and nothing seen is still an upper end of −ln((1 − level) / 2) / exposure.</remarks>
/// <param name="Count">How often it happened, 0 or more.</param>
/// <param name="Exposure">Over how much, more than 0, in the unit of the rate: weeks give a rate a week.</param>
/// <param name="Rate">Count over exposure; NaN where there was no exposure.</param>
/// <param name="Interval">The rates that would not be surprised by the count.</param>
public readonly record struct PoissonRate(int Count, double Exposure, double Rate, Interval Interval)
{
    /// <summary>The rate and its interval; both NaN where there was no exposure.</summary>
    /// <param name="count">How often it happened, 0 or more.</param>
    /// <param name="exposure">Over how much, 0 or more.</param>
    /// <param name="level">Confidence level, between 0 and 1.</param>
    public static PoissonRate Of(int count, double exposure, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (level is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies between 0 and 1, such as 0.95.");
        }
        if (!(exposure > 0))
        {
            return new(count, exposure, double.NaN, new(double.NaN, double.NaN, level));
        }
        var tail = (1 - level) / 2;
        var low = count == 0 ? 0 : GammaDistribution.Quantile(count, tail) / exposure;
        return new(count, exposure, count / exposure, new(low, GammaDistribution.Quantile(count + 1, 1 - tail) / exposure, level));
    }
}
