using System.Buffers;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Neighbors;

namespace Pipelines.Clustering;

/// <summary>All training rows with their labels: what a hierarchical model keeps to label new rows, which go where their nearest training row is. Equal rows have equal labels, so a training row gets its own again.</summary>
internal sealed class SegmentRows
{
    private const int RowsOfABlock = 1024;

    /// <summary>Made when the first row is asked about: fitting has an index of its own.</summary>
    private readonly Lazy<INeighborIndex> _index;
    private readonly int[] _labels;

    private SegmentRows(Matrix rows, int[] labels)
    {
        (Rows, _labels) = (rows, labels);
        _index = new(() => NeighborIndex.Build(rows, control: new() { Threads = 1 }));
        Sizes = new int[labels.Length];
        foreach (var label in labels)
        {
            Sizes[label]++;
            Clusters = Math.Max(Clusters, label + 1);
        }
        Sizes = Sizes[..Clusters];
    }

    public Matrix Rows { get; }

    public ReadOnlySpan<int> Labels => _labels;

    public int Clusters { get; }

    public int[] Sizes { get; }

    /// <summary>Copies the rows; labels are made 0, 1, 2, ... in the order of their first rows.</summary>
    /// <param name="data">The training rows.</param>
    /// <param name="sets">What belongs together.</param>
    public static SegmentRows Of(MatrixView data, DisjointSets sets) => new(data.ToMatrix(), Labelled(sets, data.Rows));

    /// <summary>The number of each row's set: sets are numbered by their first rows, which are their roots.</summary>
    public static int[] Labelled(DisjointSets sets, int rows)
    {
        var labels = new int[rows];
        var count = 0;
        for (var r = 0; r < rows; r++)
        {
            var root = sets.Find(r);
            labels[r] = root == r ? count++ : labels[root];
        }
        return labels;
    }

    /// <summary>Writes the label of the training row nearest to each row; of equally near ones that of the first.</summary>
    public void Assign(MatrixView rows, Span<int> labels, string owner, FitControl control)
    {
        rows.NeedColumns(owner, Rows.Columns);
        MatrixChecks.NeedLength(labels.Length, rows.Rows, owner, nameof(labels));
        rows.NeedFinite(owner);
        var squares = ArrayPool<float>.Shared.Rent(RowsOfABlock);
        for (var from = 0; from < rows.Rows; from += RowsOfABlock)
        {
            var block = rows[from..Math.Min(rows.Rows, from + RowsOfABlock)];
            _index.Value.Nearest(block, 1, labels.Slice(from, block.Rows), squares.AsSpan(0, block.Rows), control);
        }
        ArrayPool<float>.Shared.Return(squares);
        foreach (ref var label in labels)
        {
            label = _labels[label];
        }
    }

    public void Write(ModelWriter writer)
    {
        writer.Floats("rows", Rows.Values, Rows.Rows, Rows.Columns);
        writer.Ints("labels", _labels);
    }

    public static SegmentRows Read(ModelReader reader)
    {
        var labels = reader.Ints("labels");
        var values = reader.Floats("rows", labels.Length, -1);
        if (values.Length == 0 || !Array.TrueForAll(values, float.IsFinite))
        {
            throw reader.Damaged("rows", "is not finite rows");
        }
        var highest = -1;
        foreach (var label in labels)
        {
            if (label < 0 || label > highest + 1)
            {
                throw reader.Damaged("labels", "is not numbered by first rows");
            }
            highest = Math.Max(highest, label);
        }
        return new(new(labels.Length, values.Length / labels.Length, values), labels);
    }
}
