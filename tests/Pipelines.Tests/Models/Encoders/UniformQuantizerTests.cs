using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Xunit;

namespace Pipelines.Tests.Models.Encoders;

public sealed class UniformQuantizerTests
{
    [Fact]
    public void Puts_levels_at_the_ends_and_at_equal_distances_between()
    {
        var model = new UniformQuantizer(new() { Bits = 2 }).Fit(new Matrix(3, 2, [0, -4, 3, 8, 1, 0]));
        var rows = new Matrix(5, 2, [0, -4, 1.4f, -2.1f, 1.6f, 3, 3, 8, -9, 99]);
        Assert.Equal([0, 0, 1, 0, 2, 2, 3, 3, 0, 3], model.Transform(rows).Values);
        Assert.Equal([0, -4, 1, -4, 2, 4, 3, 8, 0, 8], model.Inverse(model.Transform(rows)).Values);
        Assert.Equal(0.5, model.MaxError(0), 1e-6);
        Assert.Equal(2, model.MaxError(1), 1e-6);
    }

    [Theory, InlineData(1), InlineData(5), InlineData(8), InlineData(9), InlineData(16)]
    public void No_training_value_moves_further_than_the_bound_and_some_nearly_so_far(int bits)
    {
        var rows = Draws(3000);
        var model = new UniformQuantizer(new() { Bits = bits }).Fit(rows);
        var back = model.Inverse(model.Transform(rows));
        for (var c = 0; c < 3; c++)
        {
            var worst = Enumerable.Range(0, rows.Rows).Max(r => Math.Abs((double)rows[r][c] - back[r][c]));
            Assert.InRange(worst, c == 2 ? 0 : 0.9 * model.MaxError(c), model.MaxError(c));
        }
    }

    [Theory, InlineData(1), InlineData(8), InlineData(9), InlineData(16)]
    public void Bytes_come_back_as_the_values_of_their_levels(int bits)
    {
        var rows = Draws(200);
        var model = new UniformQuantizer(new() { Bits = bits }).Fit(rows);
        Assert.Equal(bits <= 8 ? 3 : 6, model.BytesPerRow);
        var bytes = new byte[200 * model.BytesPerRow];
        model.Pack(rows, bytes);
        var back = new Matrix(200, 3);
        model.Unpack(bytes, back);
        Assert.Equal(model.Inverse(model.Transform(rows)).Values, back.Values);
        // Column after column: all of the constant one is at the end.
        Assert.All(bytes[^(200 * model.BytesPerRow / 3)..], b => Assert.Equal(0, b));
    }

    [Fact]
    public void Refuses_bytes_that_it_cannot_have_written()
    {
        var model = new UniformQuantizer(new() { Bits = 3 }).Fit(Draws(20));
        Assert.Equal("quantizer.level", Assert.Throws<DataException>(() => model.Unpack([0, 7, 8], new Matrix(1, 3))).Code);
        Assert.Equal("quantizer.bytes", Assert.Throws<DataException>(() => model.Unpack(new byte[4], new Matrix(1, 3))).Code);
        Assert.Equal("quantizer.bytes", Assert.Throws<DataException>(() => model.Pack(Draws(2), new byte[5])).Code);
    }

    /// <summary>A uniform column, one far from 0, and a constant.</summary>
    private static Matrix Draws(int count)
    {
        var rows = new Matrix(count, 3);
        for (var r = 0; r < count; r++)
        {
            var rng = Rng.At(4, 0, r);
            (rows[r][0], rows[r][1], rows[r][2]) = ((float)rng.NextDouble(), (float)(-5 + (3 * rng.NextGaussian())), 7.7f);
        }
        return rows;
    }
}
