using System.Numerics.Tensors;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Pipelines.Numerics;

namespace Pipelines.Neural;

/// <summary>What the columns of an autoencoder stand for, and so: what it has to give back, how wrong it is, and what its outputs mean.</summary>
internal sealed class AutoencoderColumns
{
    private readonly EncodedColumn[] _columns;

    /// <summary>Takes columns in their order.</summary>
    /// <exception cref="DataException">They do not follow each other from 0 to <paramref name="width"/>, or one cannot be.</exception>
    public AutoencoderColumns(IReadOnlyList<EncodedColumn> columns, int width)
    {
        _columns = [.. columns];
        var next = 0;
        for (var i = 0; i < _columns.Length; i++)
        {
            var c = _columns[i];
            var right = c.Type switch
            {
                EncodedType.Number => c.Count == 1,
                EncodedType.Missing => c.Count == 1 && i > 0 && _columns[i - 1].Type == EncodedType.Number,
                EncodedType.Levels => c.Count > 1,
                _ => false,
            };
            if (!right || c.First != next)
            {
                throw new DataException("autoencoder.columns", $"Autoencoder.columns must follow each other from column 0, with 1 column for a number and for its missing cells after it, and 2 or more for levels; got {c.Type} of {c.Count} columns from column {c.First} where column {next} is next. Take TableEncoderModel.Layout.");
            }
            next += c.Count;
        }
        if (next != width)
        {
            throw new DataException("autoencoder.width", $"Autoencoder.columns must describe all {width} columns of the rows; got {next}. Take the layout of the encoder that wrote the rows.");
        }
    }

    private AutoencoderColumns(EncodedColumn[] columns) => _columns = columns;

    /// <summary>Nothing but numbers.</summary>
    public static AutoencoderColumns Numbers { get; } = new([]);

    /// <summary>True where a row is its own target and squares are its loss.</summary>
    public bool AreNumbers => _columns.Length == 0;

    /// <summary>What was described; empty for numbers alone.</summary>
    public IReadOnlyList<EncodedColumn> Described => _columns;

    /// <summary>True for a column of numbers.</summary>
    public bool IsNumber(int column) => AreNumbers || Array.Exists(_columns, c => c.Type == EncodedType.Number && c.First == column);

    /// <summary>The mean over columns of the table: squares of numbers, cross-entropy of levels and of what is missing.</summary>
    public Loss Loss()
    {
        if (AreNumbers)
        {
            return Neural.Loss.MeanSquared;
        }
        var parts = new List<(int Outputs, Loss Loss, double Weight)>();
        foreach (var c in _columns)
        {
            parts.Add((c.Count, c.Type switch { EncodedType.Number => Neural.Loss.MeanSquared, EncodedType.Missing => Neural.Loss.BinaryCrossEntropy, _ => Neural.Loss.CategoricalCrossEntropy }, 1.0 / _columns.Length));
        }
        return Neural.Loss.Parts(parts);
    }

    /// <summary>What each row has to come back as: a number or NaN where it was missing, 0 or 1, the place of the level.</summary>
    public Matrix Targets(MatrixView rows, CancellationToken cancellation)
    {
        var targets = new Matrix(rows.Rows, _columns.Length);
        for (var r = 0; r < rows.Rows; r++)
        {
            if (r % 1024 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
            var x = rows[r];
            var t = targets[r];
            for (var i = 0; i < _columns.Length; i++)
            {
                var c = _columns[i];
                t[i] = c.Type switch
                {
                    EncodedType.Number => IsMissing(x, i) ? float.NaN : x[c.First],
                    EncodedType.Missing => x[c.First] > 0.5f ? 1 : 0,
                    _ => Level(x, c) is var level and >= 0 ? level : float.NaN,
                };
            }
        }
        return targets;
    }

    /// <summary>Turns scores into the probabilities that they mean, in place.</summary>
    public void Finish(Span<float> output)
    {
        foreach (var c in _columns)
        {
            if (c.Type == EncodedType.Levels)
            {
                SoftMax.Apply(output.Slice(c.First, c.Count));
            }
            else if (c.Type == EncodedType.Missing)
            {
                Elementary.Sigmoid(output.Slice(c.First, 1));
            }
        }
    }

    /// <summary>How far scores are from the row they should be: squares of numbers, minus the logarithm of the probability of what is there.</summary>
    public double Error(ReadOnlySpan<float> x, Span<float> output)
    {
        if (AreNumbers)
        {
            return Squares(x, output);
        }
        var sum = 0.0;
        for (var i = 0; i < _columns.Length; i++)
        {
            sum += Error(i, x, output);
        }
        return sum;
    }

    /// <summary>The part of one described column in <see cref="Error(ReadOnlySpan{float}, Span{float})"/>.</summary>
    public double Error(int column, ReadOnlySpan<float> x, Span<float> output)
    {
        var c = _columns[column];
        switch (c.Type)
        {
            case EncodedType.Number:
                return IsMissing(x, column) ? 0 : Squares(x.Slice(c.First, 1), output.Slice(c.First, 1));
            case EncodedType.Missing:
                // log(1 + exp(−z)) for 1, log(1 + exp(z)) for 0, without overflow.
                double z = x[c.First] > 0.5f ? -output[c.First] : output[c.First];
                return Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)));
            default:
                if (Level(x, c) is var level and >= 0)
                {
                    var scores = output.Slice(c.First, c.Count);
                    var score = scores[level];
                    return SoftMax.Apply(scores) - score;
                }
                return 0;
        }
    }

    public void Write(ModelWriter writer)
    {
        writer.Texts("names", Array.ConvertAll(_columns, c => c.Name));
        writer.Ints("types", Array.ConvertAll(_columns, c => (int)c.Type));
        writer.Ints("counts", Array.ConvertAll(_columns, c => c.Count));
    }

    public static AutoencoderColumns Read(ModelReader reader, int width)
    {
        var names = reader.Texts("names");
        if (names.Count == 0)
        {
            return Numbers;
        }
        var (types, counts) = (reader.Ints("types", names.Count), reader.Ints("counts", names.Count));
        var columns = new EncodedColumn[names.Count];
        for (int i = 0, first = 0; i < columns.Length; i++)
        {
            columns[i] = new(names[i], (EncodedType)types[i], first, counts[i]);
            first = unchecked(first + counts[i]);
        }
        try
        {
            return new(columns, width);
        }
        catch (DataException e)
        {
            throw reader.Damaged("types", "do not describe its columns", e);
        }
    }

    private static double Squares(ReadOnlySpan<float> x, ReadOnlySpan<float> output)
    {
        var sum = 0.0;
        for (var j = 0; j < x.Length; j++)
        {
            var error = (double)x[j] - output[j];
            sum += error * error;
        }
        return sum;
    }

    private bool IsMissing(ReadOnlySpan<float> x, int column) => column + 1 < _columns.Length && _columns[column + 1].Type == EncodedType.Missing && x[_columns[column + 1].First] > 0.5f;

    /// <summary>The place of the largest, where one is above 0.</summary>
    private static int Level(ReadOnlySpan<float> x, EncodedColumn column)
    {
        var levels = x.Slice(column.First, column.Count);
        var place = TensorPrimitives.IndexOfMax(levels);
        return levels[place] > 0 ? place : -1;
    }
}
