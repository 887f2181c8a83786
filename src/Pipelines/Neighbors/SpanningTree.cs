using Pipelines.Data;

namespace Pipelines.Neighbors;

/// <summary>
/// The edges of a minimum spanning tree of rows, shortest first: the least total length that connects all of them. Lengths are Euclidean distances, or mutual reachability distances
/// max(|x − y|, core(x), core(y)), squared. Of equally short trees one is chosen that depends on the data only.
/// </summary>
internal sealed class SpanningTree
{
    private SpanningTree(int[] from, int[] to, double[] squares) => (From, To, Squares) = (from, to, squares);

    /// <summary>One end of each edge, the lower row.</summary>
    public int[] From { get; }

    /// <summary>The other end.</summary>
    public int[] To { get; }

    /// <summary>The squared length of each edge, rising; equal ones by their ends.</summary>
    public double[] Squares { get; }

    /// <summary>Finds the tree: over a k-d tree by <see cref="Boruvka"/>, else by <see cref="Prim"/>.</summary>
    /// <param name="points">n x d, finite, at least one row.</param>
    /// <param name="cores">The squared core distance of each row; empty for plain distances.</param>
    /// <param name="algorithm">Which of the two.</param>
    /// <param name="control">Threads, which do not change the tree, and cancellation.</param>
    public static SpanningTree Of(MatrixView points, double[] cores, NeighborAlgorithm algorithm, FitControl control)
    {
        var tree = (algorithm == NeighborAlgorithm.Auto ? NeighborIndex.Choose(points.Rows, points.Columns) : algorithm) == NeighborAlgorithm.KdTree;
        var edges = tree ? Boruvka.Edges(new KdTree(points, control), cores, control) : Prim.Edges(points, cores, control);
        edges.Sort(static (a, b) => a.Square != b.Square ? a.Square.CompareTo(b.Square) : a.From != b.From ? a.From.CompareTo(b.From) : a.To.CompareTo(b.To));
        var (from, to, squares) = (new int[edges.Count], new int[edges.Count], new double[edges.Count]);
        for (var i = 0; i < squares.Length; i++)
        {
            (from[i], to[i], squares[i]) = edges[i];
        }
        return new(from, to, squares);
    }
}
