using System.Globalization;
using Pipelines.Evaluation;
using Xunit;

namespace Pipelines.Tests.Evaluation;

public sealed class RequirementTests
{
    private static readonly RegressionMetrics Metrics = RegressionMetrics.Of([1, 2, 3], [1.5f, 2.5f, 3.5f]);

    [Theory]
    [InlineData("rmse<=0.5", true)]
    [InlineData("rmse<0.5", false)]
    [InlineData("RMSE >= 0.5", true)]
    [InlineData("rmse > .5", false)]
    [InlineData("rmse == 5e-1", true)]
    [InlineData("bias<=-0.1", false)]
    public void Compares_a_metric_with_a_bound(string text, bool holds)
    {
        Assert.Equal(holds, Requirement.Parse(text).Holds(Metrics, out var failing));
        Assert.Equal(holds, failing is null);
    }

    [Fact]
    public void The_failing_line_says_what_is_and_what_was_required()
    {
        Assert.False(Requirement.Parse("rmse <= 0.4").Holds(Metrics, out var failing));
        Assert.Equal("rmse is 0.5; required rmse<=0.4", failing);
    }

    [Fact]
    public void Is_read_and_written_the_same_in_Germany()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            var requirement = Requirement.Parse("ndcg@10>=0.25");
            Assert.Equal(("ndcg@10", RequirementOperator.AtLeast, 0.25), (requirement.Key, requirement.Operator, requirement.Bound));
            Assert.Equal("ndcg@10>=0.25", requirement.ToString());
            Assert.Equal("rmse is 0.5; required rmse<=0.25", Requirement.Parse("rmse<=0.25").Check(Metrics).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_metric_that_cannot_be_computed_meets_nothing()
    {
        var constant = RegressionMetrics.Of([1, 1], [1, 2]);
        Assert.False(Requirement.Parse("r2<=1").Holds(constant, out _));
        Assert.False(Requirement.Parse("r2>=-1").Holds(constant, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("rmse")]
    [InlineData("<=0.9")]
    [InlineData("rmse<=")]
    [InlineData("rmse<=0,9")]
    [InlineData("rmse<=NaN")]
    [InlineData("rmse=0.9")]
    public void Refuses_what_is_no_requirement(string text) =>
        Assert.Contains($"such as rmse<=0.9; got '{text}'", Assert.Throws<OptionException>(() => Requirement.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_metric_lists_the_ones_there_are()
    {
        var error = Assert.Throws<OptionException>(() => Requirement.Parse("rsme<=1").Check(Metrics));
        Assert.Equal("metric.key", error.Code);
        Assert.Contains("no metric 'rsme' here. There are: rmse, mae, mse, r2, bias, median_error, max_error.", error.Message, StringComparison.Ordinal);
    }
}
