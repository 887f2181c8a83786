using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Clustering;

/// <summary>Fitted Genie. It keeps all training rows, to label new ones by the nearest of them. A training row gets its own label again. NaN and infinities are refused.</summary>
public sealed class GenieModel : IClusterer, IModel
{
    internal const string KindName = "genie/1";

    private static readonly FitControl OneThread = new() { Threads = 1 };

    private readonly SegmentRows _segments;

    internal GenieModel(GenieOptions options, SegmentRows segments) => (Options, _segments) = (options, segments);

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => _segments.Rows.Columns;

    /// <summary>How many clusters there are: as many as asked for, or as there are different rows where these are fewer.</summary>
    public int Clusters => _segments.Clusters;

    /// <summary>The options it was fitted with.</summary>
    public GenieOptions Options { get; }

    /// <summary>The label of each training row, in their order; clusters are numbered by their first rows.</summary>
    public ReadOnlySpan<int> Labels => _segments.Labels;

    /// <summary>Training rows in each cluster.</summary>
    public ReadOnlySpan<int> Sizes => _segments.Sizes;

    /// <summary>The training rows, which the model keeps.</summary>
    public MatrixView Rows => _segments.Rows;

    /// <inheritdoc/>
    public void Assign(MatrixView rows, Span<int> labels) => Assign(rows, labels, OneThread);

    /// <summary>The same on several threads, and stopped when cancelled.</summary>
    /// <param name="rows">n x <see cref="Columns"/>, finite; never changed.</param>
    /// <param name="labels">Receives the label of the nearest training row of each row.</param>
    /// <param name="control">Threads and cancellation; changes no label.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell is NaN or infinite.</exception>
    public void Assign(MatrixView rows, Span<int> labels, FitControl control) => _segments.Assign(rows, labels, nameof(GenieModel), control);

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Options("options", Options);
        _segments.Write(writer);
    }

    internal static GenieModel Read(ModelReader reader) => new(reader.Options<GenieOptions>("options"), SegmentRows.Read(reader));
}
