using System.Runtime.InteropServices;

namespace Pipelines.Evaluation;

/// <summary>
/// How far two divisions of the same rows agree, whatever their clusters are called: found clusters against known classes, or two clusterings. Every label counts as a cluster, −1 (noise) too.
/// </summary>
/// <remarks>
/// L. Hubert, P. Arabie, "Comparing partitions", Journal of Classification 2, 1985 (adjusted Rand index); N. X. Vinh, J. Epps, J. Bailey, "Information theoretic measures for clusterings comparison", JMLR 11, 2010
/// (adjusted mutual information); A. Rosenberg, J. Hirschberg, "V-measure: a conditional entropy-based external cluster evaluation measure", EMNLP 2007. Reference: sklearn.metrics 1.2.1.
/// O(n) time and memory; the expectation of the mutual information costs at most n for each pair of different cluster sizes.
/// </remarks>
public sealed record ClusterAgreement : IMetrics
{
    /// <summary>2⁻⁵²: what rounding alone can leave of a difference.</summary>
    private const double Smallest = 1.0 / (1L << 52);

    /// <summary>How many rows were compared.</summary>
    public required int Rows { get; init; }

    /// <summary>Adjusted Rand index: 1 where both divide the rows alike, 0 on average by chance, below 0 worse than chance.</summary>
    public required double AdjustedRand { get; init; }

    /// <summary>Adjusted mutual information, divided by the mean of both entropies: 1 where both divide alike, 0 on average by chance.</summary>
    public required double AdjustedMutualInformation { get; init; }

    /// <summary>Mutual information divided by the mean of both entropies, 0 to 1. Rises with the number of clusters by chance alone.</summary>
    public required double NormalizedMutualInformation { get; init; }

    /// <summary>1 where each cluster holds rows of one class only, 0 where clusters say nothing of the class.</summary>
    public required double Homogeneity { get; init; }

    /// <summary>1 where each class lies in one cluster, 0 where the class says nothing of the cluster.</summary>
    public required double Completeness { get; init; }

    /// <summary>Harmonic mean of <see cref="Homogeneity"/> and <see cref="Completeness"/>.</summary>
    public required double VMeasure { get; init; }

    /// <inheritdoc/>
    public IEnumerable<Metric> All
    {
        get
        {
            yield return new("ari", AdjustedRand, Better.Higher);
            yield return new("ami", AdjustedMutualInformation, Better.Higher);
            yield return new("nmi", NormalizedMutualInformation, Better.Higher);
            yield return new("homogeneity", Homogeneity, Better.Higher);
            yield return new("completeness", Completeness, Better.Higher);
            yield return new("v_measure", VMeasure, Better.Higher);
        }
    }

    /// <summary>Compares two divisions.</summary>
    /// <param name="classes">The known class of each row, any whole numbers.</param>
    /// <param name="clusters">The found cluster of each row, any whole numbers.</param>
    /// <exception cref="DataException">No rows, or lengths that differ.</exception>
    public static ClusterAgreement Of(ReadOnlySpan<int> classes, ReadOnlySpan<int> clusters)
    {
        var (a, b, cells) = Table(classes, clusters);
        double n = classes.Length, shared = 0;
        foreach (var (key, count) in cells)
        {
            shared += count / n * Math.Log(count * n / ((double)a.Counts[(int)(key >> 32)] * b.Counts[(int)key]));
        }
        shared = Math.Max(0, shared);
        var (first, second) = (Entropy(a.Counts, n), Entropy(b.Counts, n));
        var mean = (first + second) / 2;
        var single = a.Counts.Length == 1 && b.Counts.Length == 1;
        var expected = single ? 0 : ExpectedInformation.Of(a.Counts, b.Counts, classes.Length);
        // Where chance alone reaches the maximum, the quotient is 0 / 0: keep its sign and let it be 1 (as the reference does).
        var room = mean - expected;
        room = room < 0 ? Math.Min(room, -Smallest) : Math.Max(room, Smallest);
        var homogeneity = first > 0 ? shared / first : 1;
        var completeness = second > 0 ? shared / second : 1;
        return new()
        {
            Rows = classes.Length,
            AdjustedRand = Rand(a, b, cells, classes.Length),
            AdjustedMutualInformation = single ? 1 : (shared - expected) / room,
            NormalizedMutualInformation = single ? 1 : shared <= Smallest ? 0 : shared / mean,
            Homogeneity = homogeneity,
            Completeness = completeness,
            VMeasure = homogeneity + completeness > 0 ? 2 * homogeneity * completeness / (homogeneity + completeness) : 0,
        };
    }

    /// <summary>The adjusted Rand index alone.</summary>
    /// <inheritdoc cref="Of"/>
    public static double AdjustedRandIndex(ReadOnlySpan<int> classes, ReadOnlySpan<int> clusters)
    {
        var (a, b, cells) = Table(classes, clusters);
        return Rand(a, b, cells, classes.Length);
    }

    private static (LabelCodes A, LabelCodes B, Dictionary<long, int> Cells) Table(ReadOnlySpan<int> classes, ReadOnlySpan<int> clusters)
    {
        EvaluationInput.SameLength(nameof(ClusterAgreement), classes.Length, "clusters", clusters.Length);
        var (a, b) = (LabelCodes.Of(classes, noise: false), LabelCodes.Of(clusters, noise: false));
        var cells = new Dictionary<long, int>();
        for (var i = 0; i < classes.Length; i++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(cells, ((long)a.Codes[i] << 32) | (uint)b.Codes[i], out _)++;
        }
        return (a, b, cells);
    }

    /// <summary>From the pairs of rows that are together in both (tp), only in the classes (fn), only in the clusters (fp), or in neither (tn), each counted twice.</summary>
    private static double Rand(LabelCodes a, LabelCodes b, Dictionary<long, int> cells, int rows)
    {
        double n = rows, both = 0;
        foreach (var count in cells.Values)
        {
            both += (double)count * count;
        }
        var (inA, inB) = (Squares(a.Counts), Squares(b.Counts));
        double tp = both - n, fn = inA - both, fp = inB - both, tn = (n * n) - inA - inB + both;
        return fn == 0 && fp == 0 ? 1 : 2 * ((tp * tn) - (fn * fp)) / (((tp + fn) * (fn + tn)) + ((tp + fp) * (fp + tn)));
    }

    private static double Squares(int[] counts)
    {
        var sum = 0.0;
        foreach (var count in counts)
        {
            sum += (double)count * count;
        }
        return sum;
    }

    private static double Entropy(int[] counts, double n)
    {
        if (counts.Length == 1)
        {
            return 0;
        }
        var sum = 0.0;
        foreach (var count in counts)
        {
            sum -= count / n * Math.Log(count / n);
        }
        return sum;
    }
}
