using Pipelines.Packing.Lossy;
using Xunit;

namespace Pipelines.Tests.Packing.Lossy;

/// <summary>Numbers on their grid: within the bound whatever was guessed, with no more digits than needed.</summary>
public sealed class LossyNumberTests
{
    [Theory]
    [InlineData(0.5, 0, 0, 1)]
    [InlineData(1, 0, 0, 3)]
    [InlineData(2.7, 0, 0, 5)]
    [InlineData(0.1, 1, 1, 1)]
    [InlineData(0.15, 1, 1, 3)]
    [InlineData(0, 2, 2, 1)]
    [InlineData(0.01, null, 3, 19)]
    [InlineData(0.01, 6, 3, 19)]
    [InlineData(50, null, -1, 9)]
    [InlineData(1e-9, 2, 2, 1)]
    [InlineData(1e-40, null, 41, 19)]
    public void The_grid_has_the_digits_that_the_bound_asks_for_or_those_there_are(double bound, int? decimals, int expected, int step)
    {
        var kept = LossyNumber.Of(bound, decimals);
        Assert.Equal((expected, step), (kept.Decimals, kept.Step));
    }

    [Fact]
    public void Without_bound_and_without_few_decimals_every_number_is_kept_as_it_is() => Assert.Equal(LossyNumber.NoGrid, LossyNumber.Of(0, null).Decimals);

    [Fact]
    public void Whatever_was_guessed_the_number_is_within_its_bound_or_refused()
    {
        var kept = 0;
        for (var i = 0; i < 50_000; i++)
        {
            var rng = Rng.At(9, 0, i);
            var size = Math.Pow(10, rng.NextBelow(12) - 5.0);
            var (value, bound) = (size * (rng.NextDouble() - 0.5), size * Math.Pow(10, -(double)rng.NextBelow(8)));
            var decimals = rng.NextBelow(2) == 0 ? (int?)null : rng.NextBelow(6);
            value = decimals is { } d ? Math.Round(value, d) : value;
            var guess = value + (size * (rng.NextDouble() - 0.5));
            var number = LossyNumber.Of(bound, decimals is { } && LossyNumber.DecimalsOf(value, 0) is <= 15 and var few ? few : null);
            var wobble = bound * 0.01;
            if (!number.TrySteps(value, guess, guess - wobble, guess + wobble, out var steps))
            {
                continue;
            }
            kept++;
            // Anything between what may be guessed elsewhere.
            foreach (var part in (double[])[-1, -0.4, 0, 0.3, 1])
            {
                var back = number.Restore(guess + (part * wobble), steps);
                Assert.True(Math.Abs(back - value) <= bound, $"{value} {guess} {bound} {back}");
            }
        }
        Assert.InRange(kept, 25_000, 50_000);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(16, 0)]
    [InlineData(-0.5, 1)]
    [InlineData(0.1, 1)]
    [InlineData(12.345, 3)]
    [InlineData(0.30000000000000004, 16)]
    [InlineData(1e-15, 15)]
    [InlineData(1e-16, 16)]
    public void Decimals_are_those_with_which_a_number_is_written(double value, int decimals) => Assert.Equal(decimals, LossyNumber.DecimalsOf(value, 0));

    [Theory]
    [InlineData("0", true)]
    [InlineData("-1", true)]
    [InlineData("999999999999999999", true)]
    [InlineData("1000000000000000000", false)]
    [InlineData("", false)]
    [InlineData("-", false)]
    [InlineData("-0", false)]
    [InlineData("007", false)]
    [InlineData("+1", false)]
    [InlineData(" 1", false)]
    [InlineData("1.0", false)]
    [InlineData("１", false)]
    public void Only_texts_that_a_whole_number_gives_back_are_kept_as_one(string text, bool whole)
    {
        Assert.Equal(whole, WholeText.TryRead(text, out var value));
        Assert.True(!whole || WholeText.Write(value) == text);
    }

    [Fact]
    public void A_sample_of_a_long_stream_has_its_quantiles_in_bounded_room()
    {
        var sample = new LossySample(8000);
        for (var i = 0; i < 1_000_000; i++)
        {
            sample.Add(Rng.At(1, 0, i).NextDouble());
        }
        var (low, high) = sample.Ends(0.01);
        Assert.Equal(0.01, low, 0.01);
        Assert.Equal(0.99, high, 0.01);
        Assert.Equal((0, 0), new LossySample(10).Ends(0.5));
    }
}
