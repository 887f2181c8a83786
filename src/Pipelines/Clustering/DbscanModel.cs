using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Clustering;

/// <summary>
/// Fitted DBSCAN. It keeps the core rows, which are copies of training data, to label new rows (the first call arranges them in an index): a row belongs to the first cluster with a core row within the radius, else to none (−1).
/// A training row gets its own label again. NaN and infinities are refused.
/// </summary>
public sealed class DbscanModel : IClusterer, IModel
{
    internal const string KindName = "dbscan/1";

    private static readonly FitControl OneThread = new() { Threads = 1 };

    private readonly CoreRows _core;
    private readonly int[] _labels;

    internal DbscanModel(DbscanOptions options, CoreRows core, int[] labels) => (Options, _core, _labels) = (options, core, labels);

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => _core.Rows.Columns;

    /// <summary>How many clusters there are; 0 where the radius was so small that all rows are noise, 1 often where it was too large.</summary>
    public int Clusters => _core.Clusters;

    /// <summary>The options it was fitted with.</summary>
    public DbscanOptions Options { get; }

    /// <summary>The label of each training row, in their order; −1 for noise.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>The core rows that are kept, cluster after cluster: copies of training rows.</summary>
    public MatrixView CoreRows => _core.Rows;

    /// <inheritdoc/>
    public void Assign(MatrixView rows, Span<int> labels) => Assign(rows, labels, OneThread);

    /// <summary>The same on several threads, and stopped when cancelled.</summary>
    /// <param name="rows">n x <see cref="Columns"/>, finite; never changed.</param>
    /// <param name="labels">Receives one label a row; −1 where no core row is within the radius.</param>
    /// <param name="control">Threads and cancellation; changes no label.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell is NaN or infinite.</exception>
    public void Assign(MatrixView rows, Span<int> labels, FitControl control)
    {
        rows.NeedColumns(nameof(DbscanModel), Columns);
        MatrixChecks.NeedLength(labels.Length, rows.Rows, nameof(DbscanModel), nameof(labels));
        rows.NeedFinite(nameof(DbscanModel));
        _core.Assign(rows, Options.Radius, labels, control);
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Options("options", Options);
        writer.Ints("labels", _labels);
        _core.Write(writer);
    }

    internal static DbscanModel Read(ModelReader reader)
    {
        var options = reader.Options<DbscanOptions>("options");
        var labels = reader.Ints("labels");
        var core = Clustering.CoreRows.Read(reader, options.Algorithm);
        return Array.TrueForAll(labels, l => l >= -1 && l < core.Clusters) ? new(options, core, labels) : throw reader.Damaged("labels", "holds a cluster that does not exist");
    }
}
