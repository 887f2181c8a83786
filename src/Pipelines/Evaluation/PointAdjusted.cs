namespace Pipelines.Evaluation;

/// <summary>
/// The point-adjusted F1 that many papers report, never without what random alarms score by it. Point-adjust counts every row of an event as found once one of its rows is, so alarms drawn at
/// random find nearly all of any long event.
/// </summary>
/// <remarks>
/// Xu et al., "Unsupervised anomaly detection via variational auto-encoder for seasonal KPIs in web applications" (2018) introduced the adjustment; Kim et al., "Towards a rigorous evaluation of time-series
/// anomaly detection" (2022) showed what it does. The random baseline calls each row by a coin of the same share of alarms; mean of seeded draws.
/// </remarks>
/// <param name="F1">Point-adjusted F1 of the alarms.</param>
/// <param name="RandomF1">Mean point-adjusted F1 of as many alarms at random: what F1 has to beat.</param>
/// <param name="PlainF1">F1 of the rows as they are.</param>
public readonly record struct PointAdjusted(double F1, double RandomF1, double PlainF1) : IMetrics
{
    /// <inheritdoc/>
    public IEnumerable<Metric> All => [new("point_adjusted_f1", F1, Better.Neither), new("point_adjusted_f1_random", RandomF1, Better.Neither)];

    /// <summary>Measures alarms row by row.</summary>
    /// <param name="alarms">Whether an alarm was on, length n, at least 1.</param>
    /// <param name="anomalous">Whether something was wrong, length n; rows next to each other are one event.</param>
    /// <param name="draws">How many random alarms are averaged, at least 1.</param>
    /// <param name="seed">Seed of the random alarms.</param>
    /// <exception cref="DataException">No rows, or lengths that differ.</exception>
    public static PointAdjusted Of(ReadOnlySpan<bool> alarms, ReadOnlySpan<bool> anomalous, int draws = 50, long seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(draws);
        EvaluationInput.SameLength(nameof(PointAdjusted), alarms.Length, "anomalous", anomalous.Length);
        var share = (double)alarms.Count(true) / alarms.Length;
        var random = new bool[alarms.Length];
        double sum = 0;
        for (var d = 0; d < draws; d++)
        {
            var rng = Rng.At(seed, 0, d);
            for (var i = 0; i < random.Length; i++)
            {
                random[i] = rng.NextDouble() < share;
            }
            sum += F1Of(random, anomalous, adjust: true);
        }
        return new(F1Of(alarms, anomalous, adjust: true), sum / draws, F1Of(alarms, anomalous, adjust: false));
    }

    private static double F1Of(ReadOnlySpan<bool> alarms, ReadOnlySpan<bool> anomalous, bool adjust)
    {
        int hits = 0, misses = 0, wrong = 0;
        for (var i = 0; i < alarms.Length;)
        {
            var start = i;
            var found = 0;
            while (i < alarms.Length && anomalous[i] == anomalous[start])
            {
                found += alarms[i++] ? 1 : 0;
            }
            if (!anomalous[start])
            {
                wrong += found;
                continue;
            }
            found = adjust && found > 0 ? i - start : found;
            hits += found;
            misses += i - start - found;
        }
        return 2 * hits + misses + wrong == 0 ? double.NaN : 2.0 * hits / ((2 * hits) + misses + wrong);
    }
}
