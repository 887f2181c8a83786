using Pipelines;
using Pipelines.Clustering;
using Pipelines.Data;
using Pipelines.Models;

namespace CustomerSegmentation.Study;

/// <summary>The ways to find segments, by the name they are typed with.</summary>
internal static class Methods
{
    private const int StudyRestarts = 3;

    /// <summary>All that exist. What HDBSCAN does elsewhere, clusters of any shape from a spanning tree, Genie does here.</summary>
    public static IReadOnlyList<string> Known { get; } = ["kmeans", "gmm", "genie", "ward", "dbscan"];

    /// <summary>
    /// Those that <c>auto</c> tries, from the one that assumes least about the shape of segments to the one that assumes most. Numbers of orders are whole: a method that follows density finds the gaps between them,
    /// which are stable and mean nothing, so only k-means is tried on recency, frequency and money. A mixture of many columns takes long and has more to learn than there are rows.
    /// </summary>
    /// <param name="transactions">True where customers were made from transactions.</param>
    /// <param name="columns">Encoded columns.</param>
    /// <param name="numbers">How many numbers of segments are tried.</param>
    public static string[] Tried(bool transactions, int columns, int numbers) => transactions ? ["kmeans"] : columns <= (numbers == 1 ? 64 : 16) ? ["genie", "gmm", "kmeans"] : ["genie", "kmeans"];

    /// <summary>True where a number of segments is asked for; a density decides its own.</summary>
    public static bool TakesNumber(string method) => method != "dbscan";

    /// <summary>Fits the segments of rows for each number.</summary>
    /// <param name="method">The method.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="numbers">How many segments, rising; not looked at where the method decides.</param>
    /// <param name="seed">Seed of what is random.</param>
    /// <param name="final">True for the model that is kept, which is searched harder.</param>
    /// <param name="control">Threads and cancellation.</param>
    public static IReadOnlyList<IClusterer> Fit(string method, MatrixView rows, IReadOnlyList<int> numbers, long seed, bool final, FitControl control) => method switch
    {
        "kmeans" => [.. numbers.Select(k => new KMeans(new() { Clusters = k, Seed = seed, Restarts = final ? 10 : StudyRestarts }).Fit(rows, control))],
        "gmm" => [.. numbers.Select(k => new GaussianMixture(new() { Components = k, Seed = seed }).Fit(rows, control))],
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

    private static AgglomerativeModel[] Ward(MatrixView rows, IReadOnlyList<int> numbers, FitControl control)
    {
        var tree = new Agglomerative(new() { Clusters = numbers[^1], Linkage = Linkage.Ward }).Fit(rows, control);
        return [.. numbers.Select(tree.Cut)];
    }

    /// <summary>DBSCAN with the radius where the curve of neighbour distances bends.</summary>
    private static DbscanModel Dense(MatrixView rows, FitControl control)
    {
        var least = Math.Min(rows.Rows, Math.Max(5, 2 * rows.Columns));
        var distances = Dbscan.NeighborDistances(rows, least, control);
        double[] curve = [.. distances.Where((_, i) => i % Math.Max(1, distances.Length / 200) == 0).Select(d => (double)d)];
        var elbow = curve.Length < 3 ? new(-1, double.NaN, 0) : Pipelines.Evaluation.Elbow.Of([.. Enumerable.Range(0, curve.Length).Select(i => (double)i)], curve);
        var radius = elbow.Place >= 0 ? curve[elbow.Place] : distances[distances.Length / 2];
        return new Dbscan(new() { Radius = radius > 0 ? radius : 1e-6, MinRows = least }).Fit(rows, control);
    }
}
