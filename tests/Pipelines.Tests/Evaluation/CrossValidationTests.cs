using Pipelines.Data;
using Pipelines.Evaluation;
using Xunit;

namespace Pipelines.Tests.Evaluation;

public sealed class CrossValidationTests
{
    private static readonly Split[] Folds = [new([1, 2, 3, 4, 5, 6, 7, 8, 9], [0]), new([0, 2, 3, 4, 5, 6, 7, 8, 9], [1]), new([0, 1, 3, 4, 5, 6, 7, 8, 9], [2])];

    [Fact]
    public void Has_each_fold_and_the_mean_with_a_corrected_interval()
    {
        var result = CrossValidation.Run(Folds, (train, test, _) => RegressionMetrics.Of([test[0]], [train[0]]));
        Assert.Equal(3, result.Folds.Count);
        var mae = result.Summary("MAE");
        Assert.Equal([1, 1, 2], mae.Values);
        EvaluationGolden.Close(4.0 / 3, mae.Mean);
        EvaluationGolden.Close(Math.Sqrt(1.0 / 3), mae.StandardDeviation);
        Assert.Equal(CorrectedResampledTTest.Of([1, 1, 2], 9, 1).Interval, mae.Interval);
        Assert.Equal(mae.Mean, result.Find("mae").Value);
        // One test row has no variance to explain: its R2 is NaN on every fold, and so is the mean.
        Assert.Equal(double.NaN, result.Find("r2").Value);
        Assert.Null(result.Find("r2").Interval);
    }

    [Fact]
    public void One_fold_is_a_hold_out_without_a_spread()
    {
        var summary = CrossValidation.Run(Folds[..1], (_, _, _) => new SingleMetric("x", 3, Better.Lower)).Summary("x");
        Assert.Equal((3, double.NaN), (summary.Mean, summary.StandardDeviation));
        Assert.Null(summary.Interval);
    }

    [Fact]
    public void The_first_folds_error_is_the_one_seen()
    {
        for (var i = 0; i < 20; i++)
        {
            var error = Assert.Throws<DataException>(() => CrossValidation.Run(Folds, (_, test, _) => test[0] > 0 ? throw new DataException("test.fold", $"{test[0]}") : new SingleMetric("x", 1, Better.Lower), new() { Threads = 4 }));
            Assert.Equal("1", error.Message);
        }
    }

    [Fact]
    public void Divides_the_threads_and_reports_each_fold()
    {
        var steps = new List<FitStep>();
        var control = new FitControl { Threads = 6, Progress = new Told(steps) };
        CrossValidation.Run(Folds, (_, _, inner) => new SingleMetric("threads", inner.Threads + (inner.Progress is null ? 0 : 100), Better.Lower), control);
        Assert.Equal([1, 2, 3], steps.Select(s => s.Step));
        Assert.Equal(2, CrossValidation.Run(Folds, (_, _, inner) => new SingleMetric("threads", inner.Threads, Better.Lower), control).Find("threads").Value);
    }

    [Fact]
    public void A_learning_curve_adds_rows_and_keeps_the_test()
    {
        var seen = new System.Collections.Concurrent.ConcurrentBag<(int Fold, int[] Train)>();
        var curve = LearningCurve.Run(Folds, (train, test, _) =>
        {
            seen.Add((test[0], train));
            return new SingleMetric("rows", train.Length, Better.Higher);
        }, "rows", [0.01, 0.5, 1]);
        Assert.Equal([1, 4, 9], curve.Select(p => p.Score.Mean));
        Assert.Equal([1, 4, 9], curve.Select(p => p.TrainRows));
        foreach (var fold in seen.GroupBy(s => s.Fold))
        {
            int[][] parts = [.. fold.Select(s => s.Train).OrderBy(t => t.Length)];
            Assert.Empty(parts[0].Except(parts[1]).Concat(parts[1].Except(parts[2])));
            Assert.Equal(Folds[fold.Key].Train, parts[2].Order());
        }
    }

    [Fact]
    public void A_learning_curve_refuses_shares_that_do_not_rise()
    {
        Assert.Contains("got 0.5 at place 2", Assert.Throws<OptionException>(() => LearningCurve.Run(Folds, (_, _, _) => new SingleMetric("x", 1, Better.Lower), "x", [0.5, 0.5])).Message, StringComparison.Ordinal);
        Assert.Throws<OptionException>(() => LearningCurve.Run(Folds, (_, _, _) => new SingleMetric("x", 1, Better.Lower), "x", [1.1]));
    }

    private sealed class Told(List<FitStep> steps) : IProgress<FitStep>
    {
        public void Report(FitStep value) => steps.Add(value);
    }
}
