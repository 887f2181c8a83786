using System.Runtime.InteropServices;
using Pipelines.Data;
using Pipelines.Neighbors;

namespace Pipelines.Clustering;

/// <summary>Clusters of any form: wherever rows lie densely. A row with enough rows around it is a core row; core rows near each other are one cluster; what is near no core row is noise.</summary>
/// <remarks>
/// M. Ester, H.-P. Kriegel, J. Sander, X. Xu, "A density-based algorithm for discovering clusters in large spatial databases with noise", KDD 1996. Reference: sklearn.cluster.DBSCAN 1.2.1, whose labels these are,
/// bit for bit: clusters are numbered by their first core row, and a border row within reach of several clusters belongs to the first of them. Euclidean distance, the boundary included.
/// Departure: neighbours are not listed, but for rows that are no core rows, which have few. They are counted up to MinRows, and core rows are joined leaf by leaf of a k-d tree, where what is one cluster already is not looked at again; so memory is that of the
/// tree, O(n d), whatever the radius (the reference needs all pairs). About O(n log n) time for few columns, O(n² d) at worst and above 15 columns, by products of matrices.
/// A radius too small leaves noise only (<see cref="DbscanModel.Clusters"/> is 0), one too large makes one cluster of all: neither is an error.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class Dbscan(DbscanOptions? options = null) : IEstimator<MatrixView, DbscanModel>
{
    private readonly DbscanOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public DbscanModel Fit(MatrixView data, FitControl? control = null)
    {
        control ??= FitControl.Default;
        data.NeedRows(nameof(Dbscan));
        var index = NeighborIndex.Build(data, _options.Algorithm, control);
        var counts = new int[data.Rows];
        index.CountWithin(data, _options.Radius, counts, _options.MinRows, control);
        control.Step(1, 3);
        var core = Array.ConvertAll(counts, c => c >= _options.MinRows);
        var sets = RadiusComponents.Of(index, _options.Radius, core, control);
        control.Step(2, 3);

        // A set's root is its lowest row, so numbering roots as they come numbers clusters by their first core row.
        var labels = new int[data.Rows];
        var sizes = new List<int>();
        for (var r = 0; r < labels.Length; r++)
        {
            var root = core[r] ? sets.Find(r) : -1;
            if (root == r)
            {
                labels[r] = sizes.Count;
                sizes.Add(1);
            }
            else if (root >= 0)
            {
                labels[r] = labels[root];
                sizes[labels[r]]++;
            }
            else
            {
                labels[r] = -1;
            }
        }
        var kept = CoreRows.Of(data, labels, [.. sizes], _options.Algorithm);
        Border(index, core, labels, _options.Radius, control);
        control.Step(3, 3);
        return new(_options, kept, labels);
    }

    /// <summary>How far each row's neighbour number <paramref name="minRows"/> − 1 is (the farthest that a radius has to reach for the row to be a core row), falling: where this curve bends is a usual choice of the radius.</summary>
    /// <param name="data">n x d, finite.</param>
    /// <param name="minRows">As <see cref="DbscanOptions.MinRows"/>, from 2 to n.</param>
    /// <param name="control">Threads and cancellation.</param>
    /// <exception cref="DataException">No rows, a cell that is NaN or infinite, or <paramref name="minRows"/> out of range.</exception>
    public static float[] NeighborDistances(MatrixView data, int minRows, FitControl? control = null)
    {
        data.NeedRows(nameof(Dbscan), 2);
        var k = minRows - 1;
        var index = NeighborIndex.Build(data, control: control);
        if (k < 1 || k >= data.Rows)
        {
            throw new DataException("clustering.min-rows", $"Dbscan.minRows must be from 2 to {data.Rows}, the rows there are; got {minRows}. Ask for fewer or give more rows.");
        }
        var (rows, squares) = (new int[data.Rows * k], new float[data.Rows * k]);
        index.NearestOthers(k, rows, squares, control);
        var distances = new float[data.Rows];
        for (var r = 0; r < distances.Length; r++)
        {
            distances[r] = -MathF.Sqrt(squares[((r + 1) * k) - 1]);
        }
        Array.Sort(distances);
        return Array.ConvertAll(distances, d => -d);
    }

    /// <summary>Gives each row that is no core row the first cluster that reaches it. Such rows have few neighbours, so these are listed.</summary>
    private static void Border(INeighborIndex index, bool[] core, int[] labels, double radius, FitControl control)
    {
        var others = new List<int>();
        for (var r = 0; r < core.Length; r++)
        {
            if (!core[r])
            {
                others.Add(r);
            }
        }
        if (others.Count == 0)
        {
            return;
        }
        var rows = index.Points.Take(CollectionsMarshal.AsSpan(others));
        index.Within(rows, radius, (query, neighbors) =>
        {
            var first = int.MaxValue;
            foreach (var row in neighbors)
            {
                first = core[row] ? Math.Min(first, labels[row]) : first;
            }
            labels[others[query]] = first == int.MaxValue ? -1 : first;
        }, control);
    }
}
