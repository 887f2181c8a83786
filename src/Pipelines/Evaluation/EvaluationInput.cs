namespace Pipelines.Evaluation;

/// <summary>Refuses what cannot be measured, naming the row, counted from 0 as in arrays.</summary>
internal static class EvaluationInput
{
    public static void SameLength(string owner, int targets, string other, int length)
    {
        if (targets == 0)
        {
            throw new DataException("evaluation.empty", $"{owner} needs at least 1 row; got 0. Check the split or the filter that left no rows.");
        }
        if (length != targets)
        {
            throw new DataException("evaluation.length", $"{owner}.{other} must have {targets} values, one a row; got {length}.");
        }
    }

    public static void Finite(string owner, string name, ReadOnlySpan<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                throw NotFinite(owner, name, i, values[i]);
            }
        }
    }

    public static void Finite(string owner, string name, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw NotFinite(owner, name, i, values[i]);
            }
        }
    }

    /// <summary>The sum of the weights, or <paramref name="rows"/> where there are none.</summary>
    public static double Weights(string owner, ReadOnlySpan<float> weights, int rows)
    {
        if (weights.IsEmpty)
        {
            return rows;
        }
        SameLength(owner, rows, "weights", weights.Length);
        double sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (!float.IsFinite(weights[i]) || weights[i] < 0)
            {
                throw new DataException("evaluation.weight", $"{owner}.weights, row {i}: {weights[i]} is not a weight. Weights must be finite and at least 0.");
            }
            sum += weights[i];
        }
        return sum > 0 ? sum : throw new DataException("evaluation.weights", $"{owner}.weights are all 0, so nothing is measured. Give at least one row a weight.");
    }

    /// <summary>Checks class indices.</summary>
    public static void Classes(string owner, string name, ReadOnlySpan<int> values, int classes)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if ((uint)values[i] >= (uint)classes)
            {
                throw new DataException("evaluation.class", $"{owner}.{name}, row {i}: {values[i]} is not one of the {classes} classes 0 to {classes - 1}.");
            }
        }
    }

    public static double WeightOf(ReadOnlySpan<float> weights, int row) => weights.IsEmpty ? 1 : weights[row];

    public static DataException NotProbability(string owner, string name, int row, double value) =>
        new("evaluation.probability", $"{owner}.{name}, row {row}: {value} is not a probability. Probabilities lie between 0 and 1.");

    private static DataException NotFinite(string owner, string name, int row, double value) =>
        new("evaluation.finite", $"{owner}.{name}, row {row}: {value} is not a finite number. Score every row, or leave the rows without a value out of both sides.");
}
