using Pipelines.Evaluation;
using Pipelines.Numerics;

namespace Pipelines.Quality;

/// <summary>Whether a process can keep its tolerance: what it could do if it held still (Cp, Cpk), what it did (Pp, Ppk), and how many parts in a million that costs.</summary>
/// <remarks>
/// Cp = (upper − lower) / 6σ, Cpk = the smaller of (upper − mean) / 3σ and (mean − lower) / 3σ, with σ within subgroups (pooled deviation / c4; mean moving range / d2 for single values);
/// Pp and Ppk the same with the standard deviation of all values (Kane, "Process capability indices", 1986; AIAG, "Statistical process control"). Intervals: chi-squared for Cp and Pp, Bissell, "How reliable is your capability index?" (1990),
/// for Cpk and Ppk: Cpk ± z √(1/(9 n) + Cpk²/(2 ν)), with ν the degrees of freedom of σ (n − 1 over all, n − k of k subgroups, .605 (n − 1) of moving ranges, whose mean has variance .826 σ²/(n − 1)).
/// By percentiles, without assuming normal values (ISO 22514-2 and -4): 6σ is replaced by the distance from the .135 % to the 99.865 % quantile and 3σ by its parts on either side of the median.
/// </remarks>
public sealed record ProcessCapability : IMetrics
{
    /// <summary>Fewest values from which the .135 % quantile can be read: below, it would rest on the outermost part alone.</summary>
    public const int LeastForPercentiles = 1000;

    /// <summary>The tolerance.</summary>
    public required SpecLimits Spec { get; init; }

    /// <summary>How many values.</summary>
    public required int Count { get; init; }

    /// <summary>Mean of all values.</summary>
    public required double Mean { get; init; }

    /// <summary>Standard deviation within subgroups.</summary>
    public required double Within { get; init; }

    /// <summary>Standard deviation of all values.</summary>
    public required double Overall { get; init; }

    /// <summary>Tolerance over 6 sigma within; NaN where a limit is missing.</summary>
    public required double Cp { get; init; }

    /// <summary>Distance to the nearer limit over 3 sigma within.</summary>
    public required double Cpk { get; init; }

    /// <summary>Tolerance over 6 sigma of all values; NaN where a limit is missing.</summary>
    public required double Pp { get; init; }

    /// <summary>Distance to the nearer limit over 3 sigma of all values.</summary>
    public required double Ppk { get; init; }

    /// <summary>Interval of <see cref="Cp"/>.</summary>
    public required Interval CpInterval { get; init; }

    /// <summary>Interval of <see cref="Cpk"/>.</summary>
    public required Interval CpkInterval { get; init; }

    /// <summary>Interval of <see cref="Pp"/>.</summary>
    public required Interval PpInterval { get; init; }

    /// <summary>Interval of <see cref="Ppk"/>.</summary>
    public required Interval PpkInterval { get; init; }

    /// <summary>Parts in a million outside the limits if all values are normal with <see cref="Overall"/>.</summary>
    public required double ExpectedPpm { get; init; }

    /// <summary>Parts in a million that were outside.</summary>
    public required double ObservedPpm { get; init; }

    /// <summary>Pp by percentiles; NaN for fewer than <see cref="LeastForPercentiles"/> values or a missing limit.</summary>
    public required double PercentilePp { get; init; }

    /// <summary>Ppk by percentiles; NaN for fewer than <see cref="LeastForPercentiles"/> values.</summary>
    public required double PercentilePpk { get; init; }

    /// <summary>Whether the values look normal.</summary>
    public required NormalityTest Normality { get; init; }

    /// <inheritdoc/>
    public IEnumerable<Metric> All =>
    [
        new("cp", Cp, Better.Higher, CpInterval),
        new("cpk", Cpk, Better.Higher, CpkInterval),
        new("pp", Pp, Better.Higher, PpInterval),
        new("ppk", Ppk, Better.Higher, PpkInterval),
        new("defect_ppm_expected", ExpectedPpm, Better.Lower),
        new("defect_ppm", ObservedPpm, Better.Lower),
    ];

    /// <summary>Capability of single values in order of time: sigma within from moving ranges.</summary>
    /// <param name="values">Measurements in order of time; NaN is passed over.</param>
    /// <param name="spec">The tolerance, at least one limit.</param>
    /// <param name="level">Confidence level of the intervals.</param>
    /// <exception cref="DataException">Fewer than 2 values next to each other, equal or infinite values, no limit, or a lower limit not below the upper one.</exception>
    public static ProcessCapability Of(ReadOnlySpan<double> values, SpecLimits spec, double level = 0.95) =>
        Of(values, spec, ControlCharts.Individuals(values, RunRuleSet.LimitsOnly).Sigma, 0.605, level);

