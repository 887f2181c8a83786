using Pipelines.Reporting.Charts;
using Pipelines.Reporting.Svg;
using Xunit;

namespace Pipelines.Tests.Reporting;

public sealed class TicksTests
{
    [Theory]
    [InlineData(0, 1, 5, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    [InlineData(0, 0.3, 3, new[] { 0, 0.1, 0.2, 0.3 })]
    [InlineData(-1.2, 3.4, 5, new[] { -1.0, 0, 1, 2, 3 })]
    [InlineData(0, 28750, 5, new[] { 0.0, 10000, 20000 })]
    [InlineData(0.8641, 0.8897, 4, new[] { 0.87, 0.88 })]
    [InlineData(1e-7, 5e-7, 4, new[] { 1e-7, 2e-7, 3e-7, 4e-7, 5e-7 })]
    public void Steps_are_1_2_or_5_times_a_power_of_ten(double low, double high, int most, double[] expected) => Assert.Equal(expected, Ticks.Linear(low, high, most));

    [Theory]
    [InlineData(1, 1000, 6, new[] { 1.0, 10, 100, 1000 })]
    [InlineData(0.5, 30, 6, new[] { 0.5, 1, 2, 5, 10, 20 })]
    [InlineData(1e-9, 1e9, 5, new[] { 1e-9, 1e-5, 1e-1, 1e3, 1e7 })]
    public void Logarithmic_ticks_are_powers_of_ten(double low, double high, int most, double[] expected) => Assert.Equal(expected, Ticks.Log(low, high, most));

    [Theory]
    [InlineData(3, 60, "00:00:10", "00:00:15")]
    [InlineData(7200, 5, "00:30", "01:00")]
    [InlineData(86_400 * 3, 8, "01-01 12:00", "01-03 00:00")]
    [InlineData(86_400 * 40, 6, "1970-01-05", "1970-01-19")]
    [InlineData(86_400.0 * 365 * 3, 5, "1971", "1972")]
    public void Time_ticks_are_round_times(double seconds, int most, params string[] among)
    {
        var (values, texts) = TimeTicks.Of(seconds == 3 ? 9 : 0, seconds == 3 ? 16 : seconds, seconds == 3 ? 3 : most);
        Assert.Equal(values.Count, texts.Count);
        Assert.Equal(values.Order(), values);
        Assert.All(among, text => Assert.Contains(text, texts));
    }

    [Theory]
    [InlineData(0.25, 0.05, "0.25")]
    [InlineData(0, 0.2, "0.0")]
    [InlineData(20000, 10000, "20,000")]
    [InlineData(-0.5, 0.5, "-0.5")]
    [InlineData(2.5e12, 5e11, "2,500,000,000,000")]
    public void Ticks_have_the_decimals_of_their_step(double value, double step, string expected) => Assert.Equal(expected, default(Pipelines.Reporting.NumberFormat).Tick(value, step));
}
