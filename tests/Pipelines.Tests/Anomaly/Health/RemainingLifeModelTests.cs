using Pipelines.Anomaly.Health;
using Pipelines.Models;
using Xunit;

namespace Pipelines.Tests.Anomaly.Health;

public sealed class RemainingLifeModelTests
{
    private static readonly double[][] Histories = [.. Enumerable.Range(0, 40).Select(h => Wear(h, 150 + (h * 7 % 100)))];

    [Fact]
    public void Finds_how_long_machines_like_it_lasted()
    {
        var model = RemainingLifeModel.Of(Histories);
        int held = 0, asked = 0;
        double error = 0;
        for (var s = 0; s < 60; s++)
        {
            var life = 150 + (s * 13 % 100);
            var run = life - 10 - (s * 3 % 60);
            var estimate = model.Predict(Wear(1000 + s, life).AsSpan(0, run));
            Assert.True(estimate.Low <= estimate.Rows && estimate.Rows <= estimate.High);
            held += estimate.Low <= life - run && life - run <= estimate.High ? 1 : 0;
            error += Math.Abs(estimate.Rows - (life - run));
            asked++;
        }
        Assert.InRange(error / asked, 0, 12);
        Assert.InRange((double)held / asked, 0.75, 1);
    }

    [Fact]
    public void A_history_is_like_itself_unless_it_is_left_out()
    {
        var model = RemainingLifeModel.Of(Histories);
        var own = model.Predict(Histories[4].AsSpan(0, 120));
        Assert.Equal(0, own.Distance);
        Assert.InRange(own.Rows, Histories[4].Length - 130, Histories[4].Length - 110);
        Assert.True(model.Predict(Histories[4].AsSpan(0, 120), without: 4).Distance > 0);
    }

    [Fact]
    public void Says_how_unlike_a_curve_is()
    {
        var model = RemainingLifeModel.Of(Histories);
        Assert.True(model.Predict([50, 50, 50]).Distance > 100 * Math.Sqrt(model.Noise));
    }

    [Fact]
    public void Answers_the_same_after_saving_and_loading()
    {
        using var folder = new TemporaryFolder();
        var model = RemainingLifeModel.Of(Histories, new() { Window = 20, Level = 0.8 });
        ModelFile.Save(folder.File("l.pmodel"), model);
        var loaded = ModelFile.Load<RemainingLifeModel>(folder.File("l.pmodel"));
        Assert.Equal(model.Predict(Histories[3].AsSpan(0, 90)), loaded.Predict(Histories[3].AsSpan(0, 90)));
        Assert.Equal(40, loaded.Histories);
    }

    [Fact]
    public void Refuses_what_is_no_history()
    {
        Assert.Contains("at least 2 machines", Assert.Throws<DataException>(() => RemainingLifeModel.Of([Histories[0]])).Message, StringComparison.Ordinal);
        Assert.Contains("history 1", Assert.Throws<DataException>(() => RemainingLifeModel.Of([Histories[0], [1]])).Message, StringComparison.Ordinal);
        Assert.Contains("history 1, row 2", Assert.Throws<DataException>(() => RemainingLifeModel.Of([Histories[0], [1, 2, double.NaN]])).Message, StringComparison.Ordinal);
        Assert.Throws<OptionException>(() => RemainingLifeModel.Of(Histories, new() { Window = 1 }));
        Assert.Throws<DataException>(() => RemainingLifeModel.Of(Histories).Predict([1]));
    }

    /// <summary>Sound for half of its life, then ever worse until it fails at a level of about 4.</summary>
    private static double[] Wear(int seed, int life)
    {
        var rng = Rng.At(seed);
        return [.. Enumerable.Range(1, life).Select(t => (4 * Math.Pow(Math.Max(0, 2.0 * t / life - 1), 1.5)) + (0.1 * rng.NextGaussian()))];
    }
}
