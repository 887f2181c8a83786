namespace Pipelines.Evaluation;

/// <summary>The curve of cumulative gain: how much of an outcome the rows of highest score hold, by how many of them are chosen. Chance is the diagonal.</summary>
/// <remarks>
/// Rows of equal score are not told apart: within a tie the curve is a straight line, as if they were chosen at random, so their order in the file changes nothing. Intervals are by the delta method and take the ranking
/// as given. O(n log n) time, O(n) memory.
/// </remarks>
public sealed class CumulativeGain
{
    private readonly double[] _rows, _sums, _squares;

    private CumulativeGain(double[] rows, double[] sums, double[] squares, double[] scores) => (_rows, _sums, _squares, Scores) = (rows, sums, squares, scores);

    /// <summary>How many rows were ranked.</summary>
    public int Rows => (int)_rows[^1];

    /// <summary>The sum of all outcomes.</summary>
    public double Total => _sums[^1];

    /// <summary>The different scores, falling.</summary>
    public IReadOnlyList<double> Scores { get; }

    /// <summary>Ranks rows by score, the highest first.</summary>
    /// <param name="scores">How promising each row is, finite.</param>
    /// <param name="outcomes">What it did, finite, with a sum above 0.</param>
    /// <exception cref="DataException">No rows, lengths that differ, a number that is not finite, or outcomes that do not sum to more than 0.</exception>
    public static CumulativeGain Of(ReadOnlySpan<double> scores, ReadOnlySpan<double> outcomes)
    {
        EvaluationInput.SameLength(nameof(CumulativeGain), scores.Length, nameof(outcomes), outcomes.Length);
        EvaluationInput.Finite(nameof(CumulativeGain), nameof(scores), scores);
        EvaluationInput.Finite(nameof(CumulativeGain), nameof(outcomes), outcomes);
        var keys = new double[scores.Length];
        var order = new int[scores.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            (keys[i], order[i]) = (-scores[i], i);
        }
        Array.Sort(keys, order);
        List<double> different = [], rows = [0], sums = [0], squares = [0];
        double sum = 0, square = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            var y = outcomes[order[i]];
            sum += y;
            square += y * y;
            if (i + 1 == keys.Length || keys[i + 1] != keys[i])
            {
                different.Add(-keys[i]);
                rows.Add(i + 1);
                sums.Add(sum);
                squares.Add(square);
            }
        }
        return sum > 0
            ? new([.. rows], [.. sums], [.. squares], [.. different])
            : throw new DataException("evaluation.gain", $"CumulativeGain.outcomes must sum to more than 0; got {sum}. A share of nothing is undefined: choose a longer period or another outcome.");
    }

    /// <summary>The curve at a share of the rows.</summary>
    /// <param name="rowShare">More than 0, at most 1.</param>
    /// <param name="level">Share of repetitions that the interval would cover, between 0 and 1.</param>
    /// <exception cref="DataException">The share is out of range.</exception>
    public GainPoint At(double rowShare, double level = 0.95)
    {
        if (!(rowShare > 0 && rowShare <= 1))
        {
            throw new DataException("evaluation.gain-share", $"CumulativeGain.rowShare must be more than 0 and at most 1; got {rowShare}. Write 0.1 for the best tenth.");
        }
        var chosen = rowShare * _rows[^1];
        var end = Array.BinarySearch(_rows, chosen);
        end = Math.Max(1, end < 0 ? ~end : end);
        var weight = (chosen - _rows[end - 1]) / (_rows[end] - _rows[end - 1]);
        var sum = _sums[end - 1] + (weight * (_sums[end] - _sums[end - 1]));
        var share = sum / _sums[^1];
        return new(rowShare, share, share / rowShare, LiftInterval.Of(_rows[^1], _sums[^1], _squares[^1], chosen, sum, _squares[end - 1] + (weight * (_squares[end] - _squares[end - 1])), level));
    }

    /// <summary>The curve where a score ends: all rows of at least that score chosen.</summary>
    /// <param name="place">The place of the score in <see cref="Scores"/>.</param>
    /// <param name="level">Share of repetitions that the interval would cover, between 0 and 1.</param>
    public GainPoint AtScore(int place, double level = 0.95) => At(_rows[place + 1] / _rows[^1], level);
}
