using Pipelines;
using Pipelines.Clustering;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Models;
using Pipelines.Reduction;
using Scenarios.Hosting;

namespace DimensionalityReduction.Study;

/// <summary>
/// The algorithm that needs no target: are the clusters that k-means finds on components those it finds on all columns, and how much sooner? Rows are not held out, since nothing is predicted.
/// </summary>
internal sealed record ClusterStudy
{
    /// <summary>Key of the agreement of the clusters on so many components with those on all columns.</summary>
    public const string AgreementKey = "kmeans_agreement";

    private const int UsualClusters = 8;

    /// <summary>Fewer rows a cluster say nothing.</summary>
    private const int RowsOfACluster = 10;

    /// <summary>How many clusters were looked for: as many as classes, else a usual number.</summary>
    public required int Clusters { get; init; }

    /// <summary>Seconds on all columns.</summary>
    public required double AllSeconds { get; init; }

    /// <summary>How far the clusters of all columns are the classes; NaN where there are none.</summary>
    public required double AllWithClasses { get; init; }

    /// <summary>How far another seed finds the same clusters on all columns: no reduction can be asked to do better.</summary>
    public required double AnotherSeed { get; init; }

    /// <summary>One for each number of components.</summary>
    public required IReadOnlyList<ClusterTrial> Trials { get; init; }

    /// <summary>The trial of so many components.</summary>
    public ClusterTrial At(int components) => Trials.First(t => t.Components == components);

    /// <summary>Looks for clusters on all columns and on each number of components; null where there are too few rows.</summary>
    /// <param name="encoded">All rows as numbers.</param>
    /// <param name="rows">The rows of the study.</param>
    /// <param name="classes">The class of each, or none.</param>
    /// <param name="spectrum">The components.</param>
    /// <param name="tried">The numbers of components.</param>
    /// <param name="seed">Where k-means starts.</param>
    /// <param name="run">The run.</param>
    public static ClusterStudy? Of(Matrix encoded, int[] rows, int[] classes, PcaModel spectrum, int[] tried, long seed, RunContext run)
    {
        var clusters = classes.Length > 0 ? classes.Distinct().Count() : UsualClusters;
        if (clusters < 2 || rows.Length < RowsOfACluster * clusters)
        {
            return null;
        }
        using var stage = run.Stage("progress.clusters", clusters);
        var control = stage.Control with { Progress = null };
        var all = RowScores.Take(encoded, rows);
        // The first call of a program is slower than all later ones; here it serves as the other seed.
        var (another, _) = Labels(all, clusters, seed + 1, control, run);
        var (own, allSeconds) = Labels(all, clusters, seed, control, run);
        var trials = new List<ClusterTrial>();
        foreach (var k in tried)
        {
            MatrixView components = spectrum.Keep(Math.Min(k, spectrum.ResultColumns)).Transform(all);
            var (labels, seconds) = Labels(components, clusters, seed, control, run);
            trials.Add(new(k, seconds, ClusterAgreement.AdjustedRandIndex(own, labels), WithClasses(classes, labels)));
            stage.Control.Step(trials.Count, tried.Length);
        }
        return new()
        {
            Clusters = clusters,
            AllSeconds = allSeconds,
            AllWithClasses = WithClasses(classes, own),
            AnotherSeed = ClusterAgreement.AdjustedRandIndex(own, another),
            Trials = trials,
        };
    }

    private static double WithClasses(int[] classes, int[] labels) => classes.Length > 0 ? ClusterAgreement.AdjustedRandIndex(classes, labels) : double.NaN;

    /// <summary>The clusters, and the middle time of a few fits.</summary>
    private static (int[] Labels, double Seconds) Labels(MatrixView rows, int clusters, long seed, FitControl control, RunContext run)
    {
        var seconds = new double[3];
        KMeansModel model = null!;
        for (var repeat = 0; repeat < seconds.Length; repeat++)
        {
            var start = run.Clock.GetTimestamp();
            model = new KMeans(new() { Clusters = clusters, Seed = seed }).Fit(rows, control);
            seconds[repeat] = run.Clock.GetElapsedTime(start).TotalSeconds;
        }
        Array.Sort(seconds);
        var labels = new int[rows.Rows];
        model.Assign(rows, labels);
        return (labels, seconds[seconds.Length / 2]);
    }
}
