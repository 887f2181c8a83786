using System.Globalization;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Neighbors;
using Pipelines.Supervised;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Supervised;

/// <summary>k-nearest neighbours against scikit-learn 1.2.1 on the bundled sets: Golden/neighbors.py.</summary>
public sealed class KNeighborsTests
{
    private static readonly GoldenNumbers Golden = new("neighbors.txt");

    [Theory]
    [InlineData("iris", "iris.5", 5, NeighborWeighting.Uniform, NeighborAlgorithm.Auto)]
    [InlineData("iris", "iris.5", 5, NeighborWeighting.Uniform, NeighborAlgorithm.KdTree)]
    [InlineData("iris", "iris.7.distance", 7, NeighborWeighting.Distance, NeighborAlgorithm.BruteForce)]
    [InlineData("digits", "digits.5", 5, NeighborWeighting.Uniform, NeighborAlgorithm.Auto)]
    [InlineData("digits", "digits.5", 5, NeighborWeighting.Uniform, NeighborAlgorithm.KdTree)]
    [InlineData("digits", "digits.4.distance", 4, NeighborWeighting.Distance, NeighborAlgorithm.BruteForce)]
    public void Predicts_the_classes_and_probabilities_of_scikit_learn(string set, string golden, int k, NeighborWeighting weighting, NeighborAlgorithm algorithm)
    {
        var data = Read(set);
        var predictions = new double[data.Rows.Rows];
        var probabilities = new double[data.Rows.Rows][];
        foreach (var (train, test) in Folds(data))
        {
            var model = new KNeighborsClassifier(new() { Neighbors = k, Weighting = weighting, Algorithm = algorithm }).Fit(Select(data, train));
            var rows = Select(data, test).Rows;
            var (classes, shares) = (model.Classify(rows), model.Probabilities(rows));
            for (var i = 0; i < test.Length; i++)
            {
                predictions[test[i]] = classes[i];
                probabilities[test[i]] = [.. shares[i].ToArray().Select(p => (double)p)];
            }
        }
        Assert.Equal(Golden[golden], predictions);
        Assert.Equal(Golden[$"{golden}.accuracy"][0], predictions.Zip(data.Targets.ToArray(), (p, t) => p == t ? 1.0 : 0).Average(), 1e-8);
        var expected = Golden[$"{golden}.first"];
        var actual = probabilities.Where((_, row) => row % 50 == 0).SelectMany(p => p).ToArray();
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Theory]
    [InlineData("iris.width.6", 6, NeighborWeighting.Uniform)]
    [InlineData("iris.width.9.distance", 9, NeighborWeighting.Distance)]
    public void Predicts_the_numbers_of_scikit_learn(string golden, int k, NeighborWeighting weighting)
    {
        var iris = Read("iris");
        var rows = new Matrix(iris.Rows.Rows, 3);
        var width = new float[rows.Rows];
        for (var r = 0; r < rows.Rows; r++)
        {
            iris.Rows[r][..3].CopyTo(rows[r]);
            width[r] = iris.Rows[r][3];
        }
        var data = new Examples(rows, width);
        var predictions = new double[rows.Rows];
        foreach (var (train, test) in Folds(data))
        {
            var answers = new KNeighborsRegressor(new() { Neighbors = k, Weighting = weighting }).Fit(Select(data, train)).Predict(Select(data, test).Rows);
            for (var i = 0; i < test.Length; i++)
            {
                predictions[test[i]] = answers[i];
            }
        }
        GoldenNumbers.Close(Golden[golden], predictions, 1e-5);
    }

