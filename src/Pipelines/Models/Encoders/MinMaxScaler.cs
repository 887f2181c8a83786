using Pipelines.Data;

namespace Pipelines.Models.Encoders;

/// <summary>Brings every column to a range, [0, 1] unless told otherwise: y = low + width (x − least) / (largest − least).</summary>
/// <remarks>
/// One pass, O(n d) time, O(d) memory. Reference: scikit-learn's MinMaxScaler. A constant column becomes <see cref="MinMaxScalerOptions.Low"/>.
/// Departures: NaN is refused where scikit-learn passes it through; the range is given as low and width, so that no two options can contradict each other.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class MinMaxScaler(MinMaxScalerOptions? options = null) : IEstimator<MatrixView, MinMaxScalerModel>
{
    private readonly MinMaxScalerOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public MinMaxScalerModel Fit(MatrixView data, FitControl? control = null)
    {
        data.NeedRows(nameof(MinMaxScaler));
        data.NeedFinite(nameof(MinMaxScaler));
        control ??= FitControl.Default;
        var model = Fit(_options, data.Rows, data.Columns, ColumnStatistics.Reader(data), control.Cancellation);
        control.Step(1, 1);
        return model;
    }

    internal static MinMaxScalerModel Fit(MinMaxScalerOptions options, int rows, int columns, ColumnStatistics.ReadRow read, CancellationToken cancellation)
    {
        var (least, largest) = ColumnStatistics.Ranges(rows, columns, read, cancellation);
        var range = new double[columns];
        for (var c = 0; c < columns; c++)
        {
            range[c] = largest[c] - least[c];
            if (range[c] < 10 * ColumnStatistics.Rounding)
            {
                range[c] = 1;
            }
        }
        return new(options, least, range);
    }
}
