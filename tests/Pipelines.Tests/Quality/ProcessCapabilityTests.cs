using Pipelines.Quality;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Quality;

public sealed class ProcessCapabilityTests
{
    private static readonly GoldenNumbers Golden = new("process_monitoring.txt");
    private static readonly SpecLimits Spec = new(9.7, 10.4, 10);

    [Fact]
    public void Indices_intervals_and_ppm_agree_with_scipy()
    {
        var c = ProcessCapability.Of(Golden["parts"], Spec);
        GoldenNumbers.Close(Golden["capability.overall"], [c.Mean, c.Overall, c.Pp, c.PpInterval.Low, c.PpInterval.High, c.Ppk, c.PpkInterval.Low, c.PpkInterval.High, c.ExpectedPpm], 1e-9);
        GoldenNumbers.Close(Golden["capability.within"], [c.Within, c.Cp, c.Cpk], 1e-9);
        GoldenNumbers.Close(Golden["anderson"], [c.Normality.Statistic], 1e-9);
        Assert.True(c.Normality.PValue > 0.3);
        Assert.True(double.IsNaN(c.PercentilePpk));
        Assert.Equal(["cp", "cpk", "pp", "ppk", "defect_ppm_expected", "defect_ppm"], c.All.Select(m => m.Key));
    }

    [Fact]
    public void Skewed_values_are_called_so()
    {
        var test = NormalityTest.Of(Golden["skewed"]);
        GoldenNumbers.Close(Golden["anderson.skewed"], [test.Statistic], 1e-9);
        Assert.True(test.PValue < 1e-6);
        Assert.True(double.IsNaN(NormalityTest.Of([1, 1, 1, 1, 1, 1, 1, 1, 1]).PValue));
    }

    [Fact]
    public void Normal_values_have_p_values_that_are_spread_evenly()
    {
        var below = 0;
        for (var s = 0; s < 1000; s++)
        {
            var rng = Rng.At(3, 0, s);
            below += NormalityTest.Of([.. Enumerable.Range(0, 60).Select(_ => rng.NextGaussian())]).PValue < 0.1 ? 1 : 0;
        }
        Assert.InRange(below, 75, 125);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void Nineteen_intervals_in_twenty_hold_the_true_Cpk(bool grouped)
    {
        var held = 0;
        int[] groups = [.. Enumerable.Range(0, 100).Select(i => i / 5)];
        for (var s = 0; s < 600; s++)
        {
            var rng = Rng.At(8, 0, s);
            double[] values = [.. groups.Select(_ => 0.5 + rng.NextGaussian())];
            var c = grouped ? ProcessCapability.Of(values, groups, new(-4, 4)) : ProcessCapability.Of(values, new(-4, 4));
            held += c.CpkInterval.Low <= 3.5 / 3 && 3.5 / 3 <= c.CpkInterval.High ? 1 : 0;
        }
        Assert.InRange(held / 600.0, 0.93, 0.97);
    }

    [Fact]
    public void Drift_between_batches_costs_Ppk_and_not_Cpk()
    {
        var rng = Rng.At(16);
        int[] batches = [.. Enumerable.Range(0, 200).Select(i => i / 10)];
        double[] values = [.. batches.Select(b => (2 * Math.Sin(b)) + rng.NextGaussian())];
        var c = ProcessCapability.Of(values, batches, new(-6, 6));
        Assert.InRange(c.Within, 0.9, 1.1);
        Assert.True(c.Cpk > 1.5 * c.Ppk);
    }

    [Fact]
    public void One_limit_is_enough_and_percentiles_need_no_normal_values()
    {
        var rng = Rng.At(7);
        double[] values = [.. Enumerable.Range(0, 20_000).Select(_ => -Math.Log(1 - rng.NextDouble()))];
        var c = ProcessCapability.Of(values, new(double.NaN, 7));
        Assert.True(double.IsNaN(c.Cp) && double.IsNaN(c.PercentilePp) && double.IsNaN(c.CpInterval.Low));
        // Exponential: median ln 2, 99.865 % quantile 6.607; normal theory would promise far too much.
        Assert.Equal((7 - 0.6931) / (6.6077 - 0.6931), c.PercentilePpk, 0.06);
        Assert.True(c.Ppk > 1.8 && c.ObservedPpm > 100 * c.ExpectedPpm);
    }

    [Fact]
    public void Refuses_what_has_no_capability()
    {
        Assert.Contains("lower limit below its upper one", Assert.Throws<DataException>(() => ProcessCapability.Of([1, 2], new(3, 3))).Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => ProcessCapability.Of([1, 2], new(double.NaN, double.NaN)));
        Assert.Contains("values that differ", Assert.Throws<DataException>(() => ProcessCapability.Of([1, 1, 1], Spec)).Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => ProcessCapability.Of([1, 2], [0, 1], Spec));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProcessCapability.Of([1, 2], Spec, 1));
    }
}
