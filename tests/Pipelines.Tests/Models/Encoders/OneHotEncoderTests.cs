using Pipelines.Data;
using Pipelines.Models.Encoders;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Models.Encoders;

public sealed class OneHotEncoderTests
{
    private static readonly TextColumn Colours = TextColumn.From("colour", ["red", "red", "red", "red", "red", "blue", "blue", "blue", "blue", "green", "green", "violet", "amber"]);

    [Fact]
    public void Keeps_the_frequent_levels_as_scikit_learn_does()
    {
        var model = new OneHotEncoder(new() { MaxLevels = 3 }).Fit(Colours);
        Assert.Equal(["blue", "green", "red"], model.Levels);
        Assert.Equal(new GoldenNumbers("encoders.txt").Floats("onehot.all"), model.Encode(TextColumn.From("asked", ["violet", "blue", "green", "pink", "red"])).Values);
    }

    [Fact]
    public void Of_equally_frequent_levels_keeps_the_ordinally_first_whatever_their_order() =>
        Assert.Equal(["a", "b"], new OneHotEncoder(new() { MaxLevels = 2 }).Fit(TextColumn.From("x", ["c", "b", "a", "d"])).Levels);

    [Fact]
    public void Rare_levels_share_the_column_of_others() =>
        Assert.Equal(["blue", "red"], new OneHotEncoder(new() { MinRows = 3 }).Fit(Colours).Levels);

    [Fact]
    public void Missing_cells_have_a_column_where_training_had_some_and_are_other_where_not()
    {
        var without = new OneHotEncoder().Fit(TextColumn.From("x", ["a"]));
        Assert.Equal(["x = a", "x = (other)"], without.Names);
        Assert.Equal([0, 1], without.Encode(TextColumn.From("x", [null])).Values);
        var with = new OneHotEncoder().Fit(TextColumn.From("x", ["a", null]));
        Assert.Equal(["x = a", "x = (other)", "x = (missing)"], with.Names);
        Assert.Equal([0, 0, 1, 1, 0, 0, 0, 1, 0], with.Encode(TextColumn.From("x", [null, "a", "b"])).Values);
    }

    [Fact]
    public void Levels_no_row_uses_are_not_learned() =>
        Assert.Equal(["b"], new OneHotEncoder().Fit(TextColumn.From("x", ["a", "b"]).Take([1])).Levels);

    [Fact]
    public void Writes_into_part_of_a_larger_matrix()
    {
        var result = new Matrix(1, 5, [9, 9, 9, 9, 9]);
        new OneHotEncoder().Fit(TextColumn.From("x", ["a", "b"])).Encode(TextColumn.From("x", ["b"]), result, 1);
        Assert.Equal([9, 0, 1, 0, 9], result.Values);
        Assert.Throws<DataException>(() => new OneHotEncoder().Fit(TextColumn.From("x", ["a", "b"])).Encode(TextColumn.From("x", ["b"]), result, 3));
    }
}
