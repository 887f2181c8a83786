using Pipelines.Data;

namespace Pipelines.Evaluation;

/// <summary>How a metric grows with the number of training rows: whether more data would help. The test rows stay the same; each share's rows are among the next one's.</summary>
public static class LearningCurve
{
    /// <summary>Fits on growing shares of the training rows. Costs shares x folds fits.</summary>
    /// <param name="folds">Row indices to train on and to measure on, at least one fold, neither part empty.</param>
    /// <param name="fitAndScore">Fits on the first rows and measures on the second; called from several threads at once.</param>
    /// <param name="metric">Key of the metric.</param>
    /// <param name="shares">Rising shares, more than 0 and at most 1; null for .1, .2, .4, .7, 1. Each has at least one row.</param>
    /// <param name="seed">Seed of the order in which rows are added.</param>
    /// <param name="control">Progress (one step a share, its mean as the loss), cancellation, threads.</param>
    /// <exception cref="DataException">There is no fold, or a fold has an empty part.</exception>
    /// <exception cref="OptionException">A share is out of range or does not rise, or there is no such metric.</exception>
    public static IReadOnlyList<LearningCurvePoint> Run(IReadOnlyList<Split> folds, Func<int[], int[], FitControl, IMetrics> fitAndScore, string metric, IReadOnlyList<double>? shares = null, long seed = 42, FitControl? control = null)
    {
        CrossValidation.Check(folds);
        shares ??= [0.1, 0.2, 0.4, 0.7, 1];
        for (var s = 0; s < shares.Count; s++)
        {
            if (!(shares[s] > (s == 0 ? 0 : shares[s - 1]) && shares[s] <= 1))
            {
                throw new OptionException("learning.shares", $"The shares of a learning curve must rise, more than 0 and at most 1; got {shares[s]} at place {s + 1}.");
            }
        }
        var shuffled = new int[folds.Count][];
        for (var f = 0; f < shuffled.Length; f++)
        {
            shuffled[f] = [.. folds[f].Train];
            var rng = Rng.At(seed, 0, f);
            rng.Shuffle<int>(shuffled[f]);
        }
        var points = new LearningCurvePoint[shares.Count];
        for (var s = 0; s < points.Length; s++)
        {
            Split[] parts = [.. folds.Select((fold, f) => new Split(shuffled[f][..Rows(fold.Train.Length, shares[s])], fold.Test))];
            var score = CrossValidation.Measure(parts, fitAndScore, control ?? FitControl.Default, report: false).Summary(metric);
            points[s] = new(shares[s], parts.Average(p => (double)p.Train.Length), score);
            control?.Step(s + 1, points.Length, score.Mean);
        }
        return points;
    }

    private static int Rows(int rows, double share) => Math.Clamp((int)Math.Round(share * rows), 1, rows);
}
