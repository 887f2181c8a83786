using System.Runtime.Intrinsics;
using Pipelines.Numerics;
using Xunit;

namespace Pipelines.Tests.Numerics;

/// <summary>Panels of rows against centroids and points: every width of registers against plain numbers.</summary>
public sealed class CentroidBlockTests
{
    [Fact]
    public void Every_width_of_registers_finds_what_plain_loops_find_for_every_length()
    {
        for (var d = 0; d <= 256; d++)
        {
            var k = 1 + (d % 17);
            var (rows, centroids) = (Points(RowPanels.Width - (d % 3), d, 1), Points(k, d, 2));
            var block = new CentroidBlock(k, NearestCentroid.CentreOf(centroids));
            block.Load(centroids);
            var panel = new float[d * RowPanels.Width];
            RowPanels.Pack(rows, 0, rows.Rows, block.Centre, panel);
            float[] one = new float[RowPanels.Width], two = new float[RowPanels.Width], three = new float[RowPanels.Width];
            block.Nearest<LanesScalar, float>(panel, one);
            block.Nearest<Lanes256, Vector256<float>>(panel, two);
            block.Nearest<Lanes512, Vector512<float>>(panel, three);
            for (var r = 0; r < rows.Rows; r++)
            {
                var distances = Enumerable.Range(0, k).Select(c => Squared(rows, r, centroids, c)).ToArray();
                foreach (var place in new[] { one[r], two[r], three[r] })
                {
                    Assert.True(distances[(int)place] <= distances.Min() * 1.00001, $"d = {d}, k = {k}, row {r}: {place}");
                }
            }
        }
    }

    [Fact]
    public void Distances_to_a_point_agree_on_every_width_and_are_0_at_the_point()
    {
        for (var d = 1; d <= 256; d += d < 40 ? 1 : 27)
        {
            var rows = Points(RowPanels.Width, d, 5);
            var panel = new float[d * RowPanels.Width];
            RowPanels.Pack(rows, 0, RowPanels.Width, new float[d], panel);
            var before = Enumerable.Range(0, RowPanels.Width).Select(r => r % 5 == 0 ? 0.01f : float.PositiveInfinity).ToArray();
            float[] one = new float[RowPanels.Width], two = new float[RowPanels.Width], three = new float[RowPanels.Width];
            PanelDistance.Lesser<LanesScalar, float>(panel, rows.Row(7), before, one);
            PanelDistance.Lesser<Lanes256, Vector256<float>>(panel, rows.Row(7), before, two);
            PanelDistance.Lesser<Lanes512, Vector512<float>>(panel, rows.Row(7), before, three);
            for (var r = 0; r < RowPanels.Width; r++)
            {
                var expected = Math.Min(before[r], Squared(rows, r, rows, 7));
                Assert.All([one[r], two[r], three[r]], v => Assert.Equal(expected, v, 1e-5 * expected));
            }
        }
    }

    [Fact]
    public void Rows_are_added_to_sums_for_every_length()
    {
        for (var d = 0; d <= 70; d++)
        {
            var x = GemmTests.Values(d, 3);
            var sums = Enumerable.Range(0, d).Select(i => (double)i).ToArray();
            RowAccumulation.Add(x, 2.5, sums);
            Assert.All(Enumerable.Range(0, d), i => Assert.Equal(i + (2.5 * x[i]), sums[i], 1e-12));
        }
    }

    private static GemmOperand Points(int n, int d, int item) => GemmOperand.Of([.. GemmTests.Values(n * d, item).Select(v => v + 3)], n, d);

    private static double Squared(GemmOperand x, int i, GemmOperand y, int j)
    {
        double sum = 0;
        for (var p = 0; p < x.Columns; p++)
        {
            sum += ((double)x.At(i, p) - y.At(j, p)) * ((double)x.At(i, p) - y.At(j, p));
        }
        return sum;
    }
}
