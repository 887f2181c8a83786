using System.Numerics.Tensors;

namespace Pipelines.Numerics;

/// <summary>
/// Soft maximum of a row of float32 scores: pᵢ = exp(xᵢ − m) / Σ exp(xⱼ − m) and log Σ exp(xⱼ) = m + log Σ exp(xⱼ − m), m the largest score, so that no exponential overflows.
/// Sums are taken in double in an order that depends on the length alone. Cost: one exponential a score. A NaN, several +∞ or nothing but −∞ make the whole row NaN, one +∞ takes all;
/// a score of −∞ has probability 0.
/// </summary>
internal static class SoftMax
{
    /// <summary>Replaces scores by probabilities and returns log Σ exp(x), from which log pᵢ = xᵢ − it. Of no scores −∞.</summary>
    public static double Apply(Span<float> row)
    {
        if (row.IsEmpty)
        {
            return double.NegativeInfinity;
        }
        var largest = TensorPrimitives.Max<float>(row);
        if (!float.IsFinite(largest))
        {
            return Limit(row, largest);
        }
        TensorPrimitives.Subtract(row, largest, row);
        Elementary.Exp(row);
        var sum = Sums.Of(row);
        TensorPrimitives.Multiply(row, (float)(1 / sum), row);
        return largest + Math.Log(sum);
    }

    /// <summary>log Σ exp(x) without changing the scores; −∞ of no scores.</summary>
    /// <param name="row">The scores.</param>
    /// <param name="room">As many values, overwritten.</param>
    public static double LogSumExp(ReadOnlySpan<float> row, Span<float> room)
    {
        row.CopyTo(room);
        return Apply(room[..row.Length]);
    }

    /// <summary>One +∞ takes all; of several, and where every score is −∞ or one is NaN, no probability is defined.</summary>
    private static double Limit(Span<float> row, float largest)
    {
        var winners = 0;
        foreach (var score in row)
        {
            winners += float.IsPositiveInfinity(score) ? 1 : 0;
        }
        var defined = winners == 1 && !float.IsNaN(largest);
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = !defined ? float.NaN : float.IsPositiveInfinity(row[i]) ? 1 : 0;
        }
        return largest;
    }
}
