namespace Pipelines.Data;

/// <summary>The checks every supervised estimator makes of its examples, so that they are refused in the same words. Rows are counted from 0, as they are indexed.</summary>
internal static class ExamplesChecks
{
    /// <summary>More classes than any label encoding makes: a target of 10^9 is a number to predict, not a class.</summary>
    private const int MostClasses = 1 << 20;

    /// <summary>Rows, targets and weights fit each other and hold finite numbers.</summary>
    /// <exception cref="DataException">They do not; the message names the first row at fault.</exception>
    public static void NeedExamples(this Examples data, string owner, int least = 1)
    {
        data.Rows.NeedRows(owner, least);
        if (data.Targets.Length != data.Rows.Rows || (data.Weights.Length != 0 && data.Weights.Length != data.Rows.Rows))
        {
            throw new DataException("examples.size", $"{owner} must be given one target, and one or no weight, for each of {data.Rows.Rows} rows; got {data.Targets.Length} targets and {data.Weights.Length} weights. Take them from the same rows.");
        }
        data.Rows.NeedFinite(owner);
        var targets = data.Targets.Span;
        var weights = data.Weights.Span;
        var total = 0.0;
        for (var r = 0; r < targets.Length; r++)
        {
            if (!float.IsFinite(targets[r]))
            {
                throw new DataException("examples.target", $"{owner} must be given finite targets; got {targets[r]} in row {r}. Leave such rows out.");
            }
            if (!weights.IsEmpty && !(weights[r] >= 0 && float.IsFinite(weights[r])))
            {
                throw new DataException("examples.weight", $"{owner} must be given finite weights, at least 0; got {weights[r]} in row {r}. Correct the weight.");
            }
            total += weights.IsEmpty ? 1 : weights[r];
        }
        if (total == 0)
        {
            throw new DataException("examples.weightless", $"{owner} must be given a weight above 0; got {weights.Length} weights of 0. Leave the weights out to count each row once.");
        }
    }

    /// <summary>Targets are class indices: whole numbers from 0. Returns how many classes there are.</summary>
    /// <exception cref="DataException">One is not; the message names its row.</exception>
    public static int NeedClasses(this Examples data, string owner)
    {
        var largest = 0;
        var targets = data.Targets.Span;
        for (var r = 0; r < targets.Length; r++)
        {
            if (!(targets[r] >= 0 && targets[r] < MostClasses && targets[r] == MathF.Floor(targets[r])))
            {
                throw new DataException("examples.class", $"{owner} must be given class indices as targets, whole numbers from 0; got {targets[r]} in row {r}. Number the classes, as Schema.Targets does.");
            }
            largest = Math.Max(largest, (int)targets[r]);
        }
        return largest + 1;
    }
}