    /// <summary>Capability of values in subgroups: sigma within pooled over them.</summary>
    /// <param name="values">Measurements in order of time; NaN is passed over.</param>
    /// <param name="subgroups">Subgroup of each value, such as its batch; length n.</param>
    /// <param name="spec">The tolerance, at least one limit.</param>
    /// <param name="level">Confidence level of the intervals.</param>
    /// <exception cref="DataException">No subgroup with 2 values, a subgroup in two places, equal or infinite values, no limit, or a lower limit not below the upper one.</exception>
    public static ProcessCapability Of(ReadOnlySpan<double> values, ReadOnlySpan<int> subgroups, SpecLimits spec, double level = 0.95)
    {
        double squares = 0;
        int degrees = 0, known = 0;
        foreach (var group in Subgroup.Of(values, subgroups))
        {
            squares += group.Squares;
            degrees += group.Size - 1;
            known += group.Size;
        }
        if (degrees == 0)
        {
            throw new DataException("quality.single", $"Capability by subgroups needs a subgroup with at least 2 values; got {known} values, each by itself. Leave the subgroups out to use moving ranges.");
        }
        // c4 of one more than the degrees of freedom takes the bias of a root out.
        var c4 = Math.Sqrt(2.0 / degrees) * Math.Exp(LogGamma.At((degrees + 1) / 2.0) - LogGamma.At(degrees / 2.0));
        return Of(values, spec, Math.Sqrt(squares / degrees) / c4, (double)degrees / Math.Max(1, known - 1), level);
    }

    private static ProcessCapability Of(ReadOnlySpan<double> values, SpecLimits spec, double within, double freedom, double level)
    {
        if (level is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies between 0 and 1, such as 0.95.");
        }
        if ((double.IsNaN(spec.Lower) && double.IsNaN(spec.Upper)) || spec.Lower >= spec.Upper || double.IsInfinity(spec.Lower) || double.IsInfinity(spec.Upper))
        {
            throw new DataException("quality.spec", $"A tolerance needs a lower limit below its upper one, or one of them; got {spec.Lower} to {spec.Upper}. Correct the specification.");
        }
        var sorted = OrderStatistics.Sorted(values);
        var n = sorted.Length;
        double mean = 0, squares = 0;
        var outside = 0;
        foreach (var value in sorted)
        {
            mean += value / n;
            outside += spec.Allows(value) ? 0 : 1;
        }
        foreach (var value in sorted)
        {
            squares += (value - mean) * (value - mean);
        }
        var overall = Math.Sqrt(squares / (n - 1));
        if (!(within > 0) || !(overall > 0))
        {
            throw new DataException("quality.constant", $"Capability needs values that differ; all {n} are {mean}, or equal within their subgroups. Check the gauge's resolution.");
        }
        var (cp, cpk) = Indices(spec, mean, 3 * within, 3 * within, 6 * within);
        var (pp, ppk) = Indices(spec, mean, 3 * overall, 3 * overall, 6 * overall);
        var (percentilePp, percentilePpk) = (double.NaN, double.NaN);
        if (n >= LeastForPercentiles)
        {
            var (low, median, high) = (OrderStatistics.Quantile(sorted, 0.00135), OrderStatistics.Quantile(sorted, 0.5), OrderStatistics.Quantile(sorted, 0.99865));
            (percentilePp, percentilePpk) = Indices(spec, median, median - low, high - median, high - low);
        }
        var degrees = freedom * (n - 1);
        double ppm = 0;
        ppm += double.IsNaN(spec.Lower) ? 0 : NormalDistribution.Cdf((spec.Lower - mean) / overall);
        ppm += double.IsNaN(spec.Upper) ? 0 : NormalDistribution.UpperTail((spec.Upper - mean) / overall);
        return new()
        {
            Spec = spec,
            Count = n,
            Mean = mean,
            Within = within,
            Overall = overall,
            Cp = cp,
            Cpk = cpk,
            Pp = pp,
            Ppk = ppk,
            CpInterval = OfRatio(cp, degrees, level),
            CpkInterval = Bissell(cpk, n, degrees, level),
            PpInterval = OfRatio(pp, n - 1, level),
            PpkInterval = Bissell(ppk, n, n - 1, level),
            ExpectedPpm = 1e6 * ppm,
            ObservedPpm = 1e6 * outside / n,
            PercentilePp = percentilePp,
            PercentilePpk = percentilePpk,
            Normality = NormalityTest.Of(values),
        };
    }

    /// <summary>Tolerance over spread, and the smaller of the distances to the limits over the spread on that side.</summary>
    private static (double P, double Pk) Indices(SpecLimits spec, double center, double below, double above, double spread)
    {
        var (lower, upper) = ((center - spec.Lower) / below, (spec.Upper - center) / above);
        return ((spec.Upper - spec.Lower) / spread, double.IsNaN(lower) ? upper : double.IsNaN(upper) ? lower : Math.Min(lower, upper));
    }

    private static Interval OfRatio(double ratio, double degrees, double level) => new(
        ratio * Math.Sqrt(GammaDistribution.ChiSquaredQuantile((1 - level) / 2, degrees) / degrees),
        ratio * Math.Sqrt(GammaDistribution.ChiSquaredQuantile((1 + level) / 2, degrees) / degrees), level);

    private static Interval Bissell(double index, int n, double degrees, double level)
    {
        var reach = NormalDistribution.Quantile((1 + level) / 2) * Math.Sqrt((1 / (9.0 * n)) + (index * index / (2 * degrees)));
        return new(index - reach, index + reach, level);
    }
}
