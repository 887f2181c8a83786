using Pipelines;
using Pipelines.Quality;
using QualityInspection.Data;

namespace QualityInspection.Study;

/// <summary>One measurement by itself: its control charts and, where it has a tolerance, its capability.</summary>
/// <param name="Name">The measurement.</param>
/// <param name="Index">Its place.</param>
/// <param name="Spec">Its tolerance, or null.</param>
/// <param name="Charts">Its charts; null where there are too few values.</param>
/// <param name="Capability">Its capability; null without a tolerance, or where all values are equal.</param>
/// <param name="Out">Parts outside the tolerance.</param>
/// <param name="Missing">Parts without a value.</param>
internal sealed record MeasurementStudy(string Name, int Index, SpecLimits? Spec, ControlCharts? Charts, ProcessCapability? Capability, int Out, int Missing)
{
    // Ranges waste what larger subgroups know of their spread.
    private const int MostForRanges = 10;

    /// <summary>Studies every measurement.</summary>
    public static IReadOnlyList<MeasurementStudy> Of(QualityData data, RunRuleSet rules, CancellationToken cancellation)
    {
        var studies = new List<MeasurementStudy>();
        var largest = data.Batches.Length == 0 ? 0 : data.Batches.GroupBy(b => b).Max(g => g.Count());
        for (var m = 0; m < data.Measurements.Count; m++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (values, spec) = (data.Measurements[m].Values, data.Specs[m]);
            studies.Add(new(data.Measurements[m].Name, m, spec, ChartsOf(values, data.Batches, largest, rules), spec is { } s ? CapabilityOf(values, data.Batches, largest, s) : null,
                spec is { } limits ? values.Count(v => !limits.Allows(v)) : 0, values.Count(double.IsNaN)));
        }
        return studies;
    }

    /// <summary>Points of the location chart that a rule marks.</summary>
    public IReadOnlySet<int> Marked => Charts is null ? new HashSet<int>() : Charts.Location.Signals.SelectMany(s => Enumerable.Range(s.First, s.Last - s.First + 1)).ToHashSet();

    /// <summary>How many signals both charts gave.</summary>
    public int Signals => Charts is null ? 0 : Charts.Location.Signals.Count + Charts.Spread.Signals.Count;

    private static ControlCharts? ChartsOf(double[] values, int[] batches, int largest, RunRuleSet rules)
    {
        try
        {
            return largest < 2 ? ControlCharts.Individuals(values, rules)
                : largest <= MostForRanges ? ControlCharts.MeanRange(values, batches, rules) : ControlCharts.MeanDeviation(values, batches, rules);
        }
        catch (DataException)
        {
            return null;
        }
    }

    private static ProcessCapability? CapabilityOf(double[] values, int[] batches, int largest, SpecLimits spec)
    {
        try
        {
            return largest < 2 ? ProcessCapability.Of(values, spec) : ProcessCapability.Of(values, batches, spec);
        }
        catch (DataException)
        {
            return null;
        }
    }
}
