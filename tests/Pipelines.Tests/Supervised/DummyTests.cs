using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Supervised;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Supervised;

/// <summary>Dummies against scikit-learn 1.2.1: Golden/encoders.py.</summary>
public sealed class DummyTests
{
    private static readonly GoldenNumbers Golden = new("encoders.txt");
    private static readonly Matrix Rows = new(6, 1);
    private static readonly float[] Weights = [1, 2, 0.5f, 0, 3, 1];

    [Theory]
    [InlineData("dummy.mean", DummyRegression.Mean, true)]
    [InlineData("dummy.median", DummyRegression.Median, false)]
    [InlineData("dummy.median.weighted", DummyRegression.Median, true)]
    public void Always_predicts_what_scikit_learn_does(string golden, DummyRegression strategy, bool weighted)
    {
        var model = new DummyRegressor(new() { Strategy = strategy }).Fit(new(Rows, new[] { 3.5f, 1.25f, 10, -2, 0.5f, 1.25f }, weighted ? Weights : default));
        Assert.Equal((float)Golden[golden][0], model.Prediction);
    }

    [Fact]
    public void Predicts_the_constant_given() =>
        Assert.Equal([-7.5f, -7.5f], new DummyRegressor(new() { Strategy = DummyRegression.Constant, Constant = -7.5 }).Fit(new(Rows, new float[6])).Predict(Rows.View[..2]));

    [Fact]
    public void The_median_of_an_even_number_is_between_the_two_in_the_middle() =>
        Assert.Equal(2.5f, new DummyRegressor(new() { Strategy = DummyRegression.Median }).Fit(new(Rows.View[..4], new[] { 4f, 1, 3, 2 })).Prediction);

    [Fact]
    public void Rows_of_weight_0_have_no_say() =>
        Assert.Equal(5, new DummyRegressor(new() { Strategy = DummyRegression.Median }).Fit(new(Rows.View[..3], new[] { 1f, 5, 9 }, new[] { 0f, 1, 0 })).Prediction);

    [Theory]
    [InlineData("dummy.prior", DummyClassification.Prior, true, 2)]
    [InlineData("dummy.frequent", DummyClassification.MostFrequent, false, 1)]
    public void Class_probabilities_are_those_of_scikit_learn(string golden, DummyClassification strategy, bool weighted, int most)
    {
        var model = new DummyClassifier(new() { Strategy = strategy }).Fit(new(Rows, new[] { 2f, 0, 1, 1, 2, 3 }, weighted ? Weights : default));
        Assert.Equal(Golden.Floats(golden), model.Prior);
        Assert.Equal([most], model.Classify(Rows.View[..1]));
    }

    [Theory]
    [InlineData("examples.size", new[] { 1f }, null)]
    [InlineData("examples.size", new[] { 1f, 2 }, new[] { 1f })]
    [InlineData("examples.target", new[] { 1f, float.NaN }, null)]
    [InlineData("examples.weight", new[] { 1f, 2 }, new[] { 1f, -1 })]
    [InlineData("examples.weight", new[] { 1f, 2 }, new[] { float.NaN, 1 })]
    [InlineData("examples.weightless", new[] { 1f, 2 }, new[] { 0f, 0 })]
    [InlineData("examples.class", new[] { 1f, 1.5f }, null)]
    [InlineData("examples.class", new[] { 1f, -1 }, null)]
    [InlineData("examples.class", new[] { 1f, 1e9f }, null)]
    public void Refuses_examples_that_cannot_be_learned_from(string code, float[] targets, float[]? weights) =>
        Assert.Equal(code, Assert.Throws<DataException>(() => new DummyClassifier().Fit(new(new Matrix(2, 1), targets, weights))).Code);
}
