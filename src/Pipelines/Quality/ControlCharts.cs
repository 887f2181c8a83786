namespace Pipelines.Quality;

/// <summary>A chart of where the process is beside a chart of how much it scatters, as they are always read together.</summary>
/// <remarks>
/// Shewhart, "Economic control of quality of manufactured product" (1931); limits at 3 standard deviations of the point, as ISO 7870-2 (2023) has them. Sigma is estimated within: mean moving
/// range / d2, mean of R / d2(n) or mean of S / c4(n) over the subgroups, so subgroups may differ in size and each point has its own limits. For subgroups of equal size these are the
/// limits of the tables (A2, A3, D3, D4, B3, B4). O(n), plus the constants of each size of subgroup.
/// </remarks>
/// <param name="Location">Values or means.</param>
/// <param name="Spread">Moving ranges, ranges or standard deviations.</param>
/// <param name="Sigma">Standard deviation of a value within a subgroup, or from one value to the next.</param>
public sealed record ControlCharts(ControlChart Location, ControlChart Spread, double Sigma)
{
    /// <summary>I-MR: single values and their moving ranges of two.</summary>
    /// <param name="values">Measurements in order of time; NaN is passed over, and no range spans it. At least 2 next to each other.</param>
    /// <param name="rules">Run rules for the values.</param>
    /// <param name="reference">How many of the first rows set the limits (phase I); 0 for all.</param>
    /// <exception cref="DataException">Too few values, or one that is infinite.</exception>
    public static ControlCharts Individuals(ReadOnlySpan<double> values, RunRuleSet rules = RunRuleSet.WesternElectric, int reference = 0)
    {
        Finite(values);
        var constants = ControlConstants.Of(2);
        var learned = reference > 0 ? Math.Min(reference, values.Length) : values.Length;
        double sum = 0, ranges = 0;
        int known = 0, pairs = 0;
        for (var i = 0; i < learned; i++)
        {
            if (!double.IsNaN(values[i]))
            {
                sum += values[i];
                known++;
            }
            if (i > 0 && !double.IsNaN(values[i] - values[i - 1]))
            {
                ranges += Math.Abs(values[i] - values[i - 1]);
                pairs++;
            }
        }
        if (pairs == 0)
        {
            throw Few("an individuals chart needs at least 2 values next to each other", known);
        }
        var (center, range) = (sum / known, ranges / pairs);
        var sigma = range / constants.D2;
        var (points, spreads) = (new List<ControlPoint>(), new List<ControlPoint>());
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]))
            {
                points.Add(new(i, 1, values[i], center - (3 * sigma), center + (3 * sigma)));
            }
            if (i > 0 && !double.IsNaN(values[i] - values[i - 1]))
            {
                spreads.Add(new(i, 2, Math.Abs(values[i] - values[i - 1]), range * constants.RangeLower, range * constants.RangeUpper));
            }
        }
        return new(Chart(ControlChartKind.Individuals, center, points, rules), Chart(ControlChartKind.MovingRange, range, spreads, RunRuleSet.LimitsOnly), sigma);
    }

    /// <summary>X̄-R: means and ranges of subgroups; for subgroups of up to about 10.</summary>
    /// <param name="values">Measurements in order of time; NaN is passed over.</param>
    /// <param name="subgroups">Subgroup of each value, such as its batch: values of one subgroup stand next to each other. Length n.</param>
    /// <param name="rules">Run rules for the means.</param>
    /// <param name="reference">How many of the first subgroups set the limits (phase I); 0 for all.</param>
    /// <exception cref="DataException">No subgroup with two values, a subgroup in two places, lengths that differ or an infinite value.</exception>
    public static ControlCharts MeanRange(ReadOnlySpan<double> values, ReadOnlySpan<int> subgroups, RunRuleSet rules = RunRuleSet.WesternElectric, int reference = 0) =>
        OfSubgroups(values, subgroups, rules, reference, byRange: true);

    /// <summary>X̄-S: means and standard deviations of subgroups of any size.</summary>
    /// <inheritdoc cref="MeanRange"/>
    public static ControlCharts MeanDeviation(ReadOnlySpan<double> values, ReadOnlySpan<int> subgroups, RunRuleSet rules = RunRuleSet.WesternElectric, int reference = 0) =>
        OfSubgroups(values, subgroups, rules, reference, byRange: false);

    private static ControlCharts OfSubgroups(ReadOnlySpan<double> values, ReadOnlySpan<int> subgroups, RunRuleSet rules, int reference, bool byRange)
    {
        Finite(values);
        var groups = Subgroup.Of(values, subgroups);
        var constants = new Dictionary<int, ControlConstants>();
        double sum = 0, sigmas = 0;
        int known = 0, spreadGroups = 0;
        for (var g = 0; g < groups.Count; g++)
        {
            var group = groups[g];
            if (group.Size >= 2 && !constants.ContainsKey(group.Size))
            {
                constants.Add(group.Size, ControlConstants.Of(group.Size));
            }
            if (reference > 0 && g >= reference)
            {
                continue;
            }
            sum += group.Mean * group.Size;
            known += group.Size;
            if (group.Size >= 2)
            {
                sigmas += byRange ? group.Range / constants[group.Size].D2 : group.Deviation / constants[group.Size].C4;
                spreadGroups++;
            }
        }
        if (spreadGroups == 0)
        {
            throw Few("a chart of subgroups needs at least one subgroup with 2 values", known);
        }
        var (center, sigma) = (sum / known, sigmas / spreadGroups);
        var (points, spreads) = (new List<ControlPoint>(), new List<ControlPoint>());
        foreach (var group in groups)
        {
            var reach = 3 * sigma / Math.Sqrt(group.Size);
            points.Add(new(group.Row, group.Size, group.Mean, center - reach, center + reach));
            if (group.Size >= 2)
            {
                var c = constants[group.Size];
                spreads.Add(byRange ? new(group.Row, group.Size, group.Range, sigma * c.D2 * c.RangeLower, sigma * c.D2 * c.RangeUpper)
                    : new(group.Row, group.Size, group.Deviation, sigma * c.C4 * c.DeviationLower, sigma * c.C4 * c.DeviationUpper));
            }
        }
        // The centre of the spread is that of the most common size; limits are each point's own.
        var usual = groups.Where(g => g.Size >= 2).GroupBy(g => g.Size).MaxBy(g => g.Count())!.Key;
        var spreadCenter = sigma * (byRange ? constants[usual].D2 : constants[usual].C4);
        return new(Chart(ControlChartKind.Mean, center, points, rules), Chart(byRange ? ControlChartKind.Range : ControlChartKind.Deviation, spreadCenter, spreads, RunRuleSet.LimitsOnly), sigma);
    }

    private static ControlChart Chart(ControlChartKind kind, double center, List<ControlPoint> points, RunRuleSet rules)
    {
        var scores = new double[points.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            var p = points[i];
            if (rules == RunRuleSet.LimitsOnly)
            {
                scores[i] = p.Value > p.Upper ? 4 : p.Value < p.Lower ? -4 : 0;
                continue;
            }
            var reach = (p.Upper - center) / 3;
            scores[i] = p.Value == center ? 0 : (p.Value - center) / reach;
        }
        return new() { Kind = kind, Center = center, Points = points, Signals = RunRules.Find(scores, rules) };
    }

    private static void Finite(ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsInfinity(values[i]))
            {
                throw new DataException("quality.finite", $"Measurements must be finite; got {values[i]} in row {i}. Correct it or leave it empty.");
            }
        }
    }

    private static DataException Few(string need, int known) => new("quality.few", $"A control chart has too few values: {need}; got {known} values. Add measurements.");
}
