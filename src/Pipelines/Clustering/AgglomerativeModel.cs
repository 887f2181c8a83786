using System.Globalization;
using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Clustering;

/// <summary>
/// Fitted agglomerative clustering: the tree of joins, and all training rows, to label new ones by the nearest of them. A training row gets its own label again. NaN and infinities are refused.
/// </summary>
public sealed class AgglomerativeModel : IClusterer, IModel
{
    internal const string KindName = "agglomerative/1";

    private static readonly FitControl OneThread = new() { Threads = 1 };

    private readonly Dendrogram _dendrogram;
    private readonly SegmentRows _segments;

    internal AgglomerativeModel(AgglomerativeOptions options, Dendrogram dendrogram, SegmentRows segments) => (Options, _dendrogram, _segments) = (options, dendrogram, segments);

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => _segments.Rows.Columns;

    /// <summary>How many clusters there are: as many as asked for, or as there are different rows where these are fewer.</summary>
    public int Clusters => _segments.Clusters;

    /// <summary>The options it was fitted with.</summary>
    public AgglomerativeOptions Options { get; }

    /// <summary>The label of each training row, in their order; clusters are numbered by their first rows.</summary>
    public ReadOnlySpan<int> Labels => _segments.Labels;

    /// <summary>Training rows in each cluster.</summary>
    public ReadOnlySpan<int> Sizes => _segments.Sizes;

    /// <summary>The training rows, which the model keeps.</summary>
    public MatrixView Rows => _segments.Rows;

    /// <summary>The height of each of the n − 1 joins, rising: where it leaps, the clusters below are far apart. The last k − 1 joins part k clusters.</summary>
    public ReadOnlySpan<double> Heights => _dendrogram.Heights;

    /// <summary>A row of each of the two clusters that a join of <see cref="Heights"/> makes one.</summary>
    /// <param name="join">From 0 to n − 2.</param>
    public (int First, int Second) Join(int join) => (_dendrogram.First[join], _dendrogram.Second[join]);

    /// <summary>The same tree cut into another number of clusters; nothing is learned again.</summary>
    /// <param name="clusters">From 1 to n.</param>
    /// <exception cref="OptionException">It is below 1.</exception>
    /// <exception cref="DataException">There are fewer training rows.</exception>
    public AgglomerativeModel Cut(int clusters)
    {
        var options = (Options with { Clusters = clusters }).Checked();
        ClusteringChecks.Need(Rows, default, clusters, nameof(AgglomerativeModel));
        return new(options, _dendrogram, SegmentRows.Of(Rows, _dendrogram.Cut(clusters)));
    }

    /// <inheritdoc/>
    public void Assign(MatrixView rows, Span<int> labels) => Assign(rows, labels, OneThread);

    /// <summary>The same on several threads, and stopped when cancelled.</summary>
    /// <param name="rows">n x <see cref="Columns"/>, finite; never changed.</param>
    /// <param name="labels">Receives the label of the nearest training row of each row.</param>
    /// <param name="control">Threads and cancellation; changes no label.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell is NaN or infinite.</exception>
    public void Assign(MatrixView rows, Span<int> labels, FitControl control) => _segments.Assign(rows, labels, nameof(AgglomerativeModel), control);

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Options("options", Options);
        writer.Ints("first", _dendrogram.First);
        writer.Ints("second", _dendrogram.Second);
        writer.Doubles("heights", _dendrogram.Heights);
        _segments.Write(writer);
    }

    internal static AgglomerativeModel Read(ModelReader reader)
    {
        var segments = SegmentRows.Read(reader);
        var joins = segments.Rows.Rows - 1;
        var (first, second, heights) = (reader.Ints("first", joins), reader.Ints("second", joins), reader.Doubles("heights", joins));
        for (var i = 0; i < joins; i++)
        {
            if ((uint)first[i] > (uint)joins || (uint)second[i] > (uint)joins || !(heights[i] >= (i == 0 ? 0 : heights[i - 1])))
            {
                throw reader.Damaged("heights", string.Create(CultureInfo.InvariantCulture, $"has no join {i} that could be"));
            }
        }
        return new(reader.Options<AgglomerativeOptions>("options"), new(first, second, heights), segments);
    }
}
