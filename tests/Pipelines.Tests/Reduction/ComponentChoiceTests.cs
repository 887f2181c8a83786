using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Pipelines.Reduction;
using Xunit;

namespace Pipelines.Tests.Reduction;

public sealed class ComponentChoiceTests
{
    [Theory, InlineData(false), InlineData(true)]
    public void Parallel_analysis_finds_the_directions_that_were_put_in_and_none_in_noise(bool normal)
    {
        var x = new Matrix(400, 12);
        for (var r = 0; r < x.Rows; r++)
        {
            var rng = Rng.At(2, item: r);
            var (a, b) = (rng.NextGaussian(), rng.NextGaussian());
            for (var c = 0; c < x.Columns; c++)
            {
                x[r][c] = (float)(rng.NextGaussian() + (c % 2 == 0 ? a : b));
            }
        }
        var options = new ParallelAnalysisOptions { Replicates = 20, Normal = normal, Seed = 1 };
        var standard = new StandardScaler().Fit(x).Transform(x);
        var found = ComponentChoice.ByParallelAnalysis(standard, options);
        Assert.Equal(2, found.Components);
        Assert.Equal(12, found.Threshold.Count);
        Assert.InRange(found.Threshold[0], 1, 1.6);
        var shuffled = new Matrix(400, 1, [.. Enumerable.Range(0, 400).Select(r => x[r][9])]);
        Assert.Equal(0, ComponentChoice.ByParallelAnalysis(shuffled, options with { Normal = false }).Components);
        Assert.Equal(found.Threshold, ComponentChoice.ByParallelAnalysis(standard, options, new() { Threads = 2 }).Threshold);
    }

    [Fact]
    public void Wine_has_three_components_as_is_usually_said()
    {
        var wine = GoldenSets.Of("wine");
        Assert.Equal(3, ComponentChoice.ByParallelAnalysis(new StandardScaler().Fit(wine).Transform(wine)).Components);
    }

    [Fact]
    public void Share_of_variance_is_reached_at_the_share_itself()
    {
        // Two columns of the same variance: half each.
        var model = new Pca().Fit(new Matrix(4, 2, [1, 1, 1, -1, -1, 1, -1, -1]));
        Assert.Equal(1, ComponentChoice.ByVariance(model, 0.5));
        Assert.Equal(2, ComponentChoice.ByVariance(model, 0.51));
        Assert.Throws<DataException>(() => ComponentChoice.ByVariance(model, 0));
        Assert.Throws<OptionException>(() => ComponentChoice.ByParallelAnalysis(new Matrix(4, 2), new() { Level = 0 }));
    }
}
