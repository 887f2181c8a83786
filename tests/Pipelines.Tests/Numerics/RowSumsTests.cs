using Pipelines.Numerics;
using Xunit;

namespace Pipelines.Tests.Numerics;

public sealed class RowSumsTests
{
    [Fact]
    public void Agree_with_plain_loops_for_every_length()
    {
        for (var length = 0; length <= 256; length++)
        {
            var rows = (length % 9) + 1;
            var stride = length + (length % 3);
            var (a, x, weights) = (GoldenTable.Normal((rows * stride) + 1, length), GoldenTable.Normal(length, 1), GoldenTable.Normal(rows, 2));
            var (dots, sums) = (new double[rows], (double[])x.Clone());
            var (expectedDots, expectedSums) = (new double[rows], (double[])x.Clone());
            for (var r = 0; r < rows; r++)
            {
                for (var i = 0; i < length; i++)
                {
                    expectedDots[r] += a[(r * stride) + i] * x[i];
                    expectedSums[i] += weights[r] * a[(r * stride) + i];
                }
            }
            RowSums.Dots(a, stride, x, dots);
            RowSums.Add(a, stride, weights, sums);
            GoldenTable.Close(expectedDots, dots, 1e-12);
            GoldenTable.Close(expectedSums, sums, 1e-12);
            Assert.Equal(expectedDots[0], RowSums.Dot(a.AsSpan(0, length), x), 1e-12);
            var one = (double[])x.Clone();
            RowSums.Add(a.AsSpan(0, length), 0.5, one);
            for (var i = 0; i < length; i++)
            {
                Assert.Equal(x[i] + (0.5 * a[i]), one[i], 1e-14);
            }
        }
    }

    [Fact]
    public void A_row_has_the_same_bits_alone_as_among_four()
    {
        for (var length = 0; length <= 70; length++)
        {
            var (a, x) = (GoldenTable.Normal((4 * length) + 1, length), GoldenTable.Normal(length, 3));
            var (together, alone) = (new double[4], new double[1]);
            RowSums.Dots(a, length, x, together);
            for (var r = 0; r < 4; r++)
            {
                RowSums.Dots(a.AsSpan(r * length), length, x, alone);
                Assert.Equal(together[r], alone[0]);
            }
        }
    }
}
