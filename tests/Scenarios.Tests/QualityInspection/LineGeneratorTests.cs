using Pipelines.Data;
using Pipelines.Quality;
using QualityInspection.Data;
using Xunit;

namespace Scenarios.Tests.QualityInspection;

public sealed class LineGeneratorTests
{
    private static readonly ProductionLine Made = LineGenerator.Make(1);

    [Fact]
    public void The_same_seed_makes_the_same_parts_and_another_one_others()
    {
        var again = LineGenerator.Make(1);
        Assert.All(LineGenerator.Measurements, m => Assert.Equal(Values(Made, m), Values(again, m)));
        Assert.Equal(Made.Causes, again.Causes);
        Assert.NotEqual(Values(Made, "weight"), Values(LineGenerator.Make(2), "weight"));
    }

    [Fact]
    public void Defects_of_every_cause_are_a_few_in_a_hundred()
    {
        var shares = Made.Causes.GroupBy(c => c).ToDictionary(g => g.Key, g => g.Count() / (double)LineGenerator.Parts);
        Assert.Equal(Enum.GetValues<DefectCause>().Length, shares.Count);
        Assert.InRange(1 - shares[DefectCause.None], 0.03, 0.12);
        Assert.All(shares.Values, s => Assert.True(s > 0.003));
    }

    [Fact]
    public void Parts_with_a_void_are_inside_every_tolerance_and_too_light_for_their_size()
    {
        var hollow = Enumerable.Range(0, LineGenerator.Parts).Where(i => Made.Causes[i] == DefectCause.Void).ToArray();
        Assert.All(hollow, i => Assert.All(Made.Specs, s => Assert.True(s.Limits.Allows(Values(Made, s.Column)[i]))));
        Assert.All(hollow, i => Assert.InRange(Lightness(i), -1.05, -0.25));
        Assert.True(Enumerable.Range(0, LineGenerator.Parts).Where(i => Made.Causes[i] == DefectCause.None).All(i => Math.Abs(Lightness(i)) < 0.35));
        // By weight alone they hide among the others.
        var sound = Values(Made, "weight").Where((_, i) => Made.Causes[i] == DefectCause.None).Order().ToArray();
        Assert.True(hollow.Count(i => Values(Made, "weight")[i] > sound[sound.Length / 100]) > hollow.Length / 4);
    }

    [Fact]
    public void The_tool_wears_so_the_chart_of_the_diameter_calls()
    {
        var codes = ((TextColumn)Made.Parts["batch"]).Codes;
        var charts = ControlCharts.MeanDeviation(Values(Made, "diameter"), codes);
        Assert.Contains(charts.Location.Signals, s => s.Rule == 1);
        var wear = ProcessCapability.Of(Values(Made, "diameter"), codes, Made.Specs[0].Limits);
        Assert.True(wear.Cpk > wear.Ppk * 1.2);
        Assert.InRange(ProcessCapability.Of(Values(Made, "bore"), codes, Made.Specs[2].Limits).Cpk, 1.5, 1.8);
    }

    private static double[] Values(ProductionLine line, string measurement) => ((NumberColumn)line.Parts[measurement]).Values;

    private static double Lightness(int i)
    {
        var (d, l, b) = (Values(Made, "diameter")[i], Values(Made, "length")[i], Values(Made, "bore")[i]);
        return Values(Made, "weight")[i] - (7.85e-3 * Math.PI / 4 * ((d * d) - (b * b)) * l);
    }
}
