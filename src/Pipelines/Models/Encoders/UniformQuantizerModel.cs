using Pipelines.Data;

namespace Pipelines.Models.Encoders;

/// <summary>A fitted <see cref="UniformQuantizer"/>: <see cref="Transform(MatrixView, Matrix)"/> writes the number of the nearest level, from 0, and <see cref="Inverse(MatrixView, Matrix)"/> the level's value. NaN and infinities are refused.</summary>
public sealed class UniformQuantizerModel : IInverseTransformer, IModel
{
    internal const string KindName = "uniform-quantizer/1";

    private readonly double[] _least, _steps;

    internal UniformQuantizerModel(int bits, double[] least, double[] steps) => (Bits, _least, _steps) = (bits, least, steps);

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <summary>Bits a value.</summary>
    public int Bits { get; }

    /// <inheritdoc/>
    public int Columns => _least.Length;

    /// <inheritdoc/>
    public int ResultColumns => _least.Length;

    /// <summary>Bytes that <see cref="Pack"/> takes for each row: one a value up to 8 bits, two beyond.</summary>
    public int BytesPerRow => Columns * Width;

    private int Width => Bits <= 8 ? 1 : 2;

    private int Last => (1 << Bits) - 1;

    /// <summary>How far a value within the training range of a column may move: half the distance between levels, and the rounding of float32.</summary>
    /// <param name="column">From 0.</param>
    public double MaxError(int column)
    {
        var largest = Math.Max(Math.Abs(_least[column]), Math.Abs(_least[column] + (Last * _steps[column])));
        return (_steps[column] / 2) + (largest * 6e-8);
    }

    /// <inheritdoc/>
    public void Transform(MatrixView rows, Matrix result)
    {
        Check(rows, result);
        for (var r = 0; r < rows.Rows; r++)
        {
            var x = rows[r];
            var y = result[r];
            for (var c = 0; c < x.Length; c++)
            {
                y[c] = Level(c, x[c]);
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>Numbers between or beyond levels are taken as they are.</remarks>
    public void Inverse(MatrixView rows, Matrix result)
    {
        Check(rows, result);
        for (var r = 0; r < rows.Rows; r++)
        {
            var x = rows[r];
            var y = result[r];
            for (var c = 0; c < x.Length; c++)
            {
                y[c] = Value(c, x[c]);
            }
        }
    }

    /// <summary>The levels as bytes, column after column, because a column's bytes are alike and compress better together; two bytes, low one first, where there are more than 8 bits.</summary>
    /// <param name="rows">n x <see cref="Columns"/>, finite; never changed.</param>
    /// <param name="bytes">Receives n × <see cref="BytesPerRow"/>.</param>
    /// <exception cref="DataException">The rows have another width, a cell is NaN or infinite, or the span has another length.</exception>
    public void Pack(MatrixView rows, Span<byte> bytes)
    {
        rows.NeedColumns(nameof(UniformQuantizerModel), Columns);
        rows.NeedFinite(nameof(UniformQuantizerModel));
        NeedBytes(bytes.Length, rows.Rows);
        for (var r = 0; r < rows.Rows; r++)
        {
            var x = rows[r];
            for (var c = 0; c < x.Length; c++)
            {
                var level = Level(c, x[c]);
                var at = ((c * rows.Rows) + r) * Width;
                bytes[at] = (byte)level;
                if (Width == 2)
                {
                    bytes[at + 1] = (byte)(level >> 8);
                }
            }
        }
    }

    /// <summary>The values of the levels that <see cref="Pack"/> wrote.</summary>
    /// <param name="bytes">n × <see cref="BytesPerRow"/>.</param>
    /// <param name="result">Receives n x <see cref="Columns"/>.</param>
    /// <exception cref="DataException">The lengths do not fit, or a level is beyond the last.</exception>
    public void Unpack(ReadOnlySpan<byte> bytes, Matrix result)
    {
        result.NeedShape(nameof(UniformQuantizerModel), result.Rows, Columns);
        NeedBytes(bytes.Length, result.Rows);
        for (var c = 0; c < Columns; c++)
        {
            for (var r = 0; r < result.Rows; r++)
            {
                var at = ((c * result.Rows) + r) * Width;
                var level = Width == 1 ? bytes[at] : bytes[at] | (bytes[at + 1] << 8);
                result[r][c] = level <= Last
                    ? Value(c, level)
                    : throw new DataException("quantizer.level", $"UniformQuantizerModel.bytes must hold levels of 0 to {Last}; got {level} in row {r}, column {c}. Unpack them with the model that packed them.");
            }
        }
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Whole("bits", Bits);
        writer.Doubles("least", _least);
        writer.Doubles("steps", _steps);
    }

    internal static UniformQuantizerModel Read(ModelReader reader)
    {
        var least = reader.Doubles("least");
        var steps = reader.Doubles("steps", least.Length);
        return least.Length > 0 && Array.TrueForAll(least, double.IsFinite) && Array.TrueForAll(steps, s => double.IsFinite(s) && s >= 0)
            ? new((int)reader.Whole("bits", 1, 16), least, steps)
            : throw reader.Damaged("steps", "are not finite and at least 0");
    }

    private int Level(int column, float value) => _steps[column] > 0 ? (int)Math.Clamp(Math.Round((value - _least[column]) / _steps[column]), 0, Last) : 0;

    private float Value(int column, float level) => (float)(_least[column] + (level * _steps[column]));

    private void Check(MatrixView rows, Matrix result)
    {
        rows.NeedColumns(nameof(UniformQuantizerModel), Columns);
        result.NeedShape(nameof(UniformQuantizerModel), rows.Rows, Columns);
        rows.NeedFinite(nameof(UniformQuantizerModel));
    }

    private void NeedBytes(int got, int rows)
    {
        if (got != (long)rows * BytesPerRow)
        {
            throw new DataException("quantizer.bytes", $"UniformQuantizerModel.bytes must be {(long)rows * BytesPerRow}, {BytesPerRow} for each of {rows} rows; got {got}. Pass one place for each value.");
        }
    }
}
