using Pipelines.Models;
using Pipelines.Reduction;
using Xunit;

namespace Pipelines.Tests.Reduction;

public sealed class RandomProjectionTests
{
    [Fact]
    public void Safe_number_of_components_is_that_of_scikit_learn()
    {
        // sklearn.random_projection.johnson_lindenstrauss_min_dim(n_samples, eps=eps), 1.2.1
        Assert.Equal(663, RandomProjection.SafeComponents(1_000_000, 0.5));
        Assert.Equal(11841, RandomProjection.SafeComponents(1_000_000, 0.1));
        Assert.Equal(7894, RandomProjection.SafeComponents(10_000, 0.1));
    }

    [Theory, InlineData(ProjectionKind.Gaussian, 1), InlineData(ProjectionKind.Achlioptas, 1 / 3.0), InlineData(ProjectionKind.VerySparse, 0.05)]
    public void Keeps_squared_distances_in_the_mean_with_as_few_entries_as_said(ProjectionKind kind, double filled)
    {
        var x = PcaTests.Noise(60, 400, 0);
        var model = new RandomProjection(new() { Components = 200, Entries = kind, Seed = 4 }).Fit(x);
        Assert.Equal(filled, model.Entries.Values.ToArray().Count(v => v != 0) / 80_000.0, 0.01);
        var y = model.Transform(x);
        var ratios = new List<double>();
        for (var i = 0; i < x.Rows; i++)
        {
            for (var j = 0; j < i; j++)
            {
                ratios.Add(Distance(y[i], y[j]) / Distance(x[i], x[j]));
            }
        }
        Assert.Equal(1, ratios.Average(), 0.08);
        Assert.InRange(ratios.Min(), 0.5, 1);
        Assert.InRange(ratios.Max(), 1, 1.6);
    }

    [Fact]
    public void Never_has_more_components_than_columns() => Assert.Equal(3, new RandomProjection(new() { Components = 50 }).Fit(PcaTests.Noise(9, 3, 0)).ResultColumns);

    private static double Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => PcaTests.Dot(a, a) + PcaTests.Dot(b, b) - (2 * PcaTests.Dot(a, b));
}
