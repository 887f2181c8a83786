using Pipelines.Data;

namespace Pipelines.Packing.Lossy;

/// <summary>The way back from <see cref="LossyBlockWriter"/>.</summary>
internal static class LossyBlockReader
{
    /// <summary>The rows of a frame, and how many cells of each column are not what the model alone says.</summary>
    /// <param name="frame">Its bytes.</param>
    /// <param name="layout">The head.</param>
    /// <param name="model">The model.</param>
    /// <param name="corrected">Added to, a place for each column.</param>
    /// <param name="total">How many rows the end says there were; −1 where this is not the end.</param>
    /// <param name="name">What to call the file in errors.</param>
    public static Table? Read(ReadOnlySpan<byte> frame, LossyLayout layout, LossyModel model, long[] corrected, out long total, string name)
    {
        var from = new LossySource(frame, name);
        var rows = from.Int();
        total = -1;
        if (rows == 0)
        {
            total = from.Long();
            return from.Left == 0 ? null : throw from.Wrong();
        }
        if (rows < 0 || rows > LossyFormat.RowsAtOnce(model.Width))
        {
            throw from.Wrong();
        }
        var codes = new Matrix(rows, model.CodeSize);
        Table guess;
        try
        {
            layout.Quantizer.Unpack(from.Bytes((long)rows * layout.Quantizer.BytesPerRow), codes);
            guess = model.Encoder.Decode(model.Inverse(codes));
        }
        catch (DataException)
        {
            throw from.Wrong();
        }
        var columns = new Column[layout.Columns.Length];
        for (var c = 0; c < columns.Length; c++)
        {
            var column = layout.Columns[c];
            columns[c] = column.Kind switch
            {
                LossyColumnKind.Number => new NumberColumn(column.Name, Numbers(ref from, column.Numbers, ((NumberColumn)guess[column.Name]).Values, ref corrected[c])),
                LossyColumnKind.Category => Categories(ref from, (TextColumn)guess[column.Name], ref corrected[c]),
                _ => TextColumn.From(column.Name, Texts(ref from, rows)),
            };
        }
        return from.Left == 0 ? new(columns) : throw from.Wrong();
    }

    private static double[] Numbers(ref LossySource from, LossyNumber kept, double[] guess, ref long corrected)
    {
        var symbols = from.Bytes(guess.Length);
        var (wide, exact) = (0, 0);
        foreach (var symbol in symbols)
        {
            corrected += symbol == 0 ? 0 : 1;
            wide += symbol == LossyFormat.Wide ? 1 : 0;
            exact += symbol == LossyFormat.Exact ? 1 : 0;
        }
        var steps = new LossySource(from.Bytes(2L * wide), "");
        var planes = from.Bytes(8L * exact);
        var values = new double[guess.Length];
        var next = 0;
        for (var r = 0; r < values.Length; r++)
        {
            switch (symbols[r])
            {
                case LossyFormat.Missing:
                    values[r] = double.NaN;
                    continue;
                case LossyFormat.Exact:
                    values[r] = At(planes, next++, exact);
                    continue;
                case > LossyFormat.Exact:
                    throw from.Wrong();
                case var symbol:
                    values[r] = kept.Decimals == LossyNumber.NoGrid ? double.NaN : kept.Restore(guess[r], symbol == LossyFormat.Wide ? steps.Short() : (symbol >> 1) ^ -(symbol & 1));
                    break;
            }
            if (!double.IsFinite(values[r]))
            {
                throw from.Wrong();
            }
        }
        return values;
    }

    private static double At(ReadOnlySpan<byte> planes, int index, int count)
    {
        long bits = 0;
        for (var i = 0; i < 8; i++)
        {
            bits |= (long)planes[(i * count) + index] << (8 * i);
        }
        return BitConverter.Int64BitsToDouble(bits);
    }

    private static TextColumn Categories(ref LossySource from, TextColumn guess, ref long corrected)
    {
        var symbols = new int[guess.Rows];
        var literals = 0;
        for (var r = 0; r < symbols.Length; r++)
        {
            var symbol = from.Variable();
            if (symbol >= (ulong)(LossyFormat.FirstLevel + guess.Levels.Count))
            {
                throw from.Wrong();
            }
            symbols[r] = (int)symbol;
            corrected += symbol == LossyFormat.Predicted ? 0 : 1;
            literals += symbol == LossyFormat.Literal ? 1 : 0;
        }
        var texts = Texts(ref from, literals);
        var next = 0;
        var cells = new string?[symbols.Length];
        for (var r = 0; r < cells.Length; r++)
        {
            cells[r] = symbols[r] switch
            {
                LossyFormat.Predicted => guess.IsMissing(r) ? null : guess.Text(r),
                LossyFormat.Empty => null,
                LossyFormat.Literal => texts[next++],
                var level => guess.Levels[level - LossyFormat.FirstLevel],
            };
        }
        return TextColumn.From(guess.Name, cells);
    }

    private static string?[] Texts(ref LossySource from, int rows)
    {
        var texts = new string?[rows];
        var mode = from.Byte();
        if (mode == 1)
        {
            long value = 0;
            for (var r = 0; r < rows; r++)
            {
                value = unchecked(value + from.Signed());
                texts[r] = WholeText.Write(value);
            }
            return texts;
        }
        if (mode != 0)
        {
            throw from.Wrong();
        }
        var lengths = new int[rows];
        for (var r = 0; r < rows; r++)
        {
            lengths[r] = from.Count();
        }
        for (var r = 0; r < rows; r++)
        {
            texts[r] = lengths[r] == 0 ? null : from.Text(lengths[r]);
        }
        return texts;
    }
}
