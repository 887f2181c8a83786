namespace Pipelines.Evaluation;

/// <summary>
/// An interval around the predictions of any regressor that keeps its promise: as wide as the errors on rows that the regressor was not fitted on say.
/// </summary>
/// <remarks>
/// Split conformal prediction (Vovk, Gammerman and Shafer, "Algorithmic learning in a random world", 2005; Lei et al., "Distribution-free predictive inference for regression", 2018): the
/// ⌈(n + 1) level⌉-th smallest absolute error covers a new row with at least that probability where rows are exchangeable. Rows of one machine are alike; with groups each group
/// counts as one, its rows sharing its weight (Lee, Barber and Willett, "Distribution-free inference with hierarchical data", 2023), and the promise is about a row of a new machine. Too few
/// rows or groups for the level give an infinite width rather than a promise that cannot be kept.
/// </remarks>
/// <param name="HalfWidth">How far the interval reaches on either side, in the target's unit; infinite where there are too few rows.</param>
/// <param name="Level">The share of targets it promises to hold.</param>
/// <param name="Units">Rows, or groups where they were given, that it rests on.</param>
public readonly record struct SplitConformal(double HalfWidth, double Level, int Units)
{
    /// <summary>The width that held-out errors ask for. O(n log n).</summary>
    /// <param name="errors">Prediction minus target of rows that the regressor was not fitted on, finite, at least 1.</param>
    /// <param name="level">The share of targets to hold, between 0 and 1.</param>
    /// <param name="groups">Group of each row, such as its machine; empty where rows are independent.</param>
    /// <exception cref="DataException">No rows, groups of another length, or an error that is not finite.</exception>
    public static SplitConformal Of(ReadOnlySpan<double> errors, double level, ReadOnlySpan<int> groups = default)
    {
        if (level is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies between 0 and 1, such as 0.9.");
        }
        EvaluationInput.SameLength(nameof(SplitConformal), errors.Length, "groups", groups.IsEmpty ? errors.Length : groups.Length);
        EvaluationInput.Finite(nameof(SplitConformal), "errors", errors);
        var sizes = new Dictionary<int, int>();
        for (var i = 0; i < errors.Length; i++)
        {
            var group = groups.IsEmpty ? i : groups[i];
            sizes[group] = sizes.GetValueOrDefault(group) + 1;
        }
        var (distances, weights) = (new double[errors.Length], new double[errors.Length]);
        for (var i = 0; i < errors.Length; i++)
        {
            (distances[i], weights[i]) = (Math.Abs(errors[i]), 1.0 / sizes[groups.IsEmpty ? i : groups[i]]);
        }
        Array.Sort(distances, weights);
        // A weight of one is kept for the new row, whose error nobody knows.
        double needed = level * (sizes.Count + 1), reached = 0;
        for (var i = 0; i < distances.Length; i++)
        {
            reached += weights[i];
            if (reached >= needed - 1e-9)
            {
                return new(distances[i], level, sizes.Count);
            }
        }
        return new(double.PositiveInfinity, level, sizes.Count);
    }

    /// <summary>The interval around one prediction.</summary>
    public Interval Around(double prediction) => new(prediction - HalfWidth, prediction + HalfWidth, Level);
}
