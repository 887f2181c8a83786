using Pipelines.Numerics;

namespace Pipelines.Anomaly.Signals;

/// <summary>Cumulative sums: the chart that finds small lasting shifts soonest.</summary>
/// <remarks>
/// High = max(0, High + z − k) and Low = max(0, Low − z − k); a change is found when one passes h, and began after the row at which that sum was last 0 (Page, "Continuous inspection schemes", 1954).
/// Both sums start again after each change, so a lasting shift is found again and again.
/// </remarks>
/// <param name="options">Slack and limit; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class CusumChart(CusumOptions? options = null)
{
    private readonly CusumOptions _options = (options ?? new()).Checked();

    /// <summary>Finds the changes of a series. O(n).</summary>
    /// <param name="scores">Distance of each row from its usual level in standard deviations; NaN is passed over.</param>
    public IReadOnlyList<ChangePoint> Find(ReadOnlySpan<double> scores)
    {
        var found = new List<ChangePoint>();
        double high = 0, low = 0;
        int highSince = 0, lowSince = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            if (double.IsNaN(scores[i]))
            {
                continue;
            }
            (highSince, lowSince) = (high == 0 ? i : highSince, low == 0 ? i : lowSince);
            high = Math.Max(0, high + scores[i] - _options.Slack);
            low = Math.Max(0, low - scores[i] - _options.Slack);
            if (high > _options.Limit || low > _options.Limit)
            {
                found.Add(high > _options.Limit ? new(highSince, i, true) : new(lowSince, i, false));
                (high, low) = (0, 0);
            }
        }
        return found;
    }

    /// <summary>How many rows pass on average until a change is found, for independent normal rows: the smaller k and h, the sooner, and the more false alarms.</summary>
    /// <param name="shift">Shift of the level in standard deviations; 0 gives the rows between false alarms.</param>
    public double AverageRunLength(double shift = 0) => 1 / ((1 / OneSided(shift)) + (1 / OneSided(-shift)));

    /// <summary>L(u) = 1 + L(0) Φ(k − u) + ∫ L(x) φ(x + k − u) dx over 0 to h, from u = 0 (Page 1954; Vance, "Average run lengths of cumulative sum control charts", 1986).</summary>
    private double OneSided(double shift) =>
        IntegralEquation.Solve(0, _options.Limit, 0, 1, (x, u) => IntegralEquation.Density(x + _options.Slack - u - shift), u => NormalDistribution.Cdf(_options.Slack - u - shift));
}
