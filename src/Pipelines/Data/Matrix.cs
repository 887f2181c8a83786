namespace Pipelines.Data;

/// <summary>A dense table of float32, row-major and contiguous: row r starts at <c>Values[r * Columns]</c>. At most 2^31 values.</summary>
public sealed class Matrix
{
    /// <summary>Makes a matrix of zeros.</summary>
    /// <param name="rows">0 or more.</param>
    /// <param name="columns">0 or more.</param>
    /// <exception cref="DataException">More than 2^31 values.</exception>
    public Matrix(int rows, int columns) : this(rows, columns, new float[Size(rows, columns)]) { }

    /// <summary>Adopts <paramref name="values"/> without copying; its length must be rows × columns.</summary>
    public Matrix(int rows, int columns, float[] values)
    {
        if (values.Length != Size(rows, columns))
        {
            throw new DataException("matrix.size", $"Matrix.values must be {rows} x {columns} = {Size(rows, columns)} numbers; got {values.Length}. Pass one number a cell.");
        }
        (Rows, Columns, Values) = (rows, columns, values);
    }

    /// <summary>How many rows (samples).</summary>
    public int Rows { get; }

    /// <summary>How many columns (features).</summary>
    public int Columns { get; }

    /// <summary>The values themselves, row after row.</summary>
    public float[] Values { get; }

    /// <summary>One row, writable.</summary>
    public Span<float> this[int row] => Values.AsSpan(checked(row * Columns), Columns);

    /// <summary>The whole matrix, read-only and without copying.</summary>
    public MatrixView View => new(Values, 0, Rows, Columns);

    /// <summary>Any matrix can be read through a view; no copy.</summary>
    public static implicit operator MatrixView(Matrix matrix) => matrix.View;

    /// <summary>Shape, for the debugger and error messages.</summary>
    public override string ToString() => $"Matrix {Rows} x {Columns}";

    internal static int Size(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        var size = (long)rows * columns;
        return size <= Array.MaxLength
            ? (int)size
            : throw new DataException("matrix.limit", $"Matrix.rows x columns must be at most {Array.MaxLength} values; got {rows} x {columns}. Stream the rows through an IRowSource instead.");
    }
}
