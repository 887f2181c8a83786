using Pipelines.Data;

namespace Pipelines.Models.Encoders;

/// <summary>
/// Draws in long tails, such as amounts of money and counts: y = sign(x) log(1 + |x|), so that debts and refunds are treated as payments are. Zero stays zero.
/// </summary>
/// <remarks>
/// O(n d) time, O(d) memory. References: numpy's log1p for x of at least 0, and scikit-learn's StandardScaler behind it where <see cref="Log1pScalerOptions.Standardize"/> is set.
/// NaN is refused.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class Log1pScaler(Log1pScalerOptions? options = null) : IEstimator<MatrixView, Log1pScalerModel>
{
    private readonly Log1pScalerOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public Log1pScalerModel Fit(MatrixView data, FitControl? control = null)
    {
        data.NeedRows(nameof(Log1pScaler));
        data.NeedFinite(nameof(Log1pScaler));
        control ??= FitControl.Default;
        var model = Fit(_options, data.Rows, data.Columns, ColumnStatistics.Reader(data), control.Cancellation);
        control.Step(1, 1);
        return model;
    }

    internal static Log1pScalerModel Fit(Log1pScalerOptions options, int rows, int columns, ColumnStatistics.ReadRow read, CancellationToken cancellation)
    {
        if (!options.Standardize)
        {
            var ones = new double[columns];
            Array.Fill(ones, 1);
            return new(new StandardScalerModel(new double[columns], ones));
        }
        return new(StandardScaler.Fit(new(), rows, columns, Logarithms, cancellation));

        void Logarithms(int row, Span<double> values)
        {
            read(row, values);
            for (var c = 0; c < values.Length; c++)
            {
                values[c] = Log1pScalerModel.SignedLog1p(values[c]);
            }
        }
    }
}
