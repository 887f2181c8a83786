using Pipelines.Data;

namespace Pipelines.Evaluation;

/// <summary>What a model that looks at no features reaches: every report shows it beside the model.</summary>
public static class TrivialBaseline
{
    /// <summary>Always the mean of the training targets: the constant with the least RMSE.</summary>
    /// <exception cref="DataException">No rows in training or test, or a target that is not finite.</exception>
    public static RegressionMetrics AlwaysMean(ReadOnlySpan<float> trainTargets, ReadOnlySpan<float> testTargets)
    {
        Check("trainTargets", trainTargets);
        double sum = 0;
        foreach (var t in trainTargets)
        {
            sum += t;
        }
        return Always((float)(sum / trainTargets.Length), testTargets);
    }

    /// <summary>Always the median of the training targets: the constant with the least mean absolute error.</summary>
    /// <exception cref="DataException">No rows in training or test, or a target that is not finite.</exception>
    public static RegressionMetrics AlwaysMedian(ReadOnlySpan<float> trainTargets, ReadOnlySpan<float> testTargets)
    {
        Check("trainTargets", trainTargets);
        var values = new double[trainTargets.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = trainTargets[i];
        }
        return Always((float)Quantile.WeightedMedian(values, default), testTargets);
    }

    /// <summary>Always the classes' shares of the training rows as probabilities, hence always the most frequent class.</summary>
    /// <param name="trainTargets">Class index of each training row.</param>
    /// <param name="testTargets">Class index of each test row.</param>
    /// <param name="classes">Name of each class.</param>
    /// <exception cref="DataException">No rows in training or test, or an index that is no class.</exception>
    public static ClassificationMetrics AlwaysShares(ReadOnlySpan<int> trainTargets, ReadOnlySpan<int> testTargets, IReadOnlyList<string> classes)
    {
        const string owner = nameof(TrivialBaseline);
        EvaluationInput.SameLength(owner, trainTargets.Length, "trainTargets", trainTargets.Length);
        EvaluationInput.SameLength(owner, testTargets.Length, "testTargets", testTargets.Length);
        EvaluationInput.Classes(owner, "trainTargets", trainTargets, classes.Count);
        var shares = new double[classes.Count];
        foreach (var t in trainTargets)
        {
            shares[t] += 1.0 / trainTargets.Length;
        }
        var probabilities = new Matrix(testTargets.Length, classes.Count);
        for (var i = 0; i < testTargets.Length; i++)
        {
            for (var c = 0; c < shares.Length; c++)
            {
                probabilities[i][c] = (float)Math.Min(1, shares[c]);
            }
        }
        return ClassificationMetrics.Of(testTargets, probabilities, classes);
    }

    private static void Check(string name, ReadOnlySpan<float> targets)
    {
        EvaluationInput.SameLength(nameof(TrivialBaseline), targets.Length, name, targets.Length);
        EvaluationInput.Finite(nameof(TrivialBaseline), name, targets);
    }

    private static RegressionMetrics Always(float value, ReadOnlySpan<float> targets)
    {
        var predictions = new float[targets.Length];
        predictions.AsSpan().Fill(value);
        return RegressionMetrics.Of(targets, predictions);
    }
}
