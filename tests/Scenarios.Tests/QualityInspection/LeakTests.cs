using Pipelines.Data;
using Pipelines.Quality;
using QualityInspection.Data;
using QualityInspection.Study;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.QualityInspection;

public sealed class LeakTests
{
    private static readonly sbyte[] Labels = [.. Enumerable.Range(0, 200).Select(i => (sbyte)(i % 10 == 0 ? 1 : 0))];

    [Fact]
    public void A_measurement_that_only_leans_towards_bad_parts_gives_nothing_away()
    {
        var values = Enumerable.Range(0, 200).Select(i => (i * 37 % 101) + (i % 10 == 0 ? 60.0 : 0)).ToArray();
        Assert.Empty(Leak.Find([new NumberColumn("m", values)], Labels, new HashSet<string>()));
    }

    [Fact]
    public void A_number_that_parts_bad_from_good_gives_it_away_unless_it_has_a_tolerance()
    {
        NumberColumn[] columns = [new("m", [.. Enumerable.Range(0, 200).Select(i => i % 10 == 0 ? 100.0 + i : i % 7)])];
        Assert.Equal("number", Assert.Single(Leak.Find(columns, Labels, new HashSet<string>())).Reason);
        Assert.Empty(Leak.Find(columns, Labels, new HashSet<string> { "m" }));
    }

    [Fact]
    public void A_text_that_names_the_cause_gives_it_away()
    {
        var column = TextColumn.From("cause", Enumerable.Range(0, 200).Select(i => i % 10 == 0 ? "burr" : "fine"));
        Assert.Equal("cause", Assert.Single(Leak.Find([column], Labels, new HashSet<string>())).Column);
    }

    [Fact]
    public void A_formula_finds_its_columns_even_where_their_names_hold_its_sign()
    {
        var derived = DerivedColumn.Parse("d = inner-x - outer", ["inner-x", "outer"]);
        Assert.Equal(("inner-x", '-', "outer"), (derived.Left, derived.Sign, derived.Right));
        var table = DerivedColumn.Add(new Table([new NumberColumn("inner-x", [5, double.NaN]), new NumberColumn("outer", [3, 1])]), [derived]);
        Assert.Equal([2, double.NaN], ((NumberColumn)table["d"]).Values);
        Assert.Throws<ScenarioException>(() => DerivedColumn.Parse("outer = inner-x - outer", ["inner-x", "outer"]));
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(12, 1)]
    [InlineData(9, 0.5)]
    [InlineData(13, 1.5)]
    [InlineData(7, 1.5)]
    public void The_place_in_a_tolerance_is_counted_from_its_middle(double value, double expected) =>
        Assert.Equal(expected, Tolerances.Excess(value, new SpecLimits(8, 12), 9), 1e-9);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1.5, 0.5)]
    [InlineData(3, 2)]
    public void A_tolerance_with_one_limit_is_counted_from_a_typical_value(double value, double expected) =>
        Assert.Equal(expected, Tolerances.Excess(value, new SpecLimits(double.NaN, 2), 1), 1e-9);
}
