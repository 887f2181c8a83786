using Pipelines.Numerics;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Numerics;

public sealed class DistributionTests
{
    private static readonly GoldenNumbers Golden = new("anomaly.txt");

    [Theory]
    [InlineData("0.5")]
    [InlineData("0.9")]
    [InlineData("0.99")]
    [InlineData("0.9999")]
    public void Quantiles_of_chi_squared_and_F_are_those_of_scipy(string level)
    {
        var p = double.Parse(level, System.Globalization.CultureInfo.InvariantCulture);
        double[] degrees = [0.3, 1, 2.5, 9, 52, 1000];
        GoldenNumbers.Close(Golden[$"chi2.{level}"], Array.ConvertAll(degrees, k => GammaDistribution.ChiSquaredQuantile(p, k)), 1e-8);
        (double, double)[] pairs = [(1, 1), (1, 30), (4, 85), (11, 489), (52, 448), (200, 3)];
        GoldenNumbers.Close(Golden[$"f.{level}"], Array.ConvertAll(pairs, d => FDistribution.Quantile(p, d.Item1, d.Item2)), 1e-7);
    }

    [Fact]
    public void Tails_fall_from_one_to_nothing()
    {
        Assert.Equal(1, GammaDistribution.UpperTail(2, 0));
        Assert.Equal(1, FDistribution.UpperTail(-1, 2, 3));
        Assert.Equal(0, GammaDistribution.ChiSquaredQuantile(0.99, 0));
        // Of two degrees of freedom chi-squared is exponential.
        Assert.Equal(Math.Exp(-15), GammaDistribution.UpperTail(1, 15), 1e-18);
    }
}
