using Pipelines;
using Pipelines.Anomaly;
using Pipelines.Data;
using Pipelines.Models.Encoders;
using QualityInspection.Data;

namespace QualityInspection.Study;

/// <summary>The monitor of all measurements together, fitted on parts that are inside every tolerance: a bad part that the drawing already rejects should not teach it what is usual.</summary>
/// <param name="Encoder">Measurements to numbers.</param>
/// <param name="Monitor">The monitor.</param>
/// <param name="Scales">Mean and deviation of each measurement.</param>
/// <param name="Reference">The parts it was fitted on.</param>
/// <param name="Trimmed">Parts inside every tolerance that are far from all others and were left out of the limit, or of everything where there are tolerances.</param>
internal sealed record MonitorTraining(TableEncoderModel Encoder, PcaMonitorModel Monitor, IReadOnlyList<(double Mean, double Deviation)> Scales, int[] Reference, int Trimmed)
{
    private const int MostRounds = 10;

    // Of normal parts one in ten thousand is farther.
    private const double FarQuantile = 3.719;

    /// <summary>Fits it.</summary>
    /// <param name="data">All parts.</param>
    /// <param name="parts">Those that may be learned from, in order.</param>
    /// <param name="options">Its settings.</param>
    /// <param name="control">Threads and cancellation.</param>
    public static MonitorTraining Of(QualityData data, int[] parts, PcaMonitorOptions options, FitControl control)
    {
        int[] inside = [.. parts.Where(p => InTolerance(data, p))];
        // Where nearly every part is outside, what is usual can only be learned from those.
        var reference = inside.Length > data.Measurements.Count + 1 ? inside : parts;
        var inTolerance = data.Specs.Any(spec => spec is not null);
        var kept = inTolerance ? Trim(data, reference, options, control) : reference;
        var encoder = data.FitEncoder(kept);
        var encoded = data.Encode(encoder, kept);
        var monitor = new PcaMonitor(options).Fit(encoded, control);
        var scores = Pipelines.Models.RoleExtensions.Score(monitor, encoded);
        var (limit, strays) = inTolerance ? (monitor.Threshold, reference.Length - kept.Length) : LimitWithoutStrays(scores, monitor, options);
        return new(encoder, monitor.WithThreshold(limit), [.. data.Measurements.Select(m => ScaleOf(m, kept))], kept, strays);
    }

    /// <summary>
    /// Takes out parts that are inside every tolerance and far from all others by the rule of <see cref="LimitWithoutStrays"/>, and learns again until nothing changes. Tolerances have cut the tails of each
    /// measurement, so what is left far away is odd together and no usual part.
    /// </summary>
    private static int[] Trim(QualityData data, int[] reference, PcaMonitorOptions options, FitControl control)
    {
        var kept = reference;
        for (var round = 0; round < MostRounds; round++)
        {
            var encoder = data.FitEncoder(kept);
            var monitor = new PcaMonitor(options with { Statistic = MonitorStatistic.Mahalanobis, Limits = LimitRule.ChiSquared }).Fit(data.Encode(encoder, kept), control);
            var distances = Pipelines.Models.RoleExtensions.Score(monitor, data.Encode(encoder, reference));
            var far = Far(distances, data.Measurements.Count);
            int[] next = [.. reference.Where((_, i) => distances[i] <= far)];
            // More than a tenth are no strays but another way the process runs.
            if (next.SequenceEqual(kept) || next.Length < 0.9 * reference.Length || next.Length <= data.Measurements.Count + 1)
            {
                return kept;
            }
            kept = next;
        }
        return kept;
    }

