using Pipelines.Data;

namespace Pipelines.Models.Encoders;

/// <summary>How <see cref="TableEncoder"/> reads one column as a number.</summary>
/// <param name="Name">The column.</param>
/// <param name="IsTime">True where it holds times.</param>
/// <param name="Median">Stands in for missing cells.</param>
/// <param name="Indicated">True where a second column says which cells were missing.</param>
/// <param name="Scaler">An <see cref="IColumnScaler"/> of one column, or null.</param>
internal sealed record NumberEncoding(string Name, bool IsTime, double Median, bool Indicated, IModel? Scaler)
{
    /// <summary>Writes the number, and 1 or 0 after it where <see cref="Indicated"/>.</summary>
    public void Encode(Column column, Matrix result, int first)
    {
        var values = Doubles(column);
        var scaler = Scaler as IColumnScaler;
        for (var r = 0; r < values.Length; r++)
        {
            var value = double.IsNaN(values[r]) ? Median : values[r];
            var scaled = (float)(scaler is null ? value : scaler.Scale(0, value));
            if (!float.IsFinite(scaled))
            {
                throw new DataException("column.large", $"Column '{Name}', row {r}: {value} is too large to compute with. Correct the value or leave the column out.");
            }
            result[r][first] = scaled;
            if (Indicated)
            {
                result[r][first + 1] = double.IsNaN(values[r]) ? 1 : 0;
            }
        }
    }

    /// <summary>The numbers that were written as these.</summary>
    public NumberColumn Decode(MatrixView rows, int first)
    {
        var scaler = Scaler as IColumnScaler;
        var values = new double[rows.Rows];
        for (var r = 0; r < values.Length; r++)
        {
            values[r] = scaler?.Unscale(0, rows[r][first]) ?? rows[r][first];
        }
        return new(Name, values);
    }

    /// <summary>A copy of a column's numbers, or of its times as days since 1970-01-01; NaN where missing.</summary>
    public static double[] Doubles(Column column)
    {
        var values = new double[column.Rows];
        switch (column)
        {
            case NumberColumn numbers:
                numbers.Values.CopyTo(values, 0);
                break;
            case TimeColumn times:
                for (var r = 0; r < values.Length; r++)
                {
                    values[r] = times.IsMissing(r) ? double.NaN : (times.Ticks[r] - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerDay;
                }
                break;
            case TextColumn texts when Array.TrueForAll(texts.Codes, c => c < 0):
                Array.Fill(values, double.NaN);
                break;
            default:
                throw new DataException("column.type", $"Column '{column.Name}' must hold numbers; got text such as '{Example(column)}'. Correct the cells, or name them as missing when reading the file.");
        }
        for (var r = 0; r < values.Length; r++)
        {
            if (double.IsInfinity(values[r]))
            {
                throw new DataException("column.finite", $"Column '{column.Name}', row {r}: {values[r]} is not a finite number. Correct the cell or make it empty.");
            }
        }
        return values;
    }

    private static string Example(Column column)
    {
        var row = 0;
        while (column.IsMissing(row))
        {
            row++;
        }
        return column.Text(row);
    }
}
