using DimensionalityReduction.Data;
using Pipelines;
using Pipelines.Data;

namespace DimensionalityReduction.Study;

/// <summary>How good predictions are, row by row.</summary>
internal static class RowScores
{
    /// <summary>Classes: 1 where right, else 0, so that the mean is the accuracy. Numbers: 1 - squared error / variance of the targets, so that the mean is R².</summary>
    public static double[] Of(TargetTask task, ReadOnlySpan<float> targets, ReadOnlySpan<float> predictions)
    {
        var scores = new double[targets.Length];
        double mean = 0, variance = 0;
        foreach (var target in targets)
        {
            mean += target / (double)targets.Length;
        }
        foreach (var target in targets)
        {
            variance += (target - mean) * (target - mean) / targets.Length;
        }
        for (var i = 0; i < scores.Length; i++)
        {
            var error = (double)predictions[i] - targets[i];
            scores[i] = task == TargetTask.Classes ? (error == 0 ? 1 : 0) : variance > 0 ? 1 - (error * error / variance) : 0;
        }
        return scores;
    }

    /// <summary>Fits an algorithm on the training rows of each fold and scores the others; the scores stand in the order of the rows.</summary>
    public static double[] Of(TargetTask task, IReadOnlyList<Split> folds, Matrix rows, float[] targets, Algorithm algorithm, FitControl control)
    {
        var predictions = new float[targets.Length];
        foreach (var fold in folds)
        {
            control.Cancellation.ThrowIfCancellationRequested();
            var predicted = algorithm.Fit(new(Take(rows, fold.Train), Array.ConvertAll(fold.Train, r => targets[r])), control)(Take(rows, fold.Test));
            for (var i = 0; i < predicted.Length; i++)
            {
                predictions[fold.Test[i]] = predicted[i];
            }
        }
        int[] held = [.. folds.SelectMany(f => f.Test).Order()];
        return Of(task, Array.ConvertAll(held, h => targets[h]), Array.ConvertAll(held, h => predictions[h]));
    }

    /// <summary>Some rows of a matrix.</summary>
    public static Matrix Take(Matrix rows, int[] places)
    {
        var taken = new Matrix(places.Length, rows.Columns);
        for (var i = 0; i < places.Length; i++)
        {
            rows[places[i]].CopyTo(taken[i]);
        }
        return taken;
    }
}
