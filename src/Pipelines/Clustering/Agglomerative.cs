using Pipelines.Data;
using Pipelines.Neighbors;

namespace Pipelines.Clustering;

/// <summary>A hierarchy from single rows up: the two nearest clusters are joined, again and again. The whole tree is kept, so any number of clusters can be cut from one fit.</summary>
/// <remarks>
/// J. H. Ward, "Hierarchical grouping to optimize an objective function", JASA 58, 1963; by chains of nearest neighbours, which find the same tree in O(n²): F. Murtagh, "A survey of recent advances in hierarchical
/// clustering algorithms", The Computer Journal 26, 1983; distances of joined clusters by G. N. Lance, W. T. Williams, "A general theory of classificatory sorting strategies", The Computer Journal 9, 1967.
/// Single linkage by a minimum spanning tree (J. C. Gower, G. J. S. Ross, 1969). Reference: scipy.cluster.hierarchy.linkage 1.10.1 and sklearn.cluster.AgglomerativeClustering 1.2.1.
/// Ward: O(n² d) time and 4 n d bytes beside the rows, about a second for 20,000 rows of 5 columns; average and complete linkage: 4 n² bytes, so at most 20,000 rows.
/// Departures: distances are float32 while they choose; clusters are numbered by their first rows; equal rows are never parted.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class Agglomerative(AgglomerativeOptions? options = null) : IEstimator<MatrixView, AgglomerativeModel>
{
    /// <summary>All distances of so many rows are 1.6 GB.</summary>
    private const int MostRowsOfAMatrix = 20_000;

    private readonly AgglomerativeOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public AgglomerativeModel Fit(MatrixView data, FitControl? control = null)
    {
        control ??= FitControl.Default;
        ClusteringChecks.Need(data, default, _options.Clusters, nameof(Agglomerative));
        var dendrogram = Tree(data, control);
        control.Step(1, 2);
        var model = new AgglomerativeModel(_options, dendrogram, SegmentRows.Of(data, dendrogram.Cut(_options.Clusters)));
        control.Step(2, 2);
        return model;
    }

    private Dendrogram Tree(MatrixView data, FitControl control)
    {
        if (_options.Linkage == Linkage.Single)
        {
            var tree = SpanningTree.Of(data, [], NeighborAlgorithm.Auto, control);
            return new(tree.From, tree.To, Array.ConvertAll(tree.Squares, Math.Sqrt));
        }
        if (_options.Linkage == Linkage.Ward)
        {
            return NearestNeighborChain.Run(data.Rows, new WardDistances(data), control.Cancellation);
        }
        return data.Rows <= MostRowsOfAMatrix
            ? NearestNeighborChain.Run(data.Rows, new MatrixDistances(data, _options.Linkage == Linkage.Average, control), control.Cancellation)
            : throw new DataException("clustering.linkage-rows", $"Agglomerative with {_options.Linkage} linkage keeps the distances of all pairs and takes at most {MostRowsOfAMatrix} rows; got {data.Rows}. Use Ward or Single linkage or Genie, or cluster a sample and assign the rest.");
    }
}
