using Pipelines.Numerics;
using Xunit;

namespace Pipelines.Tests.Numerics;

public sealed class RandomFillTests
{
    [Fact]
    public void Bits_are_those_of_the_stream_for_every_length()
    {
        foreach (var (seed, epoch, item) in new[] { (0L, 0, 0L), (7, 3, 12), (-1, -1, -1), (long.MaxValue, int.MinValue, 1L << 40) })
        {
            for (var length = 0; length <= 256; length++)
            {
                var expected = new uint[length];
                var rng = Rng.At(seed, epoch, item);
                for (var i = 0; i < length; i++)
                {
                    expected[i] = rng.NextUInt32();
                }
                var bits = new uint[length];
                RandomFill.Bits(bits, seed, epoch, item);
                Assert.Equal(expected, bits);
                RandomFill.Bits(bits.AsSpan(Math.Min(length, 40)..), seed, epoch, item, 10);
                Assert.Equal(expected, bits);
            }
        }
    }

    [Fact]
    public void Normal_numbers_are_normal()
    {
        const int Rows = 1000;
        const int Columns = 700;
        var all = new double[Rows * Columns];
        var row = new float[Columns];
        for (var r = 0; r < Rows; r++)
        {
            RandomFill.Normal(row, 5, 1, r);
            for (var c = 0; c < Columns; c++)
            {
                all[(r * Columns) + c] = row[c];
            }
        }
        double Moment(int power) => all.Sum(v => Math.Pow(v, power)) / all.Length;
        // Four standard errors of each moment: sqrt(E x²ᵏ − (E xᵏ)²) / sqrt(n).
        var root = 4 / Math.Sqrt(all.Length);
        Assert.Equal(0, Moment(1), root);
        Assert.Equal(1, Moment(2), Math.Sqrt(2) * root);
        Assert.Equal(0, Moment(3), Math.Sqrt(15) * root);
        Assert.Equal(3, Moment(4), Math.Sqrt(96) * root);
        // Neither neighbours nor the two of a pair go together.
        foreach (var lag in new[] { 1, 16, 128 })
        {
            Assert.Equal(0, Enumerable.Range(0, all.Length - lag).Sum(i => all[i] * all[i + lag]) / all.Length, root);
        }
        Array.Sort(all);
        // Kolmogorov and Smirnov's distance from the normal distribution, at one in ten thousand.
        var distance = Enumerable.Range(0, all.Length).Max(i => Math.Abs(((i + 0.5) / all.Length) - NormalDistribution.Cdf(all[i])));
        Assert.InRange(distance, 0, 2.23 / Math.Sqrt(all.Length));
    }

    [Fact]
    public void Normal_numbers_are_the_same_transform_for_every_length()
    {
        for (var length = 0; length <= 600; length++)
        {
            var made = new float[length];
            RandomFill.Normal(made, 3, 2, 1);
            uint block = 0;
            for (var from = 0; from < length;)
            {
                var count = Math.Min(length - from, 256);
                var pairs = ((count + 1) / 2 + 15) / 16 * 16;
                var words = new uint[2 * pairs];
                RandomFill.Bits(words, 3, 2, 1, block);
                block += (uint)pairs / 2;
                for (var i = 0; i < count; i++)
                {
                    var pair = i % pairs;
                    var radius = Math.Sqrt(-2 * Math.Log(((words[pair] >> 8) + 0.5) / (1 << 24)));
                    var angle = Math.PI * 2 * (((words[pairs + pair] >> 8) / (double)(1 << 24)) - 0.5);
                    Assert.Equal(radius * (i < pairs ? Math.Cos(angle) : Math.Sin(angle)), made[from + i], 3e-6);
                }
                from += count;
            }
        }
    }
}
