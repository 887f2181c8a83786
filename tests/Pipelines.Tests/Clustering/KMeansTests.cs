using Pipelines.Clustering;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Clustering;

/// <summary>k-means against scikit-learn 1.2.1 (Golden/kmeans.py) and against plain loops.</summary>
public sealed class KMeansTests
{
    private static readonly GoldenNumbers Numbers = new("kmeans.txt");

    [Theory, InlineData("iris", false), InlineData("iris", true), InlineData("wine", false), InlineData("wine", true), InlineData("cancer", false), InlineData("cancer", true), InlineData("digits", false), InlineData("digits", true)]
    public void From_the_same_centroids_ends_at_the_labels_inertia_and_passes_of_scikit_learn(string set, bool weighted)
    {
        var (rows, _, clusters) = ClassicSets.Of(set);
        var weights = weighted ? Enumerable.Range(0, rows.Rows).Select(r => r % 4 / 2f).ToArray() : [];
        var model = new KMeans().Refine(rows, ClassicSets.Starts(rows, clusters), weights);
        var at = weighted ? set + ".weighted" : set;
        Agree(Numbers[at + ".labels"], model, rows);
        Assert.Equal(Numbers[at + ".passes"][0], model.Iterations);
        GoldenNumbers.Close(Numbers[at + ".inertia"], [model.Inertia], 1e-5);
        Assert.All(Numbers[at + ".centres"].Zip(model.Centroids.Values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        Assert.Equal(model.Assign(rows).GroupBy(v => v).OrderBy(g => g.Key).Select(g => g.Count()), model.Sizes.ToArray());
    }

    /// <summary>The labels are the same but for rows that lie as far from both centroids, to the rounding of single precision.</summary>
    private static void Agree(double[] expected, KMeansModel model, Matrix rows)
    {
        var labels = model.Assign(rows);
        var distances = model.Transform(rows);
        for (var r = 0; r < labels.Length; r++)
        {
            Assert.True(labels[r] == expected[r] || Math.Abs(distances[r][labels[r]] - distances[r][(int)expected[r]]) < 1e-6 * distances[r][labels[r]], $"row {r}: {expected[r]} at {distances[r][(int)expected[r]]}, got {labels[r]} at {distances[r][labels[r]]}");
        }
        Assert.True(labels.Zip(expected).Count(p => p.First != p.Second) <= 2);
    }

    [Theory, InlineData("iris", 0.730), InlineData("wine", 0.898), InlineData("cancer", 0.671), InlineData("digits", 0.670)]
    public void The_best_of_20_starts_finds_the_kinds_as_well_as_scikit_learn(string set, double rand)
    {
        var (rows, labels, clusters) = ClassicSets.Of(set);
        var model = new KMeans(new() { Clusters = clusters, Restarts = 20 }).Fit(rows);
        Assert.True(model.Inertia <= Numbers[set + ".best"][0] * 1.00001, $"{model.Inertia} is more than {Numbers[set + ".best"][0]}.");
        Assert.True(ClassicSets.AdjustedRand(labels, model.Assign(rows)) > rand - 0.0055, $"{ClassicSets.AdjustedRand(labels, model.Assign(rows))}");
        Assert.True(model.Converged);
    }

    [Fact]
    public void An_empty_cluster_takes_the_farthest_rows_as_in_scikit_learn()
    {
        var (rows, _, _) = ClassicSets.Of("iris");
        var starts = new Matrix(4, 4, [.. rows[0], .. rows[100], 100, 100, 100, 100, -100, -100, -100, -100]);
        var model = new KMeans().Refine(rows, starts);
        Assert.Equal(4, model.Clusters);
        GoldenNumbers.Close(Numbers["empty.inertia"], [model.Inertia], 1e-5);
        Assert.Equal(Numbers["empty.labels"].Select(v => (int)v), model.Assign(rows));
    }

    [Theory, InlineData(500, 3, 7), InlineData(333, 17, 13), InlineData(1000, 1, 4)]
    public void Lloyd_agrees_with_plain_loops(int n, int d, int k)
    {
        var (rows, _) = ClassicSets.Clouds(n, d, k, 6);
        var starts = ClassicSets.Starts(rows, k);
        var model = new KMeans(new() { Tolerance = 0 }).Refine(rows, starts);
        var (centroids, inertia) = Plain(rows, starts);
        Assert.Equal(inertia, model.Inertia, 1e-5 * inertia);
        Assert.All(centroids.Zip(model.Centroids.Values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [Fact]
    public void A_weight_of_two_is_a_row_given_twice_and_of_zero_one_not_given()
    {
        var (rows, _) = ClassicSets.Clouds(300, 4, 3, 5);
        var weights = Enumerable.Range(0, 300).Select(r => (float)(r % 3)).ToArray();
        var repeated = new Matrix(300, 4, [.. Enumerable.Range(0, 300).SelectMany(r => Enumerable.Repeat(rows[r].ToArray(), r % 3)).SelectMany(v => v)]);
        var starts = ClassicSets.Starts(rows, 3);
        var (weighted, plain) = (new KMeans(new() { Tolerance = 0 }).Refine(rows, starts, weights), new KMeans(new() { Tolerance = 0 }).Refine(repeated, starts));
        Assert.Equal(plain.Inertia, weighted.Inertia, 1e-5 * plain.Inertia);
        GoldenNumbers.Close(Array.ConvertAll(plain.Centroids.Values.ToArray(), v => (double)v), weighted.Centroids.Values, 1e-4);
        Assert.Equal(300, weighted.Sizes.ToArray().Sum());
    }

    [Fact]
    public void Many_rows_are_searched_through_a_sample_that_keeps_far_small_clusters()
    {
        // 50,000 rows around 12 centres and 40 rows far away: fewer than one part in a thousand.
        var (clouds, labels) = ClassicSets.Clouds(50_000, 6, 12, 40);
        for (var r = 0; r < 40; r++)
        {
            for (var j = 0; j < 6; j++)
            {
                clouds[r][j] += 400;
            }
            labels[r] = 12;
        }
        var options = new KMeansOptions { Clusters = 13 };
        var model = new KMeans(options).Fit(clouds);
        Assert.Equal(1, ClassicSets.AdjustedRand(labels, model.Assign(clouds)), 1e-9);
        foreach (var threads in new[] { 1, 2, 8 })
        {
            var again = new KMeans(options).Fit(clouds, new() { Threads = threads });
            Assert.Equal(model.Centroids.Values, again.Centroids.Values);
            Assert.Equal(model.Inertia, again.Inertia);
        }
        var whole = new KMeans(options with { Seeding = KMeansSeeding.PlusPlus }).Fit(clouds);
        Assert.Equal(whole.Inertia, model.Inertia, 1e-6 * whole.Inertia);
        Assert.Equal(whole.Centroids.Values, new KMeans(options with { Seeding = KMeansSeeding.PlusPlus }).Fit(clouds, new() { Threads = 1 }).Centroids.Values);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void Overlapping_clouds_are_found_as_well_as_from_their_true_centres(long seed)
    {
        // The shape of the comparison's 1,000,000 x 8 rows: one start of greedy k-means++ misses the optimum about every third time.
        var (rows, labels) = ClassicSets.Clouds(100_000, 8, 10, 20 / 3f, seed);
        var truth = new Matrix(10, 8);
        for (var r = 0; r < 10_000; r++)
        {
            for (var j = 0; j < 8; j++)
            {
                truth[labels[r]][j] += rows[r][j] / 1000;
            }
        }
        var (found, best) = (new KMeans(new() { Clusters = 10 }).Fit(rows), new KMeans().Refine(rows, truth));
        Assert.True(found.Inertia < best.Inertia * 1.0001, $"{found.Inertia} is more than {best.Inertia}.");
        Assert.InRange(found.Iterations, 1, best.Iterations + 10);
    }

    [Fact]
    public void Fewer_different_rows_than_clusters_make_one_cluster_each_and_the_model_says_so()
    {
        foreach (var seeding in Enum.GetValues<KMeansSeeding>())
        {
            var model = new KMeans(new() { Clusters = 4, Seeding = seeding }).Fit(new Matrix(6, 2, [1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4]));
            Assert.Equal((2, 4, 0.0), (model.Clusters, model.Requested, model.Inertia));
            Assert.Equal([3, 3], model.Sizes.ToArray());
        }
    }

    [Fact]
    public void One_row_one_column_and_constant_columns_are_clustered()
    {
        Assert.Equal(0, new KMeans(new() { Clusters = 1 }).Fit(new Matrix(1, 1, [5])).Inertia);
        Assert.Equal(2.0, new KMeans(new() { Clusters = 1 }).Fit(new Matrix(2, 2, [7, 1, 7, 3])).Inertia);
        var model = new KMeans(new() { Clusters = 3 }).Fit(new Matrix(7, 1, [1, 4, 2, 8, 5, 7, 3]));
        Assert.Equal(2 + 0.5 + 0.5, model.Inertia, 1e-6);
        Assert.Equal(1, new KMeans(new() { Clusters = 3 }).Fit(new Matrix(5, 3)).Clusters);
        var far = new KMeans(new() { Clusters = 2 }).Fit(new Matrix(4, 1, [10_000_001, 10_000_003, 10_000_101, 10_000_103]));
        Assert.Equal(4, far.Inertia, 1e-6);
    }

    [Fact]
    public void Refuses_fewer_rows_than_clusters_bad_weights_and_rows_too_far_apart()
    {
        var rows = new Matrix(3, 2, [1, 2, 3, 4, 5, 6]);
        Assert.Equal("KMeans.Clusters must be at most the number of rows; got 8 clusters for 3 rows. Ask for fewer clusters or give more rows.", Assert.Throws<DataException>(() => new KMeans().Fit(rows)).Message);
        var two = new KMeans(new() { Clusters = 2 });
        Assert.Equal("examples.weight", Assert.Throws<DataException>(() => two.Fit(rows, new float[] { 1, -1, 1 })).Code);
        Assert.Equal("examples.weightless", Assert.Throws<DataException>(() => two.Fit(rows, new float[3])).Code);
        Assert.Equal("result.length", Assert.Throws<DataException>(() => two.Fit(rows, new float[2])).Code);
        Assert.Equal("clustering.large", Assert.Throws<DataException>(() => two.Fit(new Matrix(2, 1, [-1e19f, 1e19f]))).Code);
        Assert.Equal("rows.width", Assert.Throws<DataException>(() => two.Refine(rows, new Matrix(2, 3))).Code);
    }

    [Fact]
    public void Distances_inertia_and_labels_fit_each_other_also_far_away()
    {
        var (rows, _, _) = ClassicSets.Of("iris");
        var model = new KMeans(new() { Clusters = 3 }).Fit(rows);
        var distances = model.Transform(rows);
        var labels = model.Assign(rows);
        Assert.Equal(model.Inertia, Enumerable.Range(0, 150).Sum(r => Math.Pow(distances[r].ToArray().Min(), 2)), 1e-4);
        Assert.Equal(model.Inertia, model.InertiaOf(rows), 1e-9 * model.Inertia);
        Assert.Equal(Enumerable.Range(0, 150).Select(r => distances[r].IndexOf(distances[r].ToArray().Min())), labels);
        Assert.InRange(model.Assign(new Matrix(1, 4, [1e30f, 0, 0, 0]))[0], 0, 2);
    }

    [Fact]
    public void Passes_report_a_falling_inertia()
    {
        var (rows, _, _) = ClassicSets.Of("digits");
        var steps = new List<FitStep>();
        var model = new KMeans().Refine(rows, ClassicSets.Starts(rows, 10), default, new() { Progress = new Listener(steps.Add) });
        Assert.Equal(model.Iterations, steps.Count);
        Assert.All(steps.Skip(1).Zip(steps), pair => Assert.True(pair.First.Loss <= pair.Second.Loss * 1.000001));
        Assert.Equal(model.Inertia, steps[^1].Loss, 1e-4 * model.Inertia);
    }

    private sealed class Listener(Action<FitStep> hear) : IProgress<FitStep>
    {
        public void Report(FitStep value) => hear(value);
    }

    private static (double[] Centroids, double Inertia) Plain(Matrix rows, Matrix starts)
    {
        var (k, d) = (starts.Rows, starts.Columns);
        var centroids = Array.ConvertAll(starts.Values, v => (double)v);
        var labels = new int[rows.Rows];
        double Squared(int r, int c) => Enumerable.Range(0, d).Sum(j => Math.Pow(rows[r][j] - centroids[(c * d) + j], 2));
        for (var changed = true; changed;)
        {
            changed = false;
            for (var r = 0; r < rows.Rows; r++)
            {
                var nearest = Enumerable.Range(0, k).MinBy(c => Squared(r, c));
                changed |= nearest != labels[r];
                labels[r] = nearest;
            }
            for (var i = 0; i < k * d; i++)
            {
                centroids[i] = Enumerable.Range(0, rows.Rows).Where(r => labels[r] == i / d).Average(r => (double)rows[r][i % d]);
            }
        }
        return (centroids, Enumerable.Range(0, rows.Rows).Sum(r => Squared(r, labels[r])));
    }
}
