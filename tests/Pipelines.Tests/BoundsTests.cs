using Xunit;

namespace Pipelines.Tests;

public sealed class BoundsTests
{
    [Fact]
    public void Open_ends_are_outside_closed_ends_inside()
    {
        Assert.True(Bounds.Closed(0, 1).Contains(0) && Bounds.Closed(0, 1).Contains(1));
        Assert.False(Bounds.Open(0, 1).Contains(0) || Bounds.Open(0, 1).Contains(1));
        Assert.True(Bounds.ClosedOpen(0, 1).Contains(0) && !Bounds.ClosedOpen(0, 1).Contains(1));
        Assert.True(!Bounds.OpenClosed(0, 1).Contains(0) && Bounds.OpenClosed(0, 1).Contains(1));
        Assert.True(Bounds.AtLeast(2).Contains(2) && !Bounds.Above(2).Contains(2));
        Assert.False(Bounds.Closed(0, 1).Contains(Math.BitIncrement(1)) || Bounds.Closed(0, 1).Contains(-double.Epsilon));
    }

    [Fact]
    public void NaN_is_never_inside_and_infinity_only_where_said()
    {
        Assert.All([Bounds.Finite, Bounds.AtLeast(0), Bounds.Above(0), Bounds.Closed(double.NegativeInfinity, double.PositiveInfinity)], b => Assert.False(b.Contains(double.NaN)));
        Assert.All([Bounds.Finite, Bounds.AtLeast(0), Bounds.Above(0)], b => Assert.False(b.Contains(double.PositiveInfinity)));
        Assert.True(Bounds.Closed(0, double.PositiveInfinity).Contains(double.PositiveInfinity));
    }

    [Theory]
    [InlineData(0, 1, "from 0 to 1")]
    [InlineData(-0.1234567890123, 1e20, "from -0.1234567890123 to 1E+20")]
    [InlineData(1, 2147483647, "from 1 to 2147483647")]
    public void Are_said_with_every_digit(double low, double high, string words) => Assert.Equal(words, Bounds.Closed(low, high).ToString());

    [Fact]
    public void Are_said_in_words() =>
        Assert.Equal(["finite", "at least 2", "more than 2", "more than 0 and less than 1", "at least 0 and less than 1", "more than 0 and at most 1"],
            new[] { Bounds.Finite, Bounds.AtLeast(2), Bounds.Above(2), Bounds.Open(0, 1), Bounds.ClosedOpen(0, 1), Bounds.OpenClosed(0, 1) }.Select(b => b.ToString()));
}
