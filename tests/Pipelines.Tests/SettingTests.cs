using Xunit;

namespace Pipelines.Tests;

public sealed class SettingTests
{
    private static readonly Dictionary<string, Setting<Sample>> Of = Sample.Settings.ToDictionary(s => s.Name);

    [Fact]
    public void Reads_what_the_command_line_says()
    {
        Assert.Equal(0.125, Of["Rate"].Parse(new(), "0.125").Rate);
        Assert.Equal(1e-3, Of["Rate"].Parse(new(), "1e-3").Rate);
        Assert.Equal(12, Of["Rank"].Parse(new(), "12").Rank);
        Assert.Equal(Way.HillClimb, Of["Way"].Parse(new(), "Hill-CLIMB").Way);
        Assert.All(["true", "Yes", "ON", "1"], t => Assert.True(Of["Loud"].Parse(new(), t).Loud));
        Assert.All(["false", "No", "OFF", "0"], t => Assert.False(Of["Loud"].Parse(new() { Loud = true }, t).Loud));
        Assert.Equal(long.MaxValue, Of["Seed"].Parse(new(), "9223372036854775807").Seed);
    }

    [Theory]
    [InlineData("Rate", "NaN")]
    [InlineData("Rate", "0")]
    [InlineData("Rate", "1.0000001")]
    [InlineData("Rate", "Infinity")]
    [InlineData("Rate", "1e400")]
    [InlineData("Rate", "0,5")]
    [InlineData("Rate", "")]
    [InlineData("Rank", "0")]
    [InlineData("Rank", "1.5")]
    [InlineData("Rank", "1,5")] // with thousands separators it would be 15
    [InlineData("Rank", "1 000")]
    [InlineData("Rank", "4294967297")] // as an int it would be 1
    [InlineData("Rank", "99999999999999999999")]
    [InlineData("Way", "hill climb")]
    [InlineData("Way", "1")]
    [InlineData("Loud", "2")]
    [InlineData("Seed", "-1")]
    public void Refuses_what_is_no_value_or_out_of_range(string setting, string text)
    {
        var error = Assert.Throws<OptionException>(() => Of[setting].Parse(new(), text));
        Assert.Equal(("option.range", "Sample", setting), (error.Code, error.Owner, error.Setting));
        Assert.Equal($"Sample.{setting} must be {Of[setting].Need}; got '{text}'.", error.Message);
    }

    [Fact]
    public void Says_what_it_needs_in_words()
    {
        Assert.Equal("a number, more than 0 and at most 1", Of["Rate"].Need);
        Assert.Equal("a whole number, from 1 to 2147483647", Of["Rank"].Need);
        Assert.Equal("one of walk, hill-climb", Of["Way"].Need);
        Assert.Equal("true or false", Of["Loud"].Need);
        Assert.Equal("a whole number, at least 0", Of["Seed"].Need);
        Assert.Equal(["0.1", "8", "walk", "false", "42"], Sample.Settings.Select(s => s.Default));
        Assert.Equal([SettingKind.Number, SettingKind.Whole, SettingKind.Choice, SettingKind.Flag, SettingKind.Whole], Sample.Settings.Select(s => s.Kind));
        Assert.Equal(["walk", "hill-climb"], Of["Way"].Choices);
    }

    [Fact]
    public void Checked_names_the_first_setting_out_of_range()
    {
        Assert.Equal(new Sample(), new Sample().Checked());
        Assert.Equal("Sample.Rate must be a number, more than 0 and at most 1; got NaN.", Assert.Throws<OptionException>(() => new Sample { Rate = double.NaN }.Checked()).Message);
        Assert.Equal("Sample.Rank must be a whole number, from 1 to 2147483647; got -3.", Assert.Throws<OptionException>(() => new Sample { Rank = -3 }.Checked()).Message);
        Assert.Equal("Sample.Way must be one of walk, hill-climb; got 9.", Assert.Throws<OptionException>(() => new Sample { Way = (Way)9 }.Checked()).Message);
    }

    [Fact]
    public void Threads_of_a_fit_are_at_least_1()
    {
        Assert.Equal("FitControl.Threads must be a whole number, at least 1; got 0.", Assert.Throws<OptionException>(() => new FitControl { Threads = 0 }).Message);
        Assert.InRange(FitControl.Default.Threads, 1, int.MaxValue);
    }

    [Fact]
    public void A_cancelled_fit_stops_before_it_reports()
    {
        var heard = new List<FitStep>();
        var control = new FitControl { Cancellation = new(canceled: true), Progress = new Ears(heard) };
        Assert.Throws<OperationCanceledException>(() => control.Step(1, 2));
        Assert.Empty(heard);
    }

    private enum Way
    {
        Walk,
        HillClimb,
    }

    private sealed record Sample : IOptions<Sample>
    {
        public double Rate { get; init; } = 0.1;

        public int Rank { get; init; } = 8;

        public Way Way { get; init; }

        public bool Loud { get; init; }

        public long Seed { get; init; } = 42;

        public static IReadOnlyList<Setting<Sample>> Settings { get; } =
        [
            Setting.Number("Rate", "how fast", Bounds.OpenClosed(0, 1), (Sample o) => o.Rate, (o, v) => o with { Rate = v }),
            Setting.Whole("Rank", "how many", Bounds.Closed(1, int.MaxValue), (Sample o) => o.Rank, (o, v) => o with { Rank = (int)v }),
            Setting.Choice("Way", "which way", (Sample o) => o.Way, (o, v) => o with { Way = v }),
            Setting.Flag("Loud", "say more", (Sample o) => o.Loud, (o, v) => o with { Loud = v }),
            Setting.Seed((Sample o) => o.Seed, (o, v) => o with { Seed = v }),
        ];
    }

    private sealed class Ears(List<FitStep> heard) : IProgress<FitStep>
    {
        public void Report(FitStep value) => heard.Add(value);
    }
}
