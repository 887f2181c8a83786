using Pipelines.Evaluation;
using Xunit;

namespace Pipelines.Tests.Evaluation;

public sealed class MetricTests
{
    [Theory]
    [InlineData(Better.Higher, 2, 1, true)]
    [InlineData(Better.Higher, 1, 2, false)]
    [InlineData(Better.Lower, 1, 2, true)]
    [InlineData(Better.Lower, 2, 2, false)]
    [InlineData(Better.NearZero, -1, 2, true)]
    [InlineData(Better.NearZero, 1, -1, false)]
    [InlineData(Better.Neither, 2, 1, false)]
    [InlineData(Better.Higher, double.NaN, 1, false)]
    [InlineData(Better.Lower, 1, double.NaN, false)]
    public void Is_better_as_its_direction_says(Better better, double value, double other, bool beats) => Assert.Equal(beats, new Metric("x", value, better).Beats(other));
}
