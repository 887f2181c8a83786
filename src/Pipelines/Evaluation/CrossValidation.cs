using System.Runtime.ExceptionServices;
using Pipelines.Data;

namespace Pipelines.Evaluation;

/// <summary>Fits on the training rows of each fold and measures on its test rows. The folds come from <see cref="Split"/>: plain, stratified, by time.</summary>
/// <remarks>
/// With more than one thread, folds run side by side with the threads divided among them, so the function must not write to what it shares; results stand in the order of the folds and do not depend on the threads.
/// A split of one fold is a plain hold-out. Costs one fit a fold; memory for as many models as run side by side.
/// </remarks>
public static class CrossValidation
{
    /// <summary>Measures every fold.</summary>
    /// <param name="folds">Row indices to train on and to measure on, at least one fold, neither part empty.</param>
    /// <param name="fitAndScore">Fits on the first rows and measures on the second.</param>
    /// <param name="control">Progress (one step a fold), cancellation, threads.</param>
    /// <exception cref="DataException">There is no fold, or a fold has an empty part.</exception>
    public static CrossValidationResult Run(IReadOnlyList<Split> folds, Func<int[], int[], FitControl, IMetrics> fitAndScore, FitControl? control = null)
    {
        Check(folds);
        return Measure(folds, fitAndScore, control ?? FitControl.Default, report: true);
    }

    internal static void Check(IReadOnlyList<Split> folds)
    {
        if (folds.Count == 0)
        {
            throw new DataException("folds.none", $"{nameof(CrossValidation)} needs at least 1 fold; got 0. Split the data first.");
        }
        for (var f = 0; f < folds.Count; f++)
        {
            if (folds[f].Train.Length == 0 || folds[f].Test.Length == 0)
            {
                throw new DataException("folds.empty", $"{nameof(CrossValidation)}, fold {f + 1}: {folds[f].Train.Length} training and {folds[f].Test.Length} test rows. Both need at least 1: use fewer folds or more rows.");
            }
        }
    }

    internal static CrossValidationResult Measure(IReadOnlyList<Split> folds, Func<int[], int[], FitControl, IMetrics> fitAndScore, FitControl control, bool report)
    {
        var scores = new IMetrics?[folds.Count];
        var failures = new ExceptionDispatchInfo?[folds.Count];
        var side = Math.Min(control.Threads, folds.Count);
        var inner = control with { Progress = null, Threads = Math.Max(1, control.Threads / side) };
        var done = 0;
        var gate = new Lock();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = side, CancellationToken = control.Cancellation };
        Parallel.For(0, folds.Count, parallel, f =>
        {
            try
            {
                scores[f] = fitAndScore(folds[f].Train, folds[f].Test, inner);
            }
            catch (Exception error)
            {
                // Kept and thrown after the loop, so that the first fold's error is the one seen, whichever thread was faster.
                failures[f] = ExceptionDispatchInfo.Capture(error);
            }
            if (report)
            {
                lock (gate)
                {
                    control.Step(++done, folds.Count);
                }
            }
        });
        control.Cancellation.ThrowIfCancellationRequested();
        Array.Find(failures, f => f is not null)?.Throw();
        return new(scores!, folds.Average(f => (double)f.Train.Length), folds.Average(f => (double)f.Test.Length));
    }
}
