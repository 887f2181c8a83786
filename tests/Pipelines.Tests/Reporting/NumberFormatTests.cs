using Pipelines.Reporting;
using Xunit;

namespace Pipelines.Tests.Reporting;

public sealed class NumberFormatTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "0")]
    [InlineData(0.86412, "0.864")]
    [InlineData(12.3456, "12.35")]
    [InlineData(123.456, "123.5")]
    [InlineData(100004, "100,004")]
    [InlineData(1234.5, "1,234")]
    [InlineData(0.012345, "0.0123")]
    [InlineData(0.00001234, "1.234E-5")]
    [InlineData(-3.5, "-3.500")]
    [InlineData(double.NaN, "–")]
    [InlineData(double.NegativeInfinity, "-∞")]
    public void Numbers_have_about_four_digits(double value, string expected) => Assert.Equal(expected, NumberFormat.Auto.Of(value));

    [Fact]
    public void Shares_bytes_and_seconds_have_their_units()
    {
        Assert.Equal("98.4 %", NumberFormat.Percent(1).Of(0.9841));
        Assert.Equal("0.0 %", NumberFormat.Percent(1).Of(-0.0001));
        Assert.Equal("214.0 MB", NumberFormat.Bytes.Of(214_000_000));
        Assert.Equal("21 ms", NumberFormat.Seconds.Of(0.021));
        Assert.Equal("8.3 s", NumberFormat.Seconds.Of(8.31));
        Assert.Equal("3.0 min", NumberFormat.Seconds.Of(180));
        Assert.Equal("1,235", NumberFormat.Whole.Of(1234.6));
    }
}