    /// <summary>
    /// Takes parts that are far from all others out of the limit, or they would widen it until it lets them pass: whoever says that 1 in 100 may be above a limit cannot find 3 odd ones in 100.
    /// Far is beyond the 99.99 % quantile of chi-squared, scaled so that the medians agree, as reweighting after a robust covariance does (P. J. Rousseeuw, K. van Driessen, 1999). The held-out limit is moved
    /// as the quantile of the scores moves. Mean and covariance keep all parts: where values have long tails, taking the tails out would call more of them odd each time.
    /// </summary>
    private static (float Limit, int Strays) LimitWithoutStrays(float[] scores, PcaMonitorModel monitor, PcaMonitorOptions options)
    {
        var sorted = (float[])scores.Clone();
        Array.Sort(sorted);
        var far = Far(sorted, monitor.Columns);
        var kept = sorted.Count(s => s <= far);
        // The rule is that of the squared distance; and more than a tenth are no strays but another way the process runs.
        if (options.Statistic != MonitorStatistic.Mahalanobis || kept == sorted.Length || kept < 0.9 * sorted.Length)
        {
            return (monitor.Threshold, 0);
        }
        var (all, without) = (At(sorted.Length), At(kept));
        return (monitor.Threshold * without / all, sorted.Length - kept);
        float At(int count) => sorted[Math.Clamp((int)Math.Ceiling((1 - options.FalseAlarmRate) * count) - 1, 0, count - 1)];
    }

    /// <summary>The distance beyond which a part is far from all others.</summary>
    private static double Far(float[] distances, int measurements)
    {
        var sorted = (float[])distances.Clone();
        Array.Sort(sorted);
        return ChiSquared(measurements, FarQuantile) / ChiSquared(measurements, 0) * sorted[sorted.Length / 2];
    }

    /// <summary>A quantile of chi-squared by its normal deviate (E. B. Wilson, M. M. Hilferty, 1931).</summary>
    private static double ChiSquared(int degrees, double deviate) => degrees * Math.Pow(1 - (2.0 / (9 * degrees)) + (deviate * Math.Sqrt(2.0 / (9 * degrees))), 3);

    private static double Median(float[] values)
    {
        var sorted = (float[])values.Clone();
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }

    /// <summary>What is known of parts without labels.</summary>
    /// <param name="data">All parts.</param>
    /// <param name="parts">Those to score.</param>
    /// <param name="encoded">Receives them as numbers.</param>
    /// <param name="ratios">Receives statistic over limit.</param>
    /// <param name="excess">Receives the place in the tolerance.</param>
    public void Measure(QualityData data, int[] parts, out Matrix encoded, out double[] ratios, out double[] excess)
    {
        encoded = data.Encode(Encoder, parts);
        var scores = Pipelines.Models.RoleExtensions.Score(Monitor, encoded);
        (ratios, excess) = (new double[parts.Length], new double[parts.Length]);
        for (var i = 0; i < parts.Length; i++)
        {
            ratios[i] = scores[i] / Monitor.Threshold;
            for (var m = 0; m < data.Measurements.Count; m++)
            {
                excess[i] = Math.Max(excess[i], Tolerances.Excess(data.Measurements[m].Values[parts[i]], data.Specs[m], Scales[m].Mean));
            }
        }
    }

    private static bool InTolerance(QualityData data, int part)
    {
        for (var m = 0; m < data.Specs.Count; m++)
        {
            if (data.Specs[m] is { } spec && !spec.Allows(data.Measurements[m].Values[part]))
            {
                return false;
            }
        }
        return true;
    }

    private static (double Mean, double Deviation) ScaleOf(NumberColumn column, int[] parts)
    {
        double sum = 0, squares = 0;
        var known = 0;
        foreach (var part in parts)
        {
            if (!double.IsNaN(column.Values[part]))
            {
                sum += column.Values[part];
                known++;
            }
        }
        var mean = known > 0 ? sum / known : 0;
        foreach (var part in parts)
        {
            squares += double.IsNaN(column.Values[part]) ? 0 : (column.Values[part] - mean) * (column.Values[part] - mean);
        }
        return (mean, squares > 0 ? Math.Sqrt(squares / (known - 1)) : 1);
    }
}
