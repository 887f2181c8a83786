using Pipelines.Data;

namespace Pipelines.Models.Encoders;

/// <summary>
/// Turns tables into matrices. Numbers: missing cells take the median, scaled as chosen, with a column that says where they were missing. Texts: one column of 0 and 1 for each frequent text.
/// Times: ignored or read as numbers. Everything it needs is learned from the training table alone.
/// </summary>
/// <remarks>
/// O(n log n) for each number column (its median), O(n) for each text column; memory is one column in double at a time. Medians, means and ranges are taken from the doubles of the table, so that
/// large numbers such as epoch seconds keep their digits until they are scaled. Reference: scikit-learn's ColumnTransformer of SimpleImputer + StandardScaler and OneHotEncoder.
/// Columns without any value are ignored, and listed in <see cref="TableEncoderModel.Ignored"/>.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class TableEncoder(TableEncoderOptions? options = null) : IEstimator<Table, TableEncoderModel>
{
    private readonly TableEncoderOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    /// <remarks>Uses every column of <paramref name="data"/>: leave targets and ids out first, as <see cref="Schema.Features"/> does.</remarks>
    public TableEncoderModel Fit(Table data, FitControl? control = null)
    {
        if (data.Rows == 0 || data.Columns.Count == 0)
        {
            throw new DataException("table.empty", $"TableEncoder must be given at least 1 row and 1 column; got {data.Rows} x {data.Columns.Count}. Check how the data was read and filtered.");
        }
        control ??= FitControl.Default;
        var ignored = new List<string>();
        var numbers = new List<NumberEncoding>();
        var texts = new List<OneHotEncoderModel>();
        var range = _options.Scaling == Scaling.Together ? Range(data, control.Cancellation) : default;
        for (var c = 0; c < data.Columns.Count; c++)
        {
            var column = data.Columns[c];
            if ((column is TimeColumn && !_options.Times) || IsEmpty(column))
            {
                ignored.Add(column.Name);
            }
            else if (column is TextColumn text)
            {
                texts.Add(new OneHotEncoder(new() { MaxLevels = _options.MaxLevels }).Fit(text));
            }
            else
            {
                numbers.Add(Fit(column, range, control.Cancellation));
            }
            control.Step(c + 1, data.Columns.Count);
        }
        return numbers.Count + texts.Count > 0
            ? new([.. numbers], [.. texts], ignored)
            : throw new DataException("table.unusable", $"TableEncoder must be given a column of numbers or texts; all columns are times or empty: {string.Join(", ", ignored)}. Set Times to read times as numbers.");
    }

    private NumberEncoding Fit(Column column, (double Least, double Largest) range, CancellationToken cancellation)
    {
        var values = NumberEncoding.Doubles(column);
        var median = ColumnStatistics.Median([.. values], out var missing);
        for (var r = 0; r < values.Length; r++)
        {
            values[r] = double.IsNaN(values[r]) ? median : values[r];
        }
        void Read(int row, Span<double> value) => value[0] = values[row];
        var scaling = _options.Scaling == Scaling.BySkew ? ScalingChoice.Of(values).Scaling : _options.Scaling;
        IModel? scaler = scaling switch
        {
            Scaling.Standard => StandardScaler.Fit(new(), values.Length, 1, Read, cancellation),
            Scaling.Together => MinMaxScaler.Fit(new(), 2, 1, (row, value) => value[0] = row == 0 ? range.Least : range.Largest, cancellation),
            Scaling.MinMax => MinMaxScaler.Fit(new(), values.Length, 1, Read, cancellation),
            Scaling.Log1p => Log1pScaler.Fit(new() { Standardize = true }, values.Length, 1, Read, cancellation),
            Scaling.Robust => RobustScaler.Fit(new(), values.Length, 1, Read, cancellation),
            _ => null,
        };
        return new(column.Name, column is TimeColumn, median, _options.Indicators && missing > 0, scaler);
    }

    /// <summary>The least and the largest number of all columns that are read as numbers.</summary>
    private (double Least, double Largest) Range(Table data, CancellationToken cancellation)
    {
        var (least, largest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var column in data.Columns.Where(c => c is NumberColumn || (c is TimeColumn && _options.Times)))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var value in NumberEncoding.Doubles(column))
            {
                if (!double.IsNaN(value))
                {
                    (least, largest) = (Math.Min(least, value), Math.Max(largest, value));
                }
            }
        }
        return (least, largest);
    }

    private static bool IsEmpty(Column column)
    {
        for (var r = 0; r < column.Rows; r++)
        {
            if (!column.IsMissing(r))
            {
                return false;
            }
        }
        return true;
    }
}
