using Pipelines.Quality;
using Xunit;

namespace Pipelines.Tests.Quality;

public sealed class RunRulesTests
{
    [Theory]
    [InlineData(RunRuleSet.LimitsOnly, "0 2.9 3.1 0", "1:2-2")]
    [InlineData(RunRuleSet.WesternElectric, "0 -3.2 -3.3 0", "1:1-1 1:2-2 2:1-2")]
    [InlineData(RunRuleSet.WesternElectric, "2.1 0 2.2 0 0 -2.1 2.1", "2:0-2")]
    [InlineData(RunRuleSet.WesternElectric, "1.1 1.2 0 1.1 1.3", "3:0-4")]
    [InlineData(RunRuleSet.WesternElectric, "-.1 -.1 -.1 -.1 -.1 -.1 -.1 -.1 -.2", "4:0-8")]
    [InlineData(RunRuleSet.WesternElectric, "-.1 -.1 -.1 -.1 nan -.1 -.1 -.1 -.2", "")]
    [InlineData(RunRuleSet.Nelson, ".1 .1 .1 .1 .1 .1 .1 .1", "")]
    [InlineData(RunRuleSet.Nelson, ".1 .1 .1 .1 .1 .1 .1 .1 .1", "2:0-8")]
    [InlineData(RunRuleSet.Nelson, "-1.2 -.5 -.4 .1 .2 .3", "3:0-5")]
    [InlineData(RunRuleSet.Nelson, "-1.2 -.5 -.4 .1 .2 nan .3", "")]
    [InlineData(RunRuleSet.Nelson, "1.5 -1 .5 -1 .5 -.5 .5 -.5 .5 -.5 .5 -.5 .5 -.5", "4:0-13")]
    [InlineData(RunRuleSet.Nelson, "0 -2.5 -2.5", "5:1-2")]
    [InlineData(RunRuleSet.Nelson, "1.5 1.5 -1.5 1.5 1.5", "6:0-4")]
    [InlineData(RunRuleSet.Nelson, ".1 -.1 .1 .1 -.1 .2 .2 -.1 -.2 .1 .2 -.3 .1 .2 -.1", "7:0-14")]
    [InlineData(RunRuleSet.Nelson, "1.1 -1.1 1.2 -1.3 1.1 1.1 -1.2 -1.1", "8:0-7")]
    public void Each_pattern_has_its_number(RunRuleSet set, string scores, string expected)
    {
        double[] z = [.. scores.Split(' ').Select(s => s == "nan" ? double.NaN : double.Parse(s, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(expected, string.Join(' ', RunRules.Find(z, set).Select(s => $"{s.Rule}:{s.First}-{s.Last}")));
    }

    [Theory]
    // Average run lengths of Champ and Woodall, "Exact results for Shewhart control charts with supplementary runs rules" (1987): 370.40 for the limits alone, 91.75 for all four rules.
    [InlineData(RunRuleSet.LimitsOnly, 370.40), InlineData(RunRuleSet.WesternElectric, 91.75)]
    public void False_signals_come_as_often_as_was_published(RunRuleSet set, double published)
    {
        double sum = 0;
        const int runs = 2000;
        for (var r = 0; r < runs; r++)
        {
            var rng = Rng.At(5, 0, r);
            var scores = new List<double>();
            var length = 0;
            for (var points = 64; length == 0; points *= 2)
            {
                while (scores.Count < points)
                {
                    scores.Add(rng.NextGaussian());
                }
                if (RunRules.Find(scores.ToArray(), set) is { Count: > 0 } found)
                {
                    length = found.Min(s => s.Last - s.First + 1 > 8 ? s.First + 8 : FirstEnd(scores, set, s));
                }
            }
            sum += length;
        }
        Assert.Equal(published, sum / runs, published * 0.06);
    }

    /// <summary>When the signal was first given: the shortest beginning of the chart that has it.</summary>
    private static int FirstEnd(List<double> scores, RunRuleSet set, RunRuleSignal signal)
    {
        var end = signal.First + 1;
        while (RunRules.Find(scores.Take(end).ToArray(), set).Count == 0)
        {
            end++;
        }
        return end;
    }
}
