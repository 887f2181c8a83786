using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Models.Encoders;

/// <summary>Scalers against scikit-learn 1.2.1: Golden/encoders.py.</summary>
public sealed class ScalerTests
{
    private const double Single = 1.2e-7;

    private static readonly GoldenNumbers Golden = new("encoders.txt");
    private static readonly Matrix X = new(5, 4, Golden.Floats("x"));
    private static readonly Matrix Y = new(2, 4, Golden.Floats("y"));

    [Fact]
    public void Standard_scores_are_those_of_scikit_learn()
    {
        var model = new StandardScaler().Fit(X);
        GoldenNumbers.Close(Golden["standard.mean"], model.Mean, 1e-14);
        GoldenNumbers.Close(Golden["standard.scale"], model.Deviation, 1e-12);
        GoldenNumbers.Close(Golden["standard.y"], model.Transform(Y).Values, Single);
        GoldenNumbers.Close(Golden["standard.inverse"], model.Inverse(Y).Values, Single);
    }

    [Fact]
    public void Ranges_are_those_of_scikit_learn()
    {
        var model = new MinMaxScaler(new() { Low = -1, Width = 4 }).Fit(X);
        GoldenNumbers.Close(Golden["minmax.y"], model.Transform(Y).Values, Single);
        GoldenNumbers.Close(Golden["minmax.inverse"], model.Inverse(Y).Values, Single);
        GoldenNumbers.Close(Golden["minmax.clip.y"], new MinMaxScaler(new() { Clip = true }).Fit(X).Transform(Y).Values, Single);
    }

    [Fact]
    public void Medians_and_quartiles_are_those_of_scikit_learn()
    {
        var (x, y) = (Without(X, 2), Without(Y, 2));
        var model = new RobustScaler().Fit(x);
        GoldenNumbers.Close(Golden["robust.center"], model.Median, 1e-14);
        GoldenNumbers.Close(Golden["robust.scale"], model.Range, 1e-12);
        GoldenNumbers.Close(Golden["robust.tenth"], new RobustScaler(new() { Tail = 0.1 }).Fit(x).Transform(y).Values, Single);
        // Where most values are one, the deviation stands in for the quartiles; where all are, nothing is divided.
        var mostly = new RobustScaler().Fit(new Matrix(5, 2, [1, 7, 1, 7, 1, 7, 1, 7, 6, 7]));
        Assert.Equal(2, mostly.Range[0], 1e-12);
        Assert.Equal(1, mostly.Range[1]);
        var none = new RobustScaler(new() { Center = false, Spread = false }).Fit(x);
        Assert.Equal(y.Values, none.Transform(y).Values);
    }

    [Fact]
    public void Scaling_is_chosen_by_how_lopsided_a_column_is()
    {
        double[] even = [.. Enumerable.Range(0, 99).Select(i => (double)i)];
        Assert.Equal(Scaling.Standard, ScalingChoice.Of(even).Scaling);
        Assert.Equal(0, ScalingChoice.Of(even).Skewness, 1e-12);
        double[] amounts = [.. even.Select(v => Math.Exp(v / 12))];
        Assert.Equal(Scaling.Log1p, ScalingChoice.Of(amounts).Scaling);
        Assert.True(ScalingChoice.Of(amounts) is { Skewness: > 2, SkewnessOfLogarithm: < 0.5 });
        Assert.Equal(Scaling.Robust, ScalingChoice.Of([.. amounts.Select(v => -v)]).Scaling);
        Assert.Equal(Scaling.Standard, ScalingChoice.Of([double.NaN, 3, 3, 3]).Scaling);
        Assert.Equal(Scaling.Standard, ScalingChoice.Of([]).Scaling);
        // Cubes of these would overflow.
        Assert.Equal(ScalingChoice.Of(amounts).Skewness, ScalingChoice.Of([.. amounts.Select(v => v * 1e200)]).Skewness, 1e-9);
    }

    [Fact]
    public void Logarithms_are_those_of_numpy_for_tiny_huge_and_negative_numbers()
    {
        var model = new Log1pScaler().Fit(X);
        GoldenNumbers.Close(Golden["log1p.y"], model.Transform(Y).Values, Single);
        var small = new Matrix(1, 4, [1e-12f, -1e-8f, 1e-30f, 3.4e38f]);
        var logarithms = model.Transform(small);
        GoldenNumbers.Close(Golden["log1p.small"], logarithms.Values, Single);
        GoldenNumbers.Close([.. small.Values.Select(v => (double)v)], model.Inverse(logarithms).Values, 1e-5);
        GoldenNumbers.Close(Golden["log1p.standard.y"], new Log1pScaler(new() { Standardize = true }).Fit(X).Transform(Y).Values, Single);
    }

    [Fact]
    public void Nothing_is_lost_far_from_zero()
    {
        // In float32 the squares of these would have no digits left for a spread of 1.
        var far = new Matrix(4, 1, [16_000_000, 16_000_001, 16_000_002, 16_000_003]);
        var scores = new StandardScaler().Fit(far).Transform(far).Values;
        Assert.Equal([-1.3416408f, -0.4472136f, 0.4472136f, 1.3416408f], scores);
    }

    [Fact]
    public void What_is_not_asked_for_is_not_done()
    {
        Assert.Equal(X.Values, new StandardScaler(new() { Center = false, Spread = false }).Fit(X).Transform(X).Values);
        Assert.Equal(0, new StandardScaler(new() { Center = false }).Fit(X).Mean[0]);
        Assert.Equal(1, new StandardScaler(new() { Spread = false }).Fit(X).Deviation[0]);
    }

    [Fact]
    public void A_matrix_can_be_scaled_in_place()
    {
        var model = new StandardScaler().Fit(X);
        var place = new Matrix(5, 4, [.. X.Values]);
        model.Transform(place, place);
        Assert.Equal(model.Transform(X).Values, place.Values);
    }

    [Fact]
    public void Medians_and_indicators_are_those_of_scikit_learn()
    {
        var holes = new Matrix(4, 4, [1, float.NaN, 5, float.NaN, float.NaN, 2, 6, float.NaN, 4, 8, 9, float.NaN, 10, float.NaN, 1, float.NaN]);
        var model = new MedianImputer().Fit(holes);
        Assert.Equal(Golden["impute.medians"], model.Medians);
        Assert.Equal([0, 1, 3], model.Indicated);
        Assert.Equal(Golden.Floats("impute.y"), model.Transform(new Matrix(2, 4, [float.NaN, float.NaN, float.NaN, float.NaN, 1, 2, 3, 4])).Values);
        Assert.Equal([4, 2, 5.5f, 0], new MedianImputer(new() { Indicators = false }).Fit(holes).Transform(new Matrix(1, 4, [float.NaN, 2, float.NaN, float.NaN])).Values);
    }

    [Fact]
    public void Says_which_cell_is_infinite_even_where_missing_is_allowed()
    {
        var error = Assert.Throws<DataException>(() => new MedianImputer().Fit(new Matrix(2, 2, [1, float.NaN, 2, float.PositiveInfinity])));
        Assert.Equal("MedianImputer must be given finite numbers; got Infinity in row 1, column 1. Fill or drop such cells first.", error.Message);
    }

    private static Matrix Without(Matrix rows, int column)
    {
        var kept = new Matrix(rows.Rows, rows.Columns - 1);
        for (var r = 0; r < rows.Rows; r++)
        {
            rows[r][..column].CopyTo(kept[r]);
            rows[r][(column + 1)..].CopyTo(kept[r][column..]);
        }
        return kept;
    }
}
