using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Recommendation;

/// <summary>Sparse matrices inside a model file: three tensors, checked on the way in.</summary>
internal static class SparseTensors
{
    public static void Write(ModelWriter writer, string name, SparseView cells)
    {
        writer.Longs($"{name}/starts", cells.Starts);
        writer.Ints($"{name}/indices", cells.Indices);
        writer.Floats($"{name}/values", cells.Values);
    }

    public static SparseMatrix Read(ModelReader reader, string name, int rows, int columns)
    {
        var starts = reader.Longs($"{name}/starts", rows + 1);
        var indices = reader.Ints($"{name}/indices");
        var values = reader.Floats($"{name}/values", indices.Length);
        for (var r = 0; r < rows; r++)
        {
            if (starts[r] > starts[r + 1] || starts[r] < 0 || starts[r + 1] > indices.Length)
            {
                throw reader.Damaged($"{name}/starts", "does not rise");
            }
        }
        try
        {
            return new(columns, starts, indices, values);
        }
        catch (DataException)
        {
            throw reader.Damaged($"{name}/indices", "is not a sparse matrix");
        }
    }
}
