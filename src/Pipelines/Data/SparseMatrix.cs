namespace Pipelines.Data;

/// <summary>A sparse table of float32 in compressed rows (CSR): only the cells that hold something are stored. At most 2^31 stored cells.</summary>
public sealed class SparseMatrix
{
    private readonly long[] _starts;
    private readonly int[] _indices;
    private readonly float[] _values;

    /// <summary>Adopts the arrays without copying.</summary>
    /// <param name="columns">How many columns.</param>
    /// <param name="starts">Length rows + 1: where each row's cells begin; the last is the number of cells.</param>
    /// <param name="indices">Column of each cell; rising within a row.</param>
    /// <param name="values">Value of each cell.</param>
    /// <exception cref="DataException">The arrays do not describe a sparse matrix.</exception>
    public SparseMatrix(int columns, long[] starts, int[] indices, float[] values)
    {
        if (starts.Length == 0 || starts[0] != 0 || starts[^1] != indices.Length || indices.Length != values.Length)
        {
            throw new DataException("sparse.size", $"SparseMatrix.starts must run from 0 to the number of cells, one more than the rows; got {starts.Length} starts, {indices.Length} indices, {values.Length} values.");
        }
        if (columns < 0)
        {
            throw new DataException("sparse.columns", $"SparseMatrix.columns must be at least 0; got {columns}. Pass the number of columns.");
        }
        for (var r = 0; r + 1 < starts.Length; r++)
        {
            if (starts[r + 1] < starts[r] || starts[r + 1] > indices.Length)
            {
                throw new DataException("sparse.starts", $"SparseMatrix.starts must not fall, nor pass the {indices.Length} cells; got {starts[r]} then {starts[r + 1]} at row {r}. Let each row begin where the one before it ends.");
            }
            for (var i = starts[r]; i < starts[r + 1]; i++)
            {
                if ((uint)indices[i] >= (uint)columns || (i > starts[r] && indices[i] <= indices[i - 1]))
                {
                    throw new DataException("sparse.order", $"SparseMatrix.indices must rise within a row and lie below {columns}; got {indices[i]} in row {r}. Sort each row and merge duplicates first.");
                }
            }
        }
        (Columns, _starts, _indices, _values) = (columns, starts, indices, values);
    }

    /// <summary>How many rows.</summary>
    public int Rows => _starts.Length - 1;

    /// <summary>How many columns.</summary>
    public int Columns { get; }

    /// <summary>How many cells are stored.</summary>
    public int Count => _indices.Length;

    /// <summary>The whole matrix, read-only and without copying.</summary>
    public SparseView View => new(Columns, _starts, _indices, _values);

    /// <summary>Any sparse matrix can be read through a view; no copy.</summary>
    public static implicit operator SparseView(SparseMatrix matrix) => matrix.View;
}
