using Pipelines.Anomaly;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Anomaly;

public sealed class EcodTests
{
    [Fact]
    public void Scores_are_those_of_its_definition()
    {
        var model = new Ecod().Fit(AnomalySamples.HalfWine(0));
        GoldenNumbers.Close(AnomalySamples.Golden["ecod.own"], model.Score(AnomalySamples.HalfWine(0)), 1e-6);
        GoldenNumbers.Close(AnomalySamples.Golden["ecod.new"], model.Score(AnomalySamples.HalfWine(1)), 1e-6);
    }

    [Fact]
    public void Puts_planted_rows_first_and_names_their_column()
    {
        var rows = AnomalySamples.Planted(500, 0, 4, 0);
        var model = new Ecod().Fit(rows);
        float[] odd = [0, 0, -7, 0];
        Assert.True(model.Score(new Matrix(1, 4, odd))[0] > model.Score(new Matrix(1, 4))[0]);
        var contributions = new double[4];
        model.Contributions(odd, contributions);
        Assert.Equal(2, Array.IndexOf(contributions, contributions.Max()));
        Assert.Equal(Math.Log(1000), contributions[2], 1e-9);
        Assert.Equal(contributions.Sum(), model.Score(new Matrix(1, 4, odd))[0], 1e-5);
    }

    [Fact]
    public void Constant_columns_say_nothing_of_rows_that_keep_to_them()
    {
        var rows = AnomalySamples.Planted(100, 0, 2, 0);
        var wide = new Matrix(100, 3);
        for (var r = 0; r < 100; r++)
        {
            (wide[r][0], wide[r][1], wide[r][2]) = (rows[r][0], 5, rows[r][1]);
        }
        Assert.Equal(new Ecod().Fit(rows).Score(rows), new Ecod().Fit(wide).Score(wide));
    }
}
