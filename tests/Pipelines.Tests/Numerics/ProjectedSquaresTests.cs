using Pipelines.Numerics;
using Xunit;

namespace Pipelines.Tests.Numerics;

public sealed class ProjectedSquaresTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(9, 9)]
    [InlineData(17, 5)]
    [InlineData(52, 52)]
    public void Agrees_with_plain_sums_for_every_number_of_rows(int columns, int axes)
    {
        const int sums = 2;
        var rng = Rng.At(columns, axes);
        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => rng.NextGaussian())];
        var (center, scale, vectors, weights) = (Draw(columns), Draw(columns), Draw(axes * columns), Draw(sums * axes));
        for (var rows = 1; rows <= 50; rows++)
        {
            float[] values = [.. Draw(rows * columns).Select(v => (float)v)];
            var squares = new double[rows * (sums + 1)];
            ProjectedSquares.Of(values, center, scale, vectors, weights, squares);
            for (var r = 0; r < rows; r++)
            {
                double[] z = [.. Enumerable.Range(0, columns).Select(c => (values[(r * columns) + c] - center[c]) * scale[c])];
                double[] t = [.. Enumerable.Range(0, axes).Select(i => Enumerable.Range(0, columns).Sum(c => vectors[(i * columns) + c] * z[c]))];
                var size = 1e-11 * (1 + z.Sum(v => v * v)) * (1 + (columns * axes));
                for (var s = 0; s < sums; s++)
                {
                    Assert.Equal(t.Select((v, i) => weights[(s * axes) + i] * v * v).Sum(), squares[(s * rows) + r], size);
                }
                Assert.Equal(z.Sum(v => v * v), squares[(sums * rows) + r], size);
                // The same bits alone.
                var alone = new double[sums + 1];
                ProjectedSquares.Of(values.AsSpan(r * columns, columns), center, scale, vectors, weights, alone);
                Assert.Equal(alone, Enumerable.Range(0, sums + 1).Select(s => squares[(s * rows) + r]));
            }
        }
    }
}