    [Theory]
    [InlineData("iris", 10)]
    [InlineData("digits", 100)]
    public void Distances_to_other_rows_are_those_of_scikit_learn(string set, int every)
    {
        var rows = Read(set).Rows;
        foreach (var algorithm in new[] { NeighborAlgorithm.KdTree, NeighborAlgorithm.BruteForce })
        {
            var (indices, distances) = (new int[rows.Rows * 6], new float[rows.Rows * 6]);
            NeighborIndex.Build(rows, algorithm).NearestOthers(6, indices, distances);
            var shown = distances.Where((_, i) => i / 6 % every == 0).ToArray();
            Assert.All(Golden[$"{set}.nearest"].Zip(shown), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * Math.Max(1e-3, pair.First)));
        }
    }

    [Fact]
    public void All_rows_decide_where_there_are_fewer_than_asked_for() =>
        Assert.Equal([2f], new KNeighborsRegressor().Fit(new(new Matrix(3, 1, [0, 1, 5]), new[] { 1f, 2, 3 })).Predict(new Matrix(1, 1, [9])));

    [Fact]
    public void Of_rows_equally_far_the_first_is_nearer() =>
        Assert.Equal([7f], new KNeighborsRegressor(new() { Neighbors = 1 }).Fit(new(new Matrix(3, 1, [2, 0, 2]), new[] { 7f, 8, 9 })).Predict(new Matrix(1, 1, [1])));

    [Fact]
    public void Rows_at_distance_0_alone_decide_when_weighting_by_distance() =>
        Assert.Equal([15f, 20f], new KNeighborsRegressor(new() { Neighbors = 3, Weighting = NeighborWeighting.Distance }).Fit(new(new Matrix(3, 1, [1, 1, 2]), new[] { 10f, 20, 30 })).Predict(new Matrix(2, 1, [1, 1.5f])));

    [Fact]
    public void A_row_votes_by_its_weight_and_a_row_of_weight_0_is_as_if_it_were_not_there()
    {
        var model = new KNeighborsClassifier(new() { Neighbors = 2 }).Fit(new(new Matrix(3, 1, [0, 1, 2]), new[] { 0f, 1, 1 }, new[] { 3f, 0, 1 }));
        Assert.Equal(2, model.Rows);
        Assert.Equal([0.75f, 0.25f], model.Probabilities(new Matrix(1, 1, [1])).Values);
    }

    [Theory]
    [InlineData(NeighborWeighting.Uniform)]
    [InlineData(NeighborWeighting.Distance)]
    public void Distances_beyond_float32_still_give_finite_answers(NeighborWeighting weighting)
    {
        var model = new KNeighborsRegressor(new() { Neighbors = 2, Weighting = weighting }).Fit(new(new Matrix(3, 1, [-3e38f, 3e38f, 2e38f]), new[] { 1f, 2, 4 }));
        Assert.Equal(3f, model.Predict(new Matrix(1, 1, [0.5e38f]))[0]);
    }

    [Fact]
    public void Threads_change_no_bit_of_a_prediction_and_a_cancelled_one_stops()
    {
        var data = Read("digits");
        var model = new KNeighborsClassifier().Fit(data);
        var (one, two) = (model.Probabilities(data.Rows), new Matrix(data.Rows.Rows, 10));
        model.Probabilities(data.Rows, two, new() { Threads = 2 });
        Assert.Equal(one.Values, two.Values);
        Assert.Throws<OperationCanceledException>(() => model.Probabilities(data.Rows, two, new() { Cancellation = new(canceled: true) }));
        Assert.Empty(model.Classify(new Matrix(0, 64)));
    }

    private static Examples Read(string set)
    {
        var lines = File.ReadLines(Repository.PathTo("datasets", set, $"{set}.csv")).Skip(1).Select(l => l.Split(',')).ToArray();
        var labels = lines.Select(l => l[^1]).Distinct().Order(StringComparer.Ordinal).ToList();
        var rows = new Matrix(lines.Length, lines[0].Length - 1, [.. lines.SelectMany(l => l[..^1]).Select(v => float.Parse(v, CultureInfo.InvariantCulture))]);
        return new(rows, lines.Select(l => (float)labels.IndexOf(l[^1])).ToArray());
    }

    private static IEnumerable<(int[] Train, int[] Test)> Folds(Examples data) =>
        Enumerable.Range(0, 5).Select(fold => (Enumerable.Range(0, data.Rows.Rows).Where(r => r % 5 != fold).ToArray(), Enumerable.Range(0, data.Rows.Rows).Where(r => r % 5 == fold).ToArray()));

    private static Examples Select(Examples data, int[] rows)
    {
        var chosen = new Matrix(rows.Length, data.Rows.Columns);
        for (var i = 0; i < rows.Length; i++)
        {
            data.Rows[rows[i]].CopyTo(chosen[i]);
        }
        return new(chosen, Array.ConvertAll(rows, r => data.Targets.Span[r]));
    }
}
