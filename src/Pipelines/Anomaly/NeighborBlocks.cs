using System.Numerics.Tensors;
using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Anomaly;

/// <summary>What detectors that keep the training rows share.</summary>
internal static class NeighborBlocks
{
    /// <summary>How many neighbours there are to ask for, and for how many rows at once, so that answers stay within some megabytes.</summary>
    public static (int Neighbors, int Rows) Size(int neighbors, int trainingRows)
    {
        var k = Math.Min(neighbors, trainingRows);
        return (k, Math.Clamp((1 << 20) / k, 1, 1024));
    }

    /// <summary>The training rows of a model file.</summary>
    public static Matrix ReadRows(ModelReader reader)
    {
        var values = reader.Floats("rows", -1, -1);
        var (rows, columns) = (reader.Shape("rows")[0], reader.Shape("rows")[1]);
        return rows > 0 && columns > 0 && TensorPrimitives.IsFiniteAll<float>(values) ? new(rows, columns, values) : throw reader.Damaged("rows", "is not a table of finite numbers");
    }
}
