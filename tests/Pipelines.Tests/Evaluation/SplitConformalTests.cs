using Pipelines.Evaluation;
using Xunit;

namespace Pipelines.Tests.Evaluation;

public sealed class SplitConformalTests
{
    [Fact]
    public void Takes_the_error_of_the_rank_that_the_promise_needs()
    {
        double[] errors = [-9, 1, -2, 3, 4, -5, 6, 7, 8];
        Assert.Equal(8, SplitConformal.Of(errors, 0.8).HalfWidth);
        Assert.Equal(9, SplitConformal.Of(errors, 0.9).HalfWidth);
        Assert.Equal(double.PositiveInfinity, SplitConformal.Of(errors, 0.95).HalfWidth);
        Assert.Equal(new Interval(2, 18, 0.8), SplitConformal.Of(errors, 0.8).Around(10));
    }

    [Fact]
    public void Keeps_its_promise_on_new_rows()
    {
        double covered = 0;
        for (var s = 0; s < 500; s++)
        {
            var rng = Rng.At(s);
            double[] errors = [.. Enumerable.Range(0, 60).Select(_ => Math.Pow(rng.NextGaussian(), 3))];
            var interval = SplitConformal.Of(errors, 0.9);
            for (var i = 0; i < 20; i++)
            {
                covered += Math.Abs(Math.Pow(rng.NextGaussian(), 3)) <= interval.HalfWidth ? 1 : 0;
            }
        }
        Assert.InRange(covered / 10_000, 0.89, 0.92);
    }

    [Fact]
    public void A_machine_counts_once_however_many_rows_it_has()
    {
        // 19 machines with one row and an error of 1, one with 1000 rows and an error of 5.
        double[] errors = [.. Enumerable.Repeat(1.0, 19), .. Enumerable.Repeat(5.0, 1000)];
        int[] groups = [.. Enumerable.Range(0, 19), .. Enumerable.Repeat(19, 1000)];
        Assert.Equal((1.0, 20), (SplitConformal.Of(errors, 0.9, groups).HalfWidth, SplitConformal.Of(errors, 0.9, groups).Units));
        Assert.Equal(5, SplitConformal.Of(errors, 0.9).HalfWidth);
    }

    [Fact]
    public void Refuses_errors_that_are_none()
    {
        Assert.Throws<DataException>(() => SplitConformal.Of([], 0.9));
        Assert.Throws<DataException>(() => SplitConformal.Of([double.NaN], 0.9));
        Assert.Throws<DataException>(() => SplitConformal.Of([1, 2], 0.9, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SplitConformal.Of([1], 1));
    }
}
