using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Neighbors;

namespace Pipelines.Clustering;

/// <summary>The core rows of clusters, cluster after cluster, so that the first row within reach of a query is one of the first cluster within reach.</summary>
internal sealed class CoreRows
{
    /// <summary>Made when the first row is asked about: fitting has an index of its own. Null without rows.</summary>
    private readonly Lazy<INeighborIndex>? _index;
    private readonly int[] _labels;

    private CoreRows(Matrix rows, int[] labels, NeighborAlgorithm algorithm)
    {
        (Rows, _labels) = (rows, labels);
        _index = rows.Rows == 0 ? null : new(() => NeighborIndex.Build(rows, algorithm, new() { Threads = 1 }));
    }

    /// <summary>The rows, by cluster.</summary>
    public Matrix Rows { get; }

    /// <summary>How many clusters they make up.</summary>
    public int Clusters => _labels.Length == 0 ? 0 : _labels[^1] + 1;

    /// <summary>Copies the rows with a label, by label and then by row.</summary>
    public static CoreRows Of(MatrixView data, int[] labels, int[] sizes, NeighborAlgorithm algorithm)
    {
        var next = new int[sizes.Length + 1];
        for (var c = 0; c < sizes.Length; c++)
        {
            next[c + 1] = next[c] + sizes[c];
        }
        var rows = new Matrix(next[^1], data.Columns);
        var own = new int[rows.Rows];
        for (var r = 0; r < labels.Length; r++)
        {
            if (labels[r] >= 0)
            {
                var place = next[labels[r]]++;
                data[r].CopyTo(rows[place]);
                own[place] = labels[r];
            }
        }
        return new(rows, own, algorithm);
    }

    /// <summary>The first cluster with a core row within the radius of each row; −1 where there is none.</summary>
    public void Assign(MatrixView rows, double radius, Span<int> labels, FitControl control)
    {
        if (_index is null)
        {
            labels.Fill(-1);
            return;
        }
        _index.Value.FirstWithin(rows, radius, labels, control);
        foreach (ref var label in labels)
        {
            label = label < 0 ? -1 : _labels[label];
        }
    }

    public void Write(ModelWriter writer)
    {
        writer.Floats("core", Rows.Values, Rows.Rows, Rows.Columns);
        writer.Ints("core-labels", _labels);
    }

    public static CoreRows Read(ModelReader reader, NeighborAlgorithm algorithm)
    {
        var labels = reader.Ints("core-labels");
        var shape = reader.Shape("core");
        var values = reader.Floats("core", labels.Length, -1);
        var expected = 0;
        foreach (var label in labels)
        {
            if (label != expected && label != ++expected)
            {
                throw reader.Damaged("core-labels", "does not rise by 1");
            }
        }
        return Array.TrueForAll(values, float.IsFinite) && shape.Count == 2 && shape[1] > 0
            ? new(new(labels.Length, shape[1], values), labels, algorithm)
            : throw reader.Damaged("core", "is not finite rows");
    }
}
