using Pipelines.Quality;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Quality;

public sealed class ControlChartsTests
{
    private static readonly GoldenNumbers Golden = new("process_monitoring.txt");

    [Theory]
    [InlineData(2), InlineData(3), InlineData(5), InlineData(10), InlineData(25)]
    public void Constants_agree_with_numerical_integration_by_scipy(int size)
    {
        var c = ControlConstants.Of(size);
        GoldenNumbers.Close(Golden[$"constants.{size}"], [c.D2, c.D3, c.C4], 1e-8);
    }

    [Theory]
    // ASTM's table of factors: n, A2, D3, D4, A3, B3, B4.
    [InlineData(2, 1.880, 0, 3.267, 2.659, 0, 3.267), InlineData(5, 0.577, 0, 2.114, 1.427, 0, 2.089), InlineData(7, 0.419, 0.076, 1.924, 1.182, 0.118, 1.882), InlineData(25, 0.153, 0.459, 1.541, 0.606, 0.565, 1.435)]
    public void Factors_round_to_the_table_of_ASTM(int size, double a2, double lower, double upper, double a3, double b3, double b4)
    {
        var c = ControlConstants.Of(size);
        double[] expected = [a2, lower, upper, a3, b3, b4], actual = [c.MeanByRange, c.RangeLower, c.RangeUpper, c.MeanByDeviation, c.DeviationLower, c.DeviationUpper];
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 0.00101));
    }

    [Fact]
    public void Individuals_have_limits_by_the_mean_moving_range()
    {
        var charts = ControlCharts.Individuals([10, 12, 11, double.NaN, 10, 20], RunRuleSet.WesternElectric);
        var (center, range) = (12.6, (2 + 1 + 10) / 3.0);
        Assert.Equal((center, range, range / 1.1283791670955126), (charts.Location.Center, charts.Spread.Center, charts.Sigma), (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) + Math.Abs(a.Item3 - b.Item3) < 1e-9);
        Assert.Equal([0, 1, 2, 4, 5], charts.Location.Points.Select(p => p.Row));
        Assert.Equal([1, 2, 5], charts.Spread.Points.Select(p => p.Row));
        Assert.Equal(center + (2.6587 * range), charts.Location.Points[0].Upper, 1e-3);
        Assert.Equal(3.2665 * range, charts.Spread.Points[0].Upper, 1e-3);
        Assert.All(charts.Spread.Points, p => Assert.Equal(0, p.Lower));
    }

    [Fact]
    public void Subgroups_of_equal_size_have_the_limits_of_the_textbook()
    {
        double[] values = [1, 2, 3, 4, 5, 2, 3, 4, 5, 9, 3, 3, 3, 4, 4];
        int[] groups = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2];
        var charts = ControlCharts.MeanRange(values, groups);
        var (grand, range) = (55 / 15.0, (4 + 7 + 1) / 3.0);
        Assert.Equal(grand, charts.Location.Center, 1e-12);
        Assert.Equal(range, charts.Spread.Center, 1e-9);
        Assert.Equal(grand + (0.577 * range), charts.Location.Points[1].Upper, 2e-3);
        Assert.Equal(2.114 * range, charts.Spread.Points[1].Upper, 3e-3);
        Assert.Equal([0, 5, 10], charts.Location.Points.Select(p => p.Row));
        var deviations = ControlCharts.MeanDeviation(values, groups);
        var meanDeviation = (Math.Sqrt(2.5) + Math.Sqrt(7.3) + Math.Sqrt(0.3)) / 3;
        Assert.Equal(meanDeviation, deviations.Spread.Center, 1e-9);
        Assert.Equal(grand - (1.427 * meanDeviation), deviations.Location.Points[0].Lower, 2e-3);
    }

    [Fact]
    public void Limits_of_the_first_rows_judge_the_later_ones()
    {
        var rng = Rng.At(2);
        double[] values = [.. Enumerable.Range(0, 120).Select(i => (i < 60 ? 0 : 5) + rng.NextGaussian())];
        var charts = ControlCharts.Individuals(values, RunRuleSet.WesternElectric, reference: 60);
        Assert.InRange(charts.Location.Center, -0.4, 0.4);
        Assert.Contains(charts.Location.Signals, s => s.Rule == 1 && s.Last > 100);
        int[] groups = [.. Enumerable.Range(0, 120).Select(i => i / 4)];
        Assert.InRange(ControlCharts.MeanDeviation(values, groups, reference: 15).Location.Center, -0.4, 0.4);
        Assert.True(ControlCharts.MeanDeviation(values, groups).Location.Center > 2);
    }

    [Fact]
    public void Subgroups_of_different_size_have_their_own_limits()
    {
        var charts = ControlCharts.MeanDeviation([1, 2, 1, 2, 3, 4, 5], [0, 0, 1, 1, 1, 1, 2]);
        Assert.Equal(2, charts.Spread.Points.Count);
        var reach = charts.Location.Points.Select(p => p.Upper - charts.Location.Center).ToArray();
        Assert.Equal(reach[2] / Math.Sqrt(2), reach[0], 1e-12);
        Assert.Equal(reach[2] / 2, reach[1], 1e-12);
    }

    [Fact]
    public void Refuses_what_is_no_chart()
    {
        Assert.Contains("at least 2 values next to each other", Assert.Throws<DataException>(() => ControlCharts.Individuals([1, double.NaN, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("subgroup 0 begins again in row 2", Assert.Throws<DataException>(() => ControlCharts.MeanRange([1, 2, 3], [0, 1, 0])).Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => ControlCharts.MeanRange([1, 2], [0, 1]));
        Assert.Contains("row 1", Assert.Throws<DataException>(() => ControlCharts.Individuals([1, double.PositiveInfinity])).Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => ControlCharts.MeanRange([1, 2], [0]));
    }
}
