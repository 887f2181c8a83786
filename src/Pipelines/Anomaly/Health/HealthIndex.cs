using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Numerics;

namespace Pipelines.Anomaly.Health;

/// <summary>
/// Health from 100 to 0: what an anomaly score means to people. 100 at the median score of held-out normal time and below, 50 at the alarm limit, and towards 0 beyond it.
/// </summary>
/// <remarks>
/// With u = (score − median) / (limit − median): health = 100 for u ≤ 0, 100 − 50 u up to the limit, 50 e^(1 − u) beyond it. Continuous with a continuous slope at the limit, never rising,
/// strictly falling beyond the median, below 1 from u = 4.9 on. A definition of ours: a straight line can be read by anybody, and the tail must not reach 0 while things can still get worse.
/// </remarks>
public sealed class HealthIndex : IModel
{
    internal const string KindName = "health-index/1";

    private HealthIndex(double median, double limit) => (Median, Limit) = (median, limit);

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <summary>The score whose health is 100.</summary>
    public double Median { get; }

    /// <summary>The score whose health is 50.</summary>
    public double Limit { get; }

    /// <summary>An index of those two scores.</summary>
    /// <param name="median">Median score of held-out normal time, finite.</param>
    /// <param name="limit">The alarm limit, finite, above the median.</param>
    /// <exception cref="DataException">The limit is not above the median, or one of them is not finite.</exception>
    public static HealthIndex Of(double median, double limit) => double.IsFinite(median) && double.IsFinite(limit) && limit > median ? new(median, limit)
        : throw new DataException("health.limit", $"A health index needs a finite limit above the median normal score, {median}; got {limit}. Take a higher quantile, or check that the normal scores differ.");

    /// <summary>An index whose 50 is a quantile of held-out normal scores.</summary>
    /// <param name="normalScores">Scores of normal rows that the detector was not fitted on; NaN is passed over.</param>
    /// <param name="quantile">Share of the normal rows below the limit, more than .5 and at most 1.</param>
    /// <exception cref="DataException">No scores, or half of them are equal to the limit.</exception>
    public static HealthIndex Of(ReadOnlySpan<double> normalScores, double quantile)
    {
        if (quantile is not (> 0.5 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(quantile), quantile, "The limit is a quantile above the median, such as 0.99.");
        }
        var sorted = OrderStatistics.Sorted(normalScores);
        return sorted.Length > 0 ? Of(OrderStatistics.Quantile(sorted, 0.5), OrderStatistics.Quantile(sorted, quantile))
            : throw new DataException("health.none", $"A health index needs scores of normal time; got {sorted.Length}. Name normal time in which the machine was running.");
    }

    /// <summary>The health of one score, 0 to 100; NaN where the score is NaN.</summary>
    public double Of(double score)
    {
        var u = (score - Median) / (Limit - Median);
        return double.IsNaN(u) ? double.NaN : u <= 0 ? 100 : u <= 1 ? 100 - (50 * u) : 50 * Math.Exp(1 - u);
    }

    /// <summary>The health of each score.</summary>
    /// <param name="scores">Length n.</param>
    /// <param name="health">Receives 0 to 100, or NaN where the score is; length n.</param>
    /// <exception cref="DataException">The lengths differ.</exception>
    public void Of(ReadOnlySpan<double> scores, Span<double> health)
    {
        MatrixChecks.NeedLength(health.Length, scores.Length, nameof(HealthIndex), nameof(health));
        for (var i = 0; i < scores.Length; i++)
        {
            health[i] = Of(scores[i]);
        }
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Number("median", Median);
        writer.Number("limit", Limit);
    }

    internal static HealthIndex Read(ModelReader reader)
    {
        var (median, limit) = (reader.Number("median"), reader.Number("limit"));
        return double.IsFinite(median) && double.IsFinite(limit) && limit > median ? new(median, limit) : throw reader.Damaged("limit", "is not above the median");
    }
}
