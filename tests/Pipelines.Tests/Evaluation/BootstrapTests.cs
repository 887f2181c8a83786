using Pipelines.Evaluation;
using Xunit;

namespace Pipelines.Tests.Evaluation;

public sealed class BootstrapTests
{
    [Fact]
    public void Bca_agrees_with_numpy_on_the_same_replicates()
    {
        foreach (var golden in EvaluationGolden.Cases("bca"))
        {
            var options = new BootstrapOptions { Level = golden.Number("level") };
            var replicates = golden.Numbers("replicates");
            var estimate = BootstrapInterval.Of(golden.Number("value"), golden.Numbers("values").Length, replicates, () => golden.Numbers("jackknife"), options);
            // The quantile function of scipy is good to about 1e-12 itself.
            EvaluationGolden.Close(golden.Number("low"), estimate.Interval.Low, 1e-10);
            EvaluationGolden.Close(golden.Number("high"), estimate.Interval.High, 1e-10);
        }
    }

    [Fact]
    public void Intervals_agree_with_scipy_within_the_noise_of_resampling()
    {
        foreach (var golden in EvaluationGolden.Cases("bca"))
        {
            var options = new BootstrapOptions { Level = golden.Number("level"), Replicates = 40_000 };
            var estimate = Bootstrap.Rmse(golden.Numbers("values"), options);
            // 40,000 replicates leave about .005 of a standard error at these quantiles; .05 is ten times that.
            var noise = 0.05 * golden.Number("scipy_error");
            EvaluationGolden.Close(golden.Number("value"), estimate.Value);
            Assert.InRange(estimate.Interval.Low, golden.Number("scipy_low") - noise, golden.Number("scipy_low") + noise);
            Assert.InRange(estimate.Interval.High, golden.Number("scipy_high") - noise, golden.Number("scipy_high") + noise);
            Assert.InRange(estimate.StandardError / golden.Number("scipy_error"), 0.97, 1.03);
        }
    }

    [Fact]
    public void Any_statistic_gives_the_bits_of_the_fast_path()
    {
        double[] values = [1, 5, 2, 8, 3, 3, 9, 0.5];
        double Mean(ReadOnlySpan<int> units)
        {
            double sum = 0;
            foreach (var u in units)
            {
                sum += values[u];
            }
            return sum / units.Length;
        }
        var (fast, slow) = (Bootstrap.Mean(values), Bootstrap.Of(values.Length, Mean));
        Assert.Equal(fast.Value, slow.Value);
        Assert.Equal(fast.StandardError, slow.StandardError);
        EvaluationGolden.Close(fast.Interval.Low, slow.Interval.Low);
        EvaluationGolden.Close(fast.Interval.High, slow.Interval.High);
    }

    [Fact]
    public void Gives_the_same_bits_for_any_number_of_threads()
    {
        var values = Enumerable.Range(0, 500).Select(i => Math.Sin(i * i)).ToArray();
        var groups = Enumerable.Range(0, 500).Select(i => i / 7).ToArray();
        var one = Bootstrap.Rmse(values, control: new() { Threads = 1 }, groups: groups);
        Assert.Equal(one, Bootstrap.Rmse(values, control: new() { Threads = 2 }, groups: groups));
        Assert.Equal(one, Bootstrap.Rmse(values, control: new() { Threads = 8 }, groups: groups));
        Assert.NotEqual(one.Interval, Bootstrap.Rmse(values, new() { Seed = 1 }, groups: groups).Interval);
    }

    [Fact]
    public void Rows_that_repeat_inside_a_group_do_not_narrow_the_interval()
    {
        var values = Enumerable.Range(0, 60).Select(i => Math.Sin(i * i)).ToArray();
        var repeated = Enumerable.Range(0, 600).Select(i => values[i % 60]).ToArray();
        var groups = Enumerable.Range(0, 600).Select(i => (i % 60) - 1000).ToArray();
        var (once, grouped, naive) = (Bootstrap.Mean(values), Bootstrap.Mean(repeated, groups: groups), Bootstrap.Mean(repeated));
        Assert.Equal(60, grouped.Units);
        EvaluationGolden.Close(once.Interval.Low, grouped.Interval.Low);
        EvaluationGolden.Close(once.Interval.High, grouped.Interval.High);
        Assert.InRange(naive.StandardError / once.StandardError, 0.25, 0.4);
    }

    [Fact]
    public void A_ratio_weighs_rows_by_their_denominators()
    {
        var estimate = Bootstrap.Ratio([2, 0, 6], [1, 1, 2]);
        Assert.Equal(2, estimate.Value);
        Assert.True(estimate.Interval.Low < 2 && estimate.Interval.High > 2);
    }

    [Fact]
    public void Covers_the_truth_about_as_often_as_promised()
    {
        var covered = 0;
        for (var trial = 0; trial < 400; trial++)
        {
            var rng = Rng.At(5, trial);
            var errors = new double[60];
            for (var i = 0; i < errors.Length; i++)
            {
                errors[i] = rng.NextGaussian();
            }
            var interval = Bootstrap.Rmse(errors, new() { Replicates = 400, Seed = trial }, new() { Threads = 1 }).Interval;
            covered += interval.Low <= 1 && 1 <= interval.High ? 1 : 0;
        }
        Assert.InRange(covered / 400.0, 0.90, 0.98);
    }

    [Fact]
    public void One_unit_says_nothing_of_spread_and_equal_units_have_none()
    {
        var one = Bootstrap.Mean([3]);
        Assert.Equal((3, double.NaN, double.NaN, double.NaN), (one.Value, one.Interval.Low, one.Interval.High, one.StandardError));
        var equal = Bootstrap.Rmse([2, 2, 2, 2]);
        Assert.Equal((2, 2, 2, 0), (equal.Value, equal.Interval.Low, equal.Interval.High, equal.StandardError));
        Assert.Equal(double.NaN, Bootstrap.Mean([1, 2, 3], groups: [4, 4, 4]).Interval.Low);
    }

    [Fact]
    public void Draws_that_have_no_value_are_left_out()
    {
        double[] values = [1, 2, 3, 4, 5, 6];
        var estimate = Bootstrap.Of(6, units => units.Contains(0) ? units.Length : double.NaN, new() { Method = BootstrapMethod.Percentile });
        Assert.Equal((6, 6, 0), (estimate.Value, estimate.Interval.Low, estimate.StandardError));
    }

    [Fact]
    public void Refuses_bad_values_and_options()
    {
        Assert.Contains("values, row 1: NaN", Assert.Throws<DataException>(() => Bootstrap.Mean([1, double.NaN])).Message, StringComparison.Ordinal);
        Assert.Contains("errors, row 0", Assert.Throws<DataException>(() => Bootstrap.Rmse([double.PositiveInfinity])).Message, StringComparison.Ordinal);
        Assert.Equal("evaluation.empty", Assert.Throws<DataException>(() => Bootstrap.Mean([])).Code);
        Assert.Equal("evaluation.length", Assert.Throws<DataException>(() => Bootstrap.Mean([1, 2], groups: [1])).Code);
        Assert.Contains("BootstrapOptions.Level must be", Assert.Throws<OptionException>(() => Bootstrap.Mean([1, 2], new() { Level = 1 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stops_when_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Bootstrap.Mean([1, 2], control: new() { Cancellation = source.Token }));
        Assert.ThrowsAny<OperationCanceledException>(() => Bootstrap.Of(2, _ => 1, control: new() { Cancellation = source.Token }));
    }
}
