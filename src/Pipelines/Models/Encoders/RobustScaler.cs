using Pipelines.Data;

namespace Pipelines.Models.Encoders;

/// <summary>Brings every column to median 0 and interquartile range 1: y = (x − median) / range. A few wild values move neither, as they would move mean and deviation.</summary>
/// <remarks>
/// O(d n log n) time, O(n) memory. Quartiles are interpolated linearly. Reference: scikit-learn's RobustScaler 1.2.1. Departures: a column of which more than half the values are one has no interquartile range and is
/// divided by its standard deviation (the reference leaves it as large as it is); NaN is refused.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class RobustScaler(RobustScalerOptions? options = null) : IEstimator<MatrixView, RobustScalerModel>
{
    private readonly RobustScalerOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public RobustScalerModel Fit(MatrixView data, FitControl? control = null)
    {
        data.NeedRows(nameof(RobustScaler));
        data.NeedFinite(nameof(RobustScaler));
        control ??= FitControl.Default;
        var model = Fit(_options, data.Rows, data.Columns, ColumnStatistics.Reader(data), control.Cancellation);
        control.Step(1, 1);
        return model;
    }

    internal static RobustScalerModel Fit(RobustScalerOptions options, int rows, int columns, ColumnStatistics.ReadRow read, CancellationToken cancellation)
    {
        var deviations = StandardScaler.Fit(new(), rows, columns, read, cancellation).Deviation;
        var (centre, range) = (new double[columns], new double[columns]);
        var (row, values) = (new double[columns], new double[rows]);
        for (var c = 0; c < columns; c++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var r = 0; r < rows; r++)
            {
                read(r, row);
                values[r] = row[c];
            }
            Array.Sort(values);
            centre[c] = options.Center ? At(values, 0.5) : 0;
            var width = At(values, 1 - options.Tail) - At(values, options.Tail);
            range[c] = !options.Spread ? 1 : width > 0 && double.IsFinite(width) ? width : deviations[c];
        }
        return new(centre, range);
    }

    private static double At(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
