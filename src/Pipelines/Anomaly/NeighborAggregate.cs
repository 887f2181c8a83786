namespace Pipelines.Anomaly;

/// <summary>What is made of the distances to the nearest rows.</summary>
public enum NeighborAggregate
{
    /// <summary>The distance to the k-th nearest (S. Ramaswamy, R. Rastogi, K. Shim, "Efficient algorithms for mining outliers from large data sets", 2000).</summary>
    Largest,

    /// <summary>The mean distance to the k nearest (F. Angiulli, C. Pizzuti, "Fast outlier detection in high dimensional spaces", 2002).</summary>
    Mean,
}
