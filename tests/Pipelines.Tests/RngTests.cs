using Xunit;

namespace Pipelines.Tests;

public sealed class RngTests
{
    // Known answers published with Random123 (Salmon et al. 2011), philox 4x32 10 rounds.
    [Theory]
    [InlineData(0x00000000u, 0x00000000u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    public void Philox_gives_the_published_words(uint counter, uint key, uint a, uint b, uint c, uint d) =>
        Assert.Equal((a, b, c, d), Rng.Philox(counter, counter, counter, counter, key, key));

    [Fact]
    public void The_same_place_gives_the_same_numbers_in_any_order()
    {
        var early = Rng.At(7, 2, 40).NextUInt64();
        _ = Rng.At(7, 2, 39).NextUInt64();
        Assert.Equal(early, Rng.At(7, 2, 40).NextUInt64());
        Assert.NotEqual(early, Rng.At(7, 3, 40).NextUInt64());
        Assert.NotEqual(early, Rng.At(8, 2, 40).NextUInt64());
    }

    [Fact]
    public void Gaussians_have_mean_0_and_variance_1()
    {
        var rng = Rng.At(1);
        double sum = 0, squares = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var x = rng.NextGaussian();
            sum += x;
            squares += x * x;
        }
        Assert.InRange(sum / 200_000, -0.01, 0.01);
        Assert.InRange(squares / 200_000, 0.98, 1.02);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(3)]
    public void Gammas_have_mean_and_variance_equal_to_their_shape(double shape)
    {
        var rng = Rng.At(2);
        double sum = 0, squares = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var x = rng.NextGamma(shape);
            sum += x;
            squares += x * x;
        }
        var mean = sum / 200_000;
        Assert.InRange(mean / shape, 0.98, 1.02);
        Assert.InRange(((squares / 200_000) - (mean * mean)) / shape, 0.95, 1.05);
    }

    [Fact]
    public void Whole_numbers_below_a_bound_are_uniform()
    {
        var rng = Rng.At(3);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
        {
            counts[rng.NextBelow(7)]++;
        }
        Assert.All(counts, c => Assert.InRange(c, 9_600, 10_400));
    }

    [Fact]
    public void Shuffling_keeps_every_value()
    {
        var values = Enumerable.Range(0, 100).ToArray();
        Rng.At(4).Shuffle(values.AsSpan());
        Assert.NotEqual(Enumerable.Range(0, 100), values);
        Assert.Equal(Enumerable.Range(0, 100), values.Order());
    }
}
