using Pipelines.Data;

namespace Pipelines.Models.Encoders;

/// <summary>Fills missing values (NaN) with the median of their column's training values, and says in a column of its own where it did.</summary>
/// <remarks>
/// O(n log n) a column for sorting, O(n) memory. Reference: scikit-learn's SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True): a column without any
/// value is filled with 0. Infinities are refused. Later NaNs in a column that had none in training are filled too, without an indicator.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class MedianImputer(MedianImputerOptions? options = null) : IEstimator<MatrixView, MedianImputerModel>
{
    private readonly MedianImputerOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public MedianImputerModel Fit(MatrixView data, FitControl? control = null)
    {
        data.NeedRows(nameof(MedianImputer));
        data.NeedNumbersOrMissing(nameof(MedianImputer));
        control ??= FitControl.Default;
        var medians = new double[data.Columns];
        var indicated = new List<int>();
        var values = new double[data.Rows];
        for (var c = 0; c < medians.Length; c++)
        {
            control.Cancellation.ThrowIfCancellationRequested();
            for (var r = 0; r < values.Length; r++)
            {
                values[r] = data[r][c];
            }
            medians[c] = ColumnStatistics.Median(values, out var missing);
            if (_options.Indicators && missing > 0)
            {
                indicated.Add(c);
            }
        }
        control.Step(1, 1);
        return new(medians, [.. indicated]);
    }
}
