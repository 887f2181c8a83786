using Pipelines.Data;
using Pipelines.Models.Encoders;
using Xunit;

namespace Pipelines.Tests.Models.Encoders;

public sealed class TableEncoderTests
{
    private static readonly Table Train = new(
    [
        new NumberColumn("age", [20, double.NaN, 40, 60]),
        new TextColumn("city", [0, 1, 0, -1], ["Lyon", "Oslo"]),
        new TimeColumn("since", [new DateTime(1970, 1, 2).Ticks, new DateTime(1970, 1, 3).Ticks, TimeColumn.Missing, new DateTime(1970, 1, 2, 12, 0, 0).Ticks], "UTC"),
        new NumberColumn("nothing", [double.NaN, double.NaN, double.NaN, double.NaN]),
    ]);

    [Fact]
    public void Names_what_it_writes_and_what_it_ignores()
    {
        var model = new TableEncoder().Fit(Train);
        Assert.Equal(["age", "age (missing)", "city = Lyon", "city = Oslo", "city = (other)", "city = (missing)"], model.Names);
        Assert.Equal(["since", "nothing"], model.Ignored);
    }

    [Fact]
    public void Says_what_its_columns_stand_for() =>
        Assert.Equal([new("age", EncodedType.Number, 0, 1), new("age", EncodedType.Missing, 1, 1), new("city", EncodedType.Levels, 2, 4)], new TableEncoder().Fit(Train).Layout);

    [Fact]
    public void Fills_scales_and_says_where_it_filled()
    {
        // Filled: 20, 40, 40, 60: mean 40, deviation sqrt(200).
        var result = Encode(new(), Train);
        Assert.Equal([-1.4142135f, 0, 1, 0, 0, 0], result[0]);
        Assert.Equal([0, 1, 0, 1, 0, 0], result[1]);
        Assert.Equal([1.4142135f, 0, 0, 0, 0, 1], result[3]);
    }

    [Theory]
    [InlineData(Scaling.None)]
    [InlineData(Scaling.MinMax)]
    [InlineData(Scaling.Standard)]
    [InlineData(Scaling.Log1p)]
    [InlineData(Scaling.Robust)]
    [InlineData(Scaling.BySkew)]
    [InlineData(Scaling.Together)]
    public void Decoding_gives_back_what_was_encoded_with_gaps_filled(Scaling scaling)
    {
        var model = new TableEncoder(new() { Scaling = scaling, Times = true }).Fit(Train);
        var encoded = new Matrix(Train.Rows, model.Columns);
        model.Encode(Train, encoded);
        var table = model.Decode(encoded);
        Assert.Equal(["age", "since", "city"], table.Columns.Select(c => c.Name));
        double[] ages = [20, 40, 40, 60], days = [1, 2, 1.5, 1.5];
        Assert.All(ages.Zip(((NumberColumn)table["age"]).Values), p => Assert.Equal(p.First, p.Second, 1e-5));
        Assert.All(days.Zip(((NumberColumn)table["since"]).Values), p => Assert.Equal(p.First, p.Second, 1e-6));
        Assert.Equal(["Lyon", "Oslo", "Lyon", ""], Enumerable.Range(0, 4).Select(table["city"].Text));
        Assert.Throws<DataException>(() => model.Decode(new Matrix(2, model.Columns + 1)));
    }

    [Theory]
    [InlineData(Scaling.None, 60f)]
    [InlineData(Scaling.MinMax, 1f)]
    [InlineData(Scaling.Standard, 1.4142135f)]
    [InlineData(Scaling.Log1p, 1.2144552f)]
    [InlineData(Scaling.Robust, 2f)]
    [InlineData(Scaling.BySkew, 1.4142135f)]
    public void Scales_as_chosen(Scaling scaling, float expected) => Assert.Equal(expected, Encode(new() { Scaling = scaling }, Train)[3][0], 1e-6f);

