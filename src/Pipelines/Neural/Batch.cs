using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Neural;

/// <summary>Rows of float32 inside planned memory, touching each other: what layers hand on.</summary>
/// <param name="values">The array.</param>
/// <param name="start">Where the first row begins.</param>
/// <param name="rows">How many rows.</param>
/// <param name="columns">How wide they are.</param>
internal readonly struct Batch(float[] values, int start, int rows, int columns)
{
    public Batch(float[] values, int rows, int columns) : this(values, 0, rows, columns) { }

    public int Rows => rows;

    public int Columns => columns;

    public float[] Values => values;

    public int Start => start;

    /// <summary>All values, row after row.</summary>
    public Span<float> All => values.AsSpan(start, rows * columns);

    /// <summary>As a factor of products.</summary>
    public GemmOperand Operand => GemmOperand.Of(values, rows, columns, start);

    /// <summary>As the result of a product.</summary>
    public GemmTarget Target => new(values, rows, columns, start);

    /// <summary>One row.</summary>
    public Span<float> this[int row] => values.AsSpan(start + (row * columns), columns);

    /// <summary>The rows of a view. They are not to be written to.</summary>
    public static Batch Of(MatrixView view) => new(view.Storage, view.Start, view.Rows, view.Columns);

    /// <summary>Consecutive rows.</summary>
    public Batch Slice(int row, int count) => new(values, start + (row * columns), count, columns);
}
