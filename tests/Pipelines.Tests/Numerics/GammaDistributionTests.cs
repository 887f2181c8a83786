using Pipelines.Numerics;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Numerics;

public sealed class GammaDistributionTests
{
    [Fact]
    public void Quantiles_of_chi_squared_agree_with_scipy_far_out_in_both_tails()
    {
        double[] levels = [1e-6, 0.025, 0.5, 0.975, 1 - 1e-6], degrees = [1, 4.5, 24, 499];
        GoldenNumbers.Close(new GoldenNumbers("process_monitoring.txt")["chi2"], [.. levels.SelectMany(p => degrees.Select(d => GammaDistribution.ChiSquaredQuantile(p, d)))], 1e-9);
        Assert.Equal(0, GammaDistribution.ChiSquaredQuantile(0.5, 0));
    }

    [Theory]
    [InlineData(0.3, 0.01), InlineData(1, 2), InlineData(7, 7.5), InlineData(40, 90)]
    public void The_two_tails_add_up(double shape, double x) => Assert.Equal(1, GammaDistribution.Cdf(shape, x) + GammaDistribution.UpperTail(shape, x), 1e-14);
}