    [Fact]
    public void One_range_for_all_columns_keeps_those_small_that_hardly_vary()
    {
        var table = new Table([new NumberColumn("edge", [0, 0, 2]), new NumberColumn("middle", [4, 10, double.NaN]), TextColumn.From("kind", ["a", "b", "a"])]);
        var model = new TableEncoder(new() { Scaling = Scaling.Together }).Fit(table);
        var result = new Matrix(3, model.Columns);
        model.Encode(table, result);
        Assert.Equal([0, 0.4f, 0, 0, 1, 0, 0.2f, 0.7f, 1], Enumerable.Range(0, 3).SelectMany(r => result[r][..3].ToArray()));
    }

    [Fact]
    public void Times_are_days_where_asked_for()
    {
        var result = Encode(new() { Times = true, Scaling = Scaling.None, Indicators = false }, Train);
        Assert.Equal([1, 2, 1.5f, 1.5f], Enumerable.Range(0, 4).Select(r => result[r][1]));
    }

    [Fact]
    public void Large_numbers_keep_their_digits_until_they_are_scaled()
    {
        // Float32 cannot tell these apart.
        var seconds = new Table([new NumberColumn("t", [1_700_000_000, 1_700_000_001, 1_700_000_002])]);
        Assert.Equal([0, 0.5f, 1], Encode(new() { Scaling = Scaling.MinMax }, seconds).Values);
    }

    [Fact]
    public void Reads_other_tables_by_name_with_codes_of_their_own()
    {
        var model = new TableEncoder(new() { Scaling = Scaling.None }).Fit(Train);
        var other = new Table([TextColumn.From("city", ["Bonn", "Oslo", "Lyon"]), new NumberColumn("more", [1, 2, 3]), TextColumn.From("age", [null, null, null])]);
        var result = new Matrix(3, model.Columns);
        model.Encode(other, result);
        Assert.Equal([40, 1, 0, 0, 1, 0, 40, 1, 0, 1, 0, 0, 40, 1, 1, 0, 0, 0], result.Values);
    }

    [Fact]
    public void Reads_numbers_as_the_texts_they_were_in_training()
    {
        var model = new TableEncoder().Fit(new Table([TextColumn.From("zip", ["01067", "75001", "n/a"])]));
        var result = new Matrix(1, model.Columns);
        model.Encode(new Table([new NumberColumn("zip", [75001])]), result);
        Assert.Equal([0, 1, 0, 0], result.Values);
    }

    [Fact]
    public void Refuses_text_infinity_and_what_float32_cannot_hold()
    {
        var model = new TableEncoder(new() { Scaling = Scaling.None }).Fit(Train);
        var result = new Matrix(1, model.Columns);
        DataException Refused(Column age) => Assert.Throws<DataException>(() => model.Encode(new Table([age, TextColumn.From("city", ["Oslo"])]), result));
        Assert.Equal("Column 'age' must hold numbers; got text such as 'old'. Correct the cells, or name them as missing when reading the file.", Refused(TextColumn.From("age", ["old"])).Message);
        Assert.Equal("column.finite", Refused(new NumberColumn("age", [double.PositiveInfinity])).Code);
        Assert.Equal("column.large", Refused(new NumberColumn("age", [1e300])).Code);
    }

    [Fact]
    public void Refuses_tables_without_anything_to_read()
    {
        Assert.Equal("table.empty", Assert.Throws<DataException>(() => new TableEncoder().Fit(new Table([]))).Code);
        Assert.Equal("table.empty", Assert.Throws<DataException>(() => new TableEncoder().Fit(Train.Take([]))).Code);
        Assert.Equal("table.unusable", Assert.Throws<DataException>(() => new TableEncoder().Fit(new Table([Train["since"], Train["nothing"]]))).Code);
    }

    private static Matrix Encode(TableEncoderOptions options, Table table)
    {
        var model = new TableEncoder(options).Fit(table);
        var result = new Matrix(table.Rows, model.Columns);
        model.Encode(table, result);
        return result;
    }
}
