using Pipelines.Data;

namespace Pipelines.Neighbors;

/// <summary>
/// Rows arranged so that those near to a query are found quickly, by Euclidean distance. Exact: every implementation gives the same answers, bit for bit, for any number of threads,
/// and a query gets the same answer alone or in a batch. Thread-safe: any number of threads may ask at once.
/// </summary>
/// <remarks>
/// The squared distance of two rows is the sum of (a − b)² over the columns, taken in double without cancellation and in one fixed order; it alone decides who is nearer, and of rows equally far the one with the
/// lower number comes first. A query that is itself one of the rows finds itself, at distance 0, except in <see cref="NearestOthers"/>.
/// </remarks>
public interface INeighborIndex
{
    /// <summary>The rows among which neighbours are found, n x d. They are not copied, so they must not change while the index is used.</summary>
    MatrixView Points { get; }

    /// <summary>Finds the <paramref name="k"/> nearest rows of each query, nearest first.</summary>
    /// <param name="queries">m x d, finite.</param>
    /// <param name="k">How many, from 1 to n.</param>
    /// <param name="indices">Receives m x k row numbers, query after query.</param>
    /// <param name="squaredDistances">Receives m x k squared distances, rounded to float32 (infinity beyond its range).</param>
    /// <param name="control">Cancellation and threads; null for all cores.</param>
    /// <exception cref="DataException">A shape does not fit, <paramref name="k"/> is out of range, or a cell is NaN or infinite.</exception>
    void Nearest(MatrixView queries, int k, Span<int> indices, Span<float> squaredDistances, FitControl? control = null);

    /// <summary>Finds the <paramref name="k"/> nearest other rows of each of the index's own rows, nearest first. A row is never its own neighbour; an equal row is.</summary>
    /// <param name="k">How many, from 1 to n − 1.</param>
    /// <param name="indices">Receives n x k row numbers, row after row.</param>
    /// <param name="squaredDistances">Receives n x k squared distances, rounded to float32 (infinity beyond its range).</param>
    /// <param name="control">Cancellation and threads; null for all cores.</param>
    /// <exception cref="DataException">A shape does not fit, or <paramref name="k"/> is out of range.</exception>
    void NearestOthers(int k, Span<int> indices, Span<float> squaredDistances, FitControl? control = null);

    /// <summary>Counts the rows within a radius of each query, the boundary included.</summary>
    /// <param name="queries">m x d, finite.</param>
    /// <param name="radius">The largest distance (not squared) that counts, finite, at least 0.</param>
    /// <param name="counts">Receives m counts.</param>
    /// <param name="enough">Counting a query's rows may stop here: a larger count is written as this. At least 1.</param>
    /// <param name="control">Cancellation and threads; null for all cores.</param>
    /// <exception cref="DataException">A shape does not fit, <paramref name="radius"/> is out of range, or a cell is NaN or infinite.</exception>
    void CountWithin(MatrixView queries, double radius, Span<int> counts, int enough = int.MaxValue, FitControl? control = null);

    /// <summary>Finds the lowest row number within a radius of each query, the boundary included.</summary>
    /// <param name="queries">m x d, finite.</param>
    /// <param name="radius">The largest distance (not squared), finite, at least 0.</param>
    /// <param name="first">Receives m row numbers; −1 where no row is within the radius.</param>
    /// <param name="control">Cancellation and threads; null for all cores.</param>
    /// <exception cref="DataException">A shape does not fit, <paramref name="radius"/> is out of range, or a cell is NaN or infinite.</exception>
    void FirstWithin(MatrixView queries, double radius, Span<int> first, FitControl? control = null);

    /// <summary>Finds all rows within a radius of each query, the boundary included.</summary>
    /// <param name="queries">m x d, finite; for a single row a view of it.</param>
    /// <param name="radius">The largest distance (not squared), finite, at least 0.</param>
    /// <param name="visit">Is told the neighbours of each query; nothing is allocated for a query.</param>
    /// <param name="control">Cancellation and threads; null for all cores.</param>
    /// <exception cref="DataException">The rows have another width, <paramref name="radius"/> is out of range, or a cell is NaN or infinite.</exception>
    void Within(MatrixView queries, double radius, NeighborVisitor visit, FitControl? control = null);
}
