using Pipelines.Numerics;
using Xunit;

namespace Pipelines.Tests.Numerics;

/// <summary>The kernels of linear models against their scalar twins.</summary>
public sealed class LinearKernelTests
{
    [Fact]
    public void A_dot_product_in_double_is_that_of_the_scalar_loop_at_every_length()
    {
        for (var length = 0; length <= 256; length++)
        {
            var rng = Rng.At(1, 0, length);
            float[] row = [.. Enumerable.Range(0, length).Select(_ => (float)rng.NextGaussian())];
            double[] coefficients = [.. Enumerable.Range(0, length).Select(_ => rng.NextGaussian())];
            double expected = 0;
            for (var j = 0; j < length; j++)
            {
                expected += row[j] * coefficients[j];
            }
            Assert.Equal(expected, WideDot.Of(row, coefficients), 1e-13 * Math.Max(1, length));
        }
        Assert.Throws<ArgumentException>(() => WideDot.Of(new float[2], new double[3]));
    }

    [Fact]
    public void Combinations_of_rows_are_those_of_the_scalar_loop_at_every_shape()
    {
        for (var rows = 0; rows <= 9; rows++)
        {
            foreach (var columns in (int[])[0, 1, 2, 7, 8, 9, 15, 16, 17, 33, 255, 256])
            {
                foreach (var depth in (int[])[0, 1, 2, 5])
                {
                    var rng = Rng.At(2, rows, (columns * 10) + depth);
                    double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => rng.NextGaussian())];
                    var stride = depth + 2;
                    var (a, b, c) = (Draw(rows * stride), Draw(depth * columns), Draw(rows * columns));
                    var expected = (double[])c.Clone();
                    for (var i = 0; i < rows; i++)
                    {
                        for (var j = 0; j < columns; j++)
                        {
                            for (var k = 0; k < depth; k++)
                            {
                                expected[(i * columns) + j] += a[(i * stride) + k] * b[(k * columns) + j];
                            }
                        }
                    }
                    RowCombinations.Add(a, stride, b, c, rows, columns, depth);
                    Assert.All(expected.Zip(c), pair => Assert.Equal(pair.First, pair.Second, 1e-13));
                }
            }
        }
    }
}
