using Pipelines;
using Pipelines.Clustering;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;

namespace CustomerSegmentation.Study;

/// <summary>The ways to find segments, by the name they are typed with.</summary>
internal static class Methods
{
    private const int StudyRestarts = 3;

    /// <summary>A cluster of a smaller share of the rows is a crumb, which says nothing of a radius.</summary>
    private const double LeastShare = 0.02;

    /// <summary>The radii that DBSCAN is tried with hold enough neighbours for these shares of the rows.</summary>
    private static readonly double[] DenseShares = [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99, 0.995, 1];

    /// <summary>The model that is kept runs on until hardly anybody moves.</summary>
    private const double FinalTolerance = 1e-7;

    /// <summary>Up to so many rows the hierarchies that a mixture starts from cost no more than the mixture itself; of more columns each start costs too much.</summary>
    private const int MostStartRows = 3000, MostStartColumns = 16;

    /// <summary>All that exist. What HDBSCAN does elsewhere, clusters of any shape from a spanning tree, Genie does here.</summary>
    public static IReadOnlyList<string> Known { get; } = ["kmeans", "gmm", "genie", "ward", "dbscan", "kprototypes"];

    /// <summary>
    /// Those that <c>auto</c> tries, from the one that assumes least about the shape of segments to the one that assumes most. Numbers of orders are whole: a method that follows density finds the gaps between them,
    /// which are stable and mean nothing, so only k-means is tried on recency, frequency and money. A mixture of many columns takes long and has more to learn than there are rows; of categories, which are 0 or 1, it has no density
    /// to learn, so that k-prototypes takes its place.
    /// </summary>
    /// <param name="transactions">True where customers were made from transactions.</param>
    /// <param name="layout">What the encoded columns stand for.</param>
    /// <param name="numbers">How many numbers of segments are tried.</param>
    public static string[] Tried(bool transactions, IReadOnlyList<EncodedColumn> layout, int numbers) => transactions ? ["kmeans"]
        : layout.Any(c => c.Type == EncodedType.Levels) ? ["genie", "kprototypes", "kmeans"]
        : layout.Sum(c => c.Count) <= (numbers == 1 ? 64 : 16) ? ["genie", "gmm", "kmeans"] : ["genie", "kmeans"];

    /// <summary>True of a method whose segments are all that is nearest to a middle: of a given number they come out again wherever they cut.</summary>
    public static bool IsRound(string method) => method is "kmeans" or "kprototypes";

    /// <summary>True where a number of segments is asked for; a density decides its own.</summary>
    public static bool TakesNumber(string method) => method != "dbscan";

    /// <summary>Fits the segments of rows for each number.</summary>
    /// <param name="method">The method.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="layout">What their columns stand for.</param>
    /// <param name="numbers">How many segments, rising; not looked at where the method decides.</param>
    /// <param name="seed">Seed of what is random.</param>
    /// <param name="final">True for the model that is kept, which is searched harder.</param>
    /// <param name="control">Threads and cancellation.</param>
    /// <param name="earlier">What the same method found in a part of the rows: one more start of a mixture; null for none.</param>
    public static IReadOnlyList<IClusterer> Fit(string method, MatrixView rows, IReadOnlyList<EncodedColumn> layout, IReadOnlyList<int> numbers, long seed, bool final, FitControl control, IClusterer? earlier = null) => method switch
    {
        "kmeans" => [.. numbers.Select(k => new KMeans(new() { Clusters = k, Seed = seed, Restarts = final ? 10 : StudyRestarts, Tolerance = final ? FinalTolerance : new KMeansOptions().Tolerance }).Fit(rows, control))],
        "kprototypes" => [.. numbers.Select(k => EncodedPrototypesModel.Fit(rows, layout, new() { Clusters = k, Seed = seed, Restarts = final ? 10 : StudyRestarts }, control))],
        "gmm" => Mixtures(rows, numbers, seed, control, earlier),
        "genie" => new Genie().FitEach(rows, numbers, control),
        "ward" => Ward(rows, numbers, control),
        "dbscan" => [Dense(rows, control)],
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "A method has no fit."),
    };

    /// <summary>The label of each row of the fit; −1 for none.</summary>
    public static int[] LabelsOf(IClusterer model, MatrixView rows) => model switch
    {
        GenieModel genie => genie.Labels.ToArray(),
        AgglomerativeModel ward => ward.Labels.ToArray(),
        DbscanModel dbscan => dbscan.Labels.ToArray(),
        _ => model.Assign(rows),
    };

    /// <summary>Mixtures by the likeliest of several starts: those from k-means, which are round, and what Genie and Ward find, which need not be.</summary>
    private static GaussianMixtureModel[] Mixtures(MatrixView rows, IReadOnlyList<int> numbers, long seed, FitControl control, IClusterer? earlier)
    {
        var found = new GaussianMixtureModel[numbers.Count];
        IReadOnlyList<IClusterer>[] others = rows.Rows > MostStartRows || rows.Columns > MostStartColumns ? [] : [new Genie().FitEach(rows, numbers, control), Ward(rows, numbers, control)];
        for (var i = 0; i < found.Length; i++)
        {
            var mixture = new GaussianMixture(new() { Components = numbers[i], Seed = seed });
            found[i] = mixture.Fit(rows, control);
            foreach (var start in others.Select(o => LabelsOf(o[i], rows)).Concat(earlier is null ? [] : new[] { earlier.Assign(rows) }))
            {
                // A component that no row is in any more is no start.
                if (start.Max() + 1 == numbers[i] && start.Distinct().Count() == numbers[i] && mixture.Refine(rows, start, control) is var other && other.LogLikelihood > found[i].LogLikelihood)
                {
                    found[i] = other;
                }
            }
        }
        return found;
    }

    private static AgglomerativeModel[] Ward(MatrixView rows, IReadOnlyList<int> numbers, FitControl control)
    {
        var tree = new Agglomerative(new() { Clusters = numbers[^1], Linkage = Linkage.Ward }).Fit(rows, control);
        return [.. numbers.Select(tree.Cut)];
    }

    /// <summary>DBSCAN with the radius whose number of clusters lasts longest: of radii that hold enough neighbours for more and more of the rows, the middle one of the longest stretch with the same number of clusters that are no crumbs, two or more.</summary>
    private static DbscanModel Dense(MatrixView rows, FitControl control)
    {
        var least = Math.Min(rows.Rows, Math.Max(5, 2 * rows.Columns));
        var distances = Dbscan.NeighborDistances(rows, least, control);
        double[] radii = [.. DenseShares.Select(share => Math.Max(1e-6, distances[(int)((1 - share) * (distances.Length - 1))])).Distinct()];
        var found = radii.Select(radius => new Dbscan(new() { Radius = radius, MinRows = least }).Fit(rows, control)).ToArray();
        int[] counts = Array.ConvertAll(found, model => LargeOf(model, rows.Rows));
        var (best, length) = (found[found.Length / 2], 0);
        for (int from = 0, to; from < found.Length; from = to)
        {
            for (to = from + 1; to < found.Length && counts[to] == counts[from]; to++)
            {
            }
            if (counts[from] >= 2 && to - from > length)
            {
                (best, length) = (found[(from + to) / 2], to - from);
            }
        }
        return best;
    }

    /// <summary>How many clusters hold at least so many rows that they are no crumbs.</summary>
    private static int LargeOf(DbscanModel model, int rows)
    {
        var sizes = new int[model.Clusters];
        foreach (var label in model.Labels)
        {
            if (label >= 0)
            {
                sizes[label]++;
            }
        }
        return sizes.Count(size => size >= LeastShare * rows);
    }
}
