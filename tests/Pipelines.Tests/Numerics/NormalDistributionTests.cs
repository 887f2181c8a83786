using Pipelines.Numerics;
using Pipelines.Tests.Evaluation;
using Xunit;

namespace Pipelines.Tests.Numerics;

public sealed class NormalDistributionTests
{
    [Fact]
    public void Agrees_with_scipy()
    {
        foreach (var golden in EvaluationGolden.Cases("normal"))
        {
            Assert.Equal(1, NormalDistribution.Cdf(golden.Number("z")) / golden.Number("cdf"), 1e-11);
            Assert.Equal(1, NormalDistribution.UpperTail(golden.Number("z")) / golden.Number("upper"), 1e-11);
        }
    }

    [Theory]
    [InlineData(1e-12)]
    [InlineData(0.001)]
    [InlineData(0.025)]
    [InlineData(0.5)]
    [InlineData(0.7)]
    [InlineData(0.999999)]
    public void The_quantile_undoes_the_distribution(double p) => Assert.Equal(1, NormalDistribution.Cdf(NormalDistribution.Quantile(p)) / p, 1e-11);
}
