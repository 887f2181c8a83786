using Pipelines.Data;

namespace Pipelines.Models.Encoders;

/// <summary>Brings every column to mean 0 and standard deviation 1: z = (x − mean) / deviation.</summary>
/// <remarks>
/// Two passes, O(n d) time, O(d) memory, sums in double. The deviation is that of the population (divided by n), as in scikit-learn's StandardScaler, which is the reference.
/// A column that is constant up to rounding has no deviation: it becomes 0, not NaN. Departures: NaN is refused where scikit-learn passes it through, and the arithmetic is double where it is float32 there.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class StandardScaler(StandardScalerOptions? options = null) : IEstimator<MatrixView, StandardScalerModel>
{
    private readonly StandardScalerOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public StandardScalerModel Fit(MatrixView data, FitControl? control = null)
    {
        data.NeedRows(nameof(StandardScaler));
        data.NeedFinite(nameof(StandardScaler));
        control ??= FitControl.Default;
        var model = Fit(_options, data.Rows, data.Columns, ColumnStatistics.Reader(data), control.Cancellation);
        control.Step(1, 1);
        return model;
    }

    internal static StandardScalerModel Fit(StandardScalerOptions options, int rows, int columns, ColumnStatistics.ReadRow read, CancellationToken cancellation)
    {
        var (mean, variance) = ColumnStatistics.Moments(rows, columns, read, cancellation);
        var deviation = new double[columns];
        for (var c = 0; c < columns; c++)
        {
            // What n roundings of the mean alone would leave is no spread.
            var noise = rows * ColumnStatistics.Rounding * mean[c];
            deviation[c] = options.Spread && variance[c] > (rows * ColumnStatistics.Rounding * variance[c]) + (noise * noise) ? Math.Sqrt(variance[c]) : 1;
        }
        if (!options.Center)
        {
            Array.Clear(mean);
        }
        return new(mean, deviation);
    }
}
