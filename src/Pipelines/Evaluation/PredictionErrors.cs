namespace Pipelines.Evaluation;

/// <summary>The error of each row, for intervals (<see cref="Bootstrap"/>) and paired tests (<see cref="PairedComparison"/>).</summary>
public static class PredictionErrors
{
    private const string Owner = nameof(PredictionErrors);

    /// <summary>Prediction minus target of each row: positive where the prediction is too high.</summary>
    /// <exception cref="DataException">No rows, lengths that differ, or a value that is not finite.</exception>
    public static double[] WithSign(ReadOnlySpan<float> targets, ReadOnlySpan<float> predictions)
    {
        EvaluationInput.SameLength(Owner, targets.Length, "predictions", predictions.Length);
        EvaluationInput.Finite(Owner, "targets", targets);
        EvaluationInput.Finite(Owner, "predictions", predictions);
        var errors = new double[targets.Length];
        for (var i = 0; i < errors.Length; i++)
        {
            errors[i] = (double)predictions[i] - targets[i];
        }
        return errors;
    }

    /// <summary>Distance between prediction and target of each row.</summary>
    /// <exception cref="DataException">As <see cref="WithSign"/>.</exception>
    public static double[] Absolute(ReadOnlySpan<float> targets, ReadOnlySpan<float> predictions)
    {
        var errors = WithSign(targets, predictions);
        for (var i = 0; i < errors.Length; i++)
        {
            errors[i] = Math.Abs(errors[i]);
        }
        return errors;
    }

    /// <summary>Squared distance between prediction and target of each row.</summary>
    /// <exception cref="DataException">As <see cref="WithSign"/>.</exception>
    public static double[] Squared(ReadOnlySpan<float> targets, ReadOnlySpan<float> predictions)
    {
        var errors = WithSign(targets, predictions);
        for (var i = 0; i < errors.Length; i++)
        {
            errors[i] *= errors[i];
        }
        return errors;
    }
}
