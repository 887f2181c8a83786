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

    /// <summary>The distance of a row to a training row. Squares in float32 end at 1e-38 and 3e38; beyond, it is taken anew.</summary>
    /// <param name="points">The training rows.</param>
    /// <param name="neighbor">Which of them.</param>
    /// <param name="row">The row.</param>
    /// <param name="square">The squared distance as the index rounded it.</param>
    public static double Distance(MatrixView points, int neighbor, ReadOnlySpan<float> row, float square)
    {
        if (float.IsNormal(square))
        {
            return Math.Sqrt(square);
        }
        var other = points[neighbor];
        var sum = 0.0;
        for (var c = 0; c < row.Length; c++)
        {
            var difference = (double)row[c] - other[c];
            sum += difference * difference;
        }
        return Math.Sqrt(sum);
    }

    /// <summary>A score as float32; finite, however far a row is away.</summary>
    public static float Score(double score) => (float)Math.Min(score, float.MaxValue);

    /// <summary>The training rows of a model file.</summary>
    public static Matrix ReadRows(ModelReader reader)
    {
        var values = reader.Floats("rows", -1, -1);
        var (rows, columns) = (reader.Shape("rows")[0], reader.Shape("rows")[1]);
        return rows > 0 && columns > 0 && TensorPrimitives.IsFiniteAll<float>(values) ? new(rows, columns, values) : throw reader.Damaged("rows", "is not a table of finite numbers");
    }
}
