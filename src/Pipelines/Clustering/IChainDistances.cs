namespace Pipelines.Clustering;

/// <summary>The distances between clusters that <see cref="NearestNeighborChain"/> asks for. A cluster goes by the number of one of its rows.</summary>
internal interface IChainDistances
{
    /// <summary>The nearest other cluster; <paramref name="previous"/> (−1 for none) where none is nearer than it. The same for a pair whichever end asks.</summary>
    int Nearest(int cluster, int previous);

    /// <summary>The height at which two clusters are joined, in double.</summary>
    double Height(int a, int b);

    /// <summary>Joins two clusters; the result goes by <paramref name="a"/>.</summary>
    void Merge(int a, int b);
}
