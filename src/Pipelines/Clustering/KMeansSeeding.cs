namespace Pipelines.Clustering;

/// <summary>How <see cref="KMeans"/> chooses its first centroids.</summary>
public enum KMeansSeeding
{
    /// <summary><see cref="Sampled"/> where there are many rows, <see cref="PlusPlus"/> otherwise.</summary>
    Auto,

    /// <summary>
    /// Greedy k-means++ over all rows: each next centroid is the best of 2 + ln k rows drawn with chances in proportion to their squared distance from the centroids so far.
    /// D. Arthur, S. Vassilvitskii, "k-means++: the advantages of careful seeding", 2007, with the trials of scikit-learn. k (2 + ln k) n d operations.
    /// </summary>
    PlusPlus,

    /// <summary>
    /// All starts are made and carried to their end on a small weighted sample, a lightweight coreset, in which far rows come more often and count less; the best of them is then refined on all rows.
    /// O. Bachem, M. Lucic, A. Krause, "Scalable k-means clustering via lightweight coresets", 2018. Two passes over the rows, however many starts.
    /// </summary>
    Sampled,

    /// <summary>Different rows, drawn with chances in proportion to their weights: the cheapest and worst, for comparison.</summary>
    Random,
}
