using Pipelines.Evaluation;
using Xunit;

namespace Pipelines.Tests.Evaluation;

public sealed class RegressionMetricsTests
{
    [Fact]
    public void Agrees_with_scikit_learn()
    {
        foreach (var golden in EvaluationGolden.Cases("regression"))
        {
            var metrics = RegressionMetrics.Of(golden.Floats("targets"), golden.Floats("predictions"), golden.Floats("weights"));
            EvaluationGolden.Close(golden.Number("rmse"), metrics.Rmse);
            EvaluationGolden.Close(golden.Number("mae"), metrics.Mae);
            EvaluationGolden.Close(golden.Number("mse"), metrics.Mse);
            EvaluationGolden.Close(golden.Number("r2"), metrics.R2);
            EvaluationGolden.Close(golden.Number("bias"), metrics.MeanError);
            EvaluationGolden.Close(golden.Number("median"), metrics.MedianAbsoluteError);
            EvaluationGolden.Close(golden.Number("max"), metrics.MaxError);
        }
    }

    [Fact]
    public void Weights_of_1_change_nothing_and_weights_of_0_leave_a_row_out()
    {
        float[] targets = [1, 2, 3, 9], predictions = [1.5f, 2, 2, 100];
        Assert.Equal(RegressionMetrics.Of(targets, predictions), RegressionMetrics.Of(targets, predictions, [1, 1, 1, 1]));
        var without = RegressionMetrics.Of(targets.AsSpan(0, 3), predictions.AsSpan(0, 3));
        Assert.Equal(without with { Rows = 4 }, RegressionMetrics.Of(targets, predictions, [1, 1, 1, 0]));
    }

    [Fact]
    public void Equal_targets_have_no_variance_to_explain()
    {
        Assert.Equal(double.NaN, RegressionMetrics.Of([0.1f, 0.1f, 0.1f], [0, 1, 2]).R2);
        Assert.Equal(double.NaN, RegressionMetrics.Of([5], [4]).R2);
        Assert.Equal(1, RegressionMetrics.Of([5], [4]).Rmse);
    }

    [Fact]
    public void Counts_rows_within_a_tolerance()
    {
        var metrics = RegressionMetrics.Of([1, 2, 3, 4], [1.5f, 2.75f, 3, 4.5f], tolerance: 0.5);
        Assert.Equal(0.75, metrics.WithinTolerance);
        Assert.Equal(0.75, metrics.Find("within_tolerance").Value);
        Assert.DoesNotContain(RegressionMetrics.Of([1], [1]).All, m => m.Key == "within_tolerance");
    }

    [Fact]
    public void Intervals_hold_the_value()
    {
        var targets = Enumerable.Range(0, 200).Select(i => (float)i).ToArray();
        var predictions = targets.Select((t, i) => t + MathF.Sin(i)).ToArray();
        var metrics = RegressionMetrics.Of(targets, predictions).WithIntervals(PredictionErrors.WithSign(targets, predictions));
        Assert.InRange(metrics.Rmse, metrics.RmseInterval!.Value.Low, metrics.RmseInterval!.Value.High);
        Assert.InRange(metrics.Mae, metrics.MaeInterval!.Value.Low, metrics.MaeInterval!.Value.High);
        Assert.Equal(metrics.RmseInterval, metrics.Find("RMSE").Interval);
    }

    [Fact]
    public void Refuses_what_cannot_be_measured_and_names_the_row()
    {
        Assert.Equal("evaluation.empty", Assert.Throws<DataException>(() => RegressionMetrics.Of([], [])).Code);
        Assert.Equal("evaluation.length", Assert.Throws<DataException>(() => RegressionMetrics.Of([1, 2], [1])).Code);
        var nan = Assert.Throws<DataException>(() => RegressionMetrics.Of([1, 2, 3], [1, float.NaN, 3]));
        Assert.Contains("predictions, row 1: NaN is not a finite number", nan.Message, StringComparison.Ordinal);
        Assert.Contains("targets, row 2", Assert.Throws<DataException>(() => RegressionMetrics.Of([1, 2, float.PositiveInfinity], [1, 2, 3])).Message, StringComparison.Ordinal);
        Assert.Contains("weights, row 0: -1", Assert.Throws<DataException>(() => RegressionMetrics.Of([1], [1], [-1])).Message, StringComparison.Ordinal);
        Assert.Equal("evaluation.weights", Assert.Throws<DataException>(() => RegressionMetrics.Of([1], [1], [0])).Code);
    }
}
