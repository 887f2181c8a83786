using Pipelines.Data;

namespace Pipelines.Neighbors;

/// <summary>Makes the index that suits the data.</summary>
public static class NeighborIndex
{
    /// <summary>Above so many columns the boxes of a tree exclude too little, and a product of matrices is faster.</summary>
    private const int MostTreeColumns = 15;

    /// <summary>Below so many rows comparing with all costs less than walking a tree.</summary>
    private const int LeastTreeRows = 128;

    /// <summary>Arranges the rows; see <see cref="KdTree"/> and <see cref="BruteForce"/> for time and memory.</summary>
    /// <param name="points">n x d, finite, at least one row; not copied, must not change afterwards.</param>
    /// <param name="algorithm">Which index. Default: <see cref="Choose"/>.</param>
    /// <param name="control">Cancellation and threads; null for all cores.</param>
    /// <exception cref="DataException">There is no row or column, or a cell is NaN or infinite.</exception>
    public static INeighborIndex Build(MatrixView points, NeighborAlgorithm algorithm = NeighborAlgorithm.Auto, FitControl? control = null) =>
        (algorithm == NeighborAlgorithm.Auto ? Choose(points.Rows, points.Columns) : algorithm) == NeighborAlgorithm.KdTree ? new KdTree(points, control) : new BruteForce(points);

    /// <summary>What <see cref="NeighborAlgorithm.Auto"/> stands for: a tree for at most 15 columns and at least 128 and 4 · 2^columns rows, else brute force.</summary>
    /// <remarks>
    /// Columns that all vary by themselves are the worst case of a tree: there the two are level at about 1,000 rows of 8 columns or 20,000 of 10. Columns that depend on each other, as measured ones do,
    /// favour the tree (three times faster on 49,097 x 9 sensor readings), so the rule lies on its side.
    /// </remarks>
    /// <param name="rows">How many rows are searched.</param>
    /// <param name="columns">How wide they are.</param>
    public static NeighborAlgorithm Choose(int rows, int columns) => columns <= MostTreeColumns && rows >= Math.Max(LeastTreeRows, 4 << columns) ? NeighborAlgorithm.KdTree : NeighborAlgorithm.BruteForce;
}
