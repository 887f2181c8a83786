using Pipelines.Numerics;

namespace Pipelines.Anomaly;

/// <summary>Control limits: a value above its limit is an alarm.</summary>
/// <param name="TSquared">Of Hotelling's T².</param>
/// <param name="Spe">Of the squared prediction error.</param>
/// <param name="Combined">Of the combined index.</param>
/// <param name="Mahalanobis">Of the squared Mahalanobis distance.</param>
public readonly record struct MonitorLimits(double TSquared, double Spe, double Combined, double Mahalanobis)
{
    /// <summary>A limit is nothing to divide by where the training rows did not move at all.</summary>
    private const double Least = 1e-9;

    /// <summary>One of them.</summary>
    public double this[MonitorStatistic statistic] => statistic switch
    {
        MonitorStatistic.TSquared => TSquared,
        MonitorStatistic.Spe => Spe,
        MonitorStatistic.Mahalanobis => Mahalanobis,
        _ => Combined,
    };

    /// <summary>T²/τ² + SPE/δ².</summary>
    internal double Combine(double tSquared, double spe) => (tSquared * TWeight) + (spe * SpeWeight);

    internal double TWeight => 1 / Math.Max(TSquared, Least);

    internal double SpeWeight => 1 / Math.Max(Spe, Least);

    /// <summary>d (n² − 1) / (n (n − d)) · F(d, n − d): what the squared distance of a new normal row exceeds at that rate.</summary>
    internal static double OfDistance(int directions, long rows, double rate) => directions == 0 ? 0
        : rows <= directions ? double.PositiveInfinity
        : directions * (((double)rows * rows) - 1) / (rows * (double)(rows - directions)) * FDistribution.Quantile(1 - rate, directions, rows - directions);

    /// <summary>Limits from the variances alone, for independent normal rows.</summary>
    internal static MonitorLimits ByTheory(CovarianceAxes axes, int retained, double rate, bool chiSquared)
    {
        double first = 0, second = 0, third = 0;
        for (var i = retained; i < axes.Columns; i++)
        {
            var variance = i < axes.Axes ? axes.Variances[i] : axes.Unseen;
            variance = variance > CovarianceAxes.Floor ? variance : 0;
            first += variance;
            second += variance * variance;
            third += variance * variance * variance;
        }
        var directions = axes.Axes < axes.Columns && axes.Unseen > CovarianceAxes.Floor ? axes.Columns : axes.Rank;
        var t = chiSquared ? GammaDistribution.ChiSquaredQuantile(1 - rate, retained) : OfDistance(retained, axes.Rows, rate);
        var distance = chiSquared ? GammaDistribution.ChiSquaredQuantile(1 - rate, directions) : OfDistance(directions, axes.Rows, rate);
        var spe = first == 0 ? 0 : chiSquared ? Matched(first, second, rate) : JacksonMudholkar(first, second, third, rate);
        var limits = new MonitorLimits(t, spe, 0, distance);
        var (a, b) = (limits.TWeight, spe > 0 ? limits.SpeWeight : 0);
        return limits with { Combined = Matched((retained * a) + (first * b), (retained * a * a) + (second * b * b), rate) };
    }

    /// <summary>g χ²(h) with the mean Σλ and variance 2 Σλ² of a sum of λ χ²(1).</summary>
    private static double Matched(double first, double second, double rate) => second > 0 ? second / first * GammaDistribution.ChiSquaredQuantile(1 - rate, first * first / second) : 0;

    private static double JacksonMudholkar(double first, double second, double third, double rate)
    {
        var power = 1 - (2 * first * third / (3 * second * second));
        // Their formula holds for a positive power; the matched chi-squared serves where few large variances make it negative.
        if (power < 1e-3)
        {
            return Matched(first, second, rate);
        }
        var inside = (NormalDistribution.Quantile(1 - rate) * Math.Sqrt(2 * second * power * power) / first) + 1 + (second * power * (power - 1) / (first * first));
        return first * Math.Pow(Math.Max(0, inside), 1 / power);
    }
}
