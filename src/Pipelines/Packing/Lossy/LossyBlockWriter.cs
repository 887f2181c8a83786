using System.Numerics.Tensors;
using Pipelines.Data;
using Pipelines.Models.Encoders;

namespace Pipelines.Packing.Lossy;

/// <summary>
/// Writes a block of rows: their codes, and for every column what it takes to get from the model's guess to a cell that is right. A guess may differ in its last bits on another processor, so a number or category
/// counts as guessed only where it would come back right from anything within <see cref="Wobble"/> of the guess.
/// </summary>
internal static class LossyBlockWriter
{
    /// <summary>
    /// How far the outputs of a network may differ between processors, as a share of the largest of the column: a hundred times what was seen between AVX-512, AVX2, SSE and no vectors at all
    /// (2^-20.7, of networks with two and six hidden layers of 64 to 512 units).
    /// </summary>
    private const float Wobble = 1f / (1 << 14);

    /// <summary>By how much the column of a level must be above all others to count as guessed.</summary>
    private const float Clear = 1f / 1024;

    /// <summary>The frame of some rows, <see cref="LossyFormat.RowsAtOnce"/> at most.</summary>
    public static byte[] Write(Table rows, LossyLayout layout, LossyModel model, Matrix codes)
    {
        var to = new LossyBytes();
        to.Int(rows.Rows);
        var levels = new byte[rows.Rows * layout.Quantizer.BytesPerRow];
        layout.Quantizer.Pack(codes, levels);
        to.Bytes(levels);
        var rounded = new Matrix(rows.Rows, model.CodeSize);
        layout.Quantizer.Unpack(levels, rounded);
        var outputs = model.Inverse(rounded);
        var guess = model.Encoder.Decode(outputs);
        var (low, high) = (model.Encoder.Decode(Moved(outputs, -Wobble)), model.Encoder.Decode(Moved(outputs, Wobble)));
        var first = model.Layout.Where(c => c.Type == EncodedType.Levels).ToDictionary(c => c.Name, StringComparer.Ordinal);
        foreach (var column in layout.Columns)
        {
            switch (column.Kind)
            {
                case LossyColumnKind.Number:
                    Numbers(to, column.Numbers, Doubles(rows[column.Name]), Doubles(guess[column.Name]), Doubles(low[column.Name]), Doubles(high[column.Name]));
                    break;
                case LossyColumnKind.Category:
                    Categories(to, rows[column.Name], (TextColumn)guess[column.Name], outputs, first[column.Name]);
                    break;
                default:
                    Texts(to, rows[column.Name]);
                    break;
            }
        }
        return to.Written.ToArray();
    }

    /// <summary>The frame after the last.</summary>
    public static byte[] End(long rows)
    {
        var to = new LossyBytes();
        to.Int(0);
        to.Long(rows);
        return to.Written.ToArray();
    }

    /// <summary>Texts as their lengths and then their bytes; whole numbers as what each adds to the one before it, which ids and times in order need little for.</summary>
    internal static void Texts(LossyBytes to, Column column)
    {
        var whole = new long[column.Rows];
        var allWhole = true;
        for (var r = 0; r < column.Rows && allWhole; r++)
        {
            allWhole = WholeText.TryRead(column.Text(r), out whole[r]);
        }
        to.Byte(allWhole ? (byte)1 : (byte)0);
        if (allWhole)
        {
            long before = 0;
            foreach (var value in whole)
            {
                to.Signed(value - before);
                before = value;
            }
            return;
        }
        var bytes = new LossyBytes();
        for (var r = 0; r < column.Rows; r++)
        {
            var start = bytes.Length;
            bytes.Text(column.Text(r));
            to.Variable((ulong)(bytes.Length - start));
        }
        to.Bytes(bytes.Written);
    }

