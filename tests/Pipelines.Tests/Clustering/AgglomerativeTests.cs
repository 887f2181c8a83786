using Pipelines.Clustering;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Models;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Clustering;

/// <summary>Against scipy 1.10.1: Golden/hierarchies.py.</summary>
public sealed class AgglomerativeTests
{
    [Theory]
    [InlineData("wine", Linkage.Ward), InlineData("wine", Linkage.Average), InlineData("wine", Linkage.Complete), InlineData("wine", Linkage.Single)]
    [InlineData("cancer", Linkage.Ward), InlineData("cancer", Linkage.Average), InlineData("cancer", Linkage.Complete), InlineData("cancer", Linkage.Single)]
    [InlineData("waves", Linkage.Ward), InlineData("waves", Linkage.Average), InlineData("waves", Linkage.Complete), InlineData("waves", Linkage.Single)]
    public void Heights_and_clusters_are_those_of_scipy(string set, Linkage linkage)
    {
        var x = HierarchySets.Of(set);
        var model = new Agglomerative(new() { Clusters = 4, Linkage = linkage }).Fit(x);
        var name = $"{set}.{linkage.ToString().ToLowerInvariant()}";
        GoldenNumbers.Close(HierarchySets.Golden[$"{name}.heights"], model.Heights[^60..], 1e-5);
        Assert.Equal(1, ClusterAgreement.AdjustedRandIndex(HierarchySets.Labels($"{name}.labels"), model.Labels));
        Assert.Equal(model.Labels, model.Assign(x));
    }

    [Fact]
    public void Many_columns_and_digits_have_the_heights_of_scipy()
    {
        var x = HierarchySets.Of("digits");
        GoldenNumbers.Close(HierarchySets.Golden["digits.ward.heights"], new Agglomerative().Fit(x).Heights[^60..], 1e-5);
        Assert.Equal(HierarchySets.Golden["digits.single.total"][0], new Agglomerative(new() { Linkage = Linkage.Single }).Fit(x).Heights.ToArray().Sum(), 1e-4);
    }

    [Fact]
    public void One_fit_can_be_cut_anywhere()
    {
        var x = HierarchySets.Of("wine");
        var model = new Agglomerative(new() { Clusters = 3 }).Fit(x);
        var seven = model.Cut(7);
        Assert.Equal((7, 7), (seven.Clusters, seven.Options.Clusters));
        Assert.Equal(new Agglomerative(new() { Clusters = 7 }).Fit(x).Labels, seven.Labels);
        // Cutting lower only divides.
        Assert.Equal(1, ClusterAgreement.Of(model.Labels, seven.Labels).Homogeneity, 1e-12);
        Assert.Throws<DataException>(() => model.Cut(179));
        Assert.Throws<OptionException>(() => model.Cut(0));
        var join = model.Join(0);
        Assert.NotEqual(join.First, join.Second);
    }

    [Theory, InlineData(Linkage.Ward), InlineData(Linkage.Average), InlineData(Linkage.Complete), InlineData(Linkage.Single)]
    public void Equal_rows_stay_together_and_too_few_rows_are_refused(Linkage linkage)
    {
        var crowd = HierarchySets.Crowd(300, 2);
        var model = new Agglomerative(new() { Clusters = 200, Linkage = linkage }).Fit(crowd);
        Assert.Equal(model.Labels, model.Assign(crowd));
        var same = new Agglomerative(new() { Clusters = 3, Linkage = linkage }).Fit(new Matrix(9, 2, [.. Enumerable.Repeat(0.1f, 18)]));
        Assert.Equal(1, same.Clusters);
        Assert.Equal([0, 0, 1], new Agglomerative(new() { Clusters = 3, Linkage = linkage }).Fit(new Matrix(3, 1, [4, 4, 5])).Labels);
        Assert.Equal("clustering.few", Assert.Throws<DataException>(() => new Agglomerative(new() { Clusters = 3, Linkage = linkage }).Fit(new Matrix(2, 1))).Code);
        Assert.Equal(1, new Agglomerative(new() { Clusters = 1, Linkage = linkage }).Fit(new Matrix(1, 1)).Clusters);
    }

    [Fact]
    public void Distances_of_all_pairs_are_refused_where_they_would_not_fit() =>
        Assert.Equal("clustering.linkage-rows", Assert.Throws<DataException>(() => new Agglomerative(new() { Linkage = Linkage.Average }).Fit(new Matrix(20_001, 1))).Code);
}