    private static void Numbers(LossyBytes to, LossyNumber kept, double[] values, double[] guess, double[] low, double[] high)
    {
        var wide = new LossyBytes();
        var exact = new List<double>();
        for (var r = 0; r < values.Length; r++)
        {
            if (double.IsNaN(values[r]))
            {
                to.Byte(LossyFormat.Missing);
            }
            else if (!kept.TrySteps(values[r], guess[r], low[r], high[r], out var steps))
            {
                to.Byte(LossyFormat.Exact);
                exact.Add(values[r]);
            }
            else
            {
                var symbol = (steps << 1) ^ (steps >> 31);
                to.Byte(symbol <= LossyFormat.LastStep ? (byte)symbol : LossyFormat.Wide);
                if (symbol > LossyFormat.LastStep)
                {
                    wide.Short((short)steps);
                }
            }
        }
        to.Bytes(wide.Written);
        // The first bytes of all, then the second ones: of numbers of one column those are alike.
        for (var shift = 0; shift < 64; shift += 8)
        {
            foreach (var value in exact)
            {
                to.Byte((byte)(BitConverter.DoubleToInt64Bits(value) >> shift));
            }
        }
    }

    private static void Categories(LossyBytes to, Column column, TextColumn guess, Matrix outputs, EncodedColumn place)
    {
        var levelOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < guess.Levels.Count; i++)
        {
            levelOf.TryAdd(guess.Levels[i], i);
        }
        var literals = new List<string?>();
        for (var r = 0; r < column.Rows; r++)
        {
            var text = column.Text(r);
            if (text == guess.Text(r) && IsClear(outputs[r].Slice(place.First, place.Count)))
            {
                to.Variable(LossyFormat.Predicted);
            }
            else if (text.Length == 0)
            {
                to.Variable(LossyFormat.Empty);
            }
            else if (levelOf.TryGetValue(text, out var level))
            {
                to.Variable((ulong)(LossyFormat.FirstLevel + level));
            }
            else
            {
                to.Variable(LossyFormat.Literal);
                literals.Add(text);
            }
        }
        Texts(to, TextColumn.From(column.Name, literals));
    }

    /// <summary>Whether the same level is largest wherever this is computed.</summary>
    private static bool IsClear(ReadOnlySpan<float> levels)
    {
        var best = TensorPrimitives.IndexOfMax(levels);
        for (var i = 0; i < levels.Length; i++)
        {
            if (i != best && !(levels[best] - levels[i] >= Clear))
            {
                return false;
            }
        }
        return true;
    }

    private static double[] Doubles(Column column) => column is NumberColumn numbers
        ? numbers.Values
        : throw new DataException("lossy.type", $"Column '{column.Name}' holds texts such as '{column.Text(0)}', and the model reads numbers there. Read the column as numbers.");

    /// <summary>
    /// The outputs as far off as they may be elsewhere. Rounding is as large as what is summed: as the largest output of the column, or, where that belongs to a wild row, as three quarters of the column's outputs are at most
    /// and the row is beyond that in any of its columns.
    /// </summary>
    private static Matrix Moved(Matrix outputs, float share)
    {
        var (largest, usual) = (new float[outputs.Columns], new float[outputs.Columns]);
        var sizes = new float[outputs.Rows];
        for (var c = 0; c < largest.Length; c++)
        {
            for (var r = 0; r < sizes.Length; r++)
            {
                sizes[r] = Math.Abs(outputs[r][c]);
            }
            Array.Sort(sizes);
            (largest[c], usual[c]) = (sizes[^1], sizes[sizes.Length * 3 / 4]);
        }
        var moved = new Matrix(outputs.Rows, outputs.Columns);
        for (var r = 0; r < outputs.Rows; r++)
        {
            var row = outputs[r];
            var to = moved[r];
            var beyond = 1f;
            for (var c = 0; c < row.Length; c++)
            {
                beyond = Math.Max(beyond, Math.Abs(row[c]) / usual[c]);
            }
            for (var c = 0; c < row.Length; c++)
            {
                // Not a number where a column is usually 0: then the largest counts.
                var size = usual[c] * beyond;
                to[c] = row[c] + (share * (size < largest[c] ? size : largest[c]));
            }
        }
        return moved;
    }
}
