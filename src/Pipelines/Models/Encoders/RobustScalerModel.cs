using Pipelines.Data;

namespace Pipelines.Models.Encoders;

/// <summary>A fitted <see cref="RobustScaler"/>: y = (x − <see cref="Median"/>) / <see cref="Range"/>. NaN and infinities are refused.</summary>
public sealed class RobustScalerModel : IInverseTransformer, IModel, IColumnScaler
{
    internal const string KindName = "robust-scaler/1";

    private readonly double[] _median, _range;

    internal RobustScalerModel(double[] median, double[] range) => (_median, _range) = (median, range);

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => _median.Length;

    /// <inheritdoc/>
    public int ResultColumns => _median.Length;

    /// <summary>What is subtracted from each column; 0 where nothing is.</summary>
    public ReadOnlySpan<double> Median => _median;

    /// <summary>What each column is divided by, more than 0; 1 for constant columns and where nothing is divided.</summary>
    public ReadOnlySpan<double> Range => _range;

    /// <inheritdoc/>
    public void Transform(MatrixView rows, Matrix result) => ColumnScaling.Transform(this, nameof(RobustScalerModel), Columns, rows, result);

    /// <inheritdoc/>
    public void Inverse(MatrixView rows, Matrix result) => ColumnScaling.Inverse(this, nameof(RobustScalerModel), Columns, rows, result);

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Doubles("median", _median);
        writer.Doubles("range", _range);
    }

    internal static RobustScalerModel Read(ModelReader reader)
    {
        var median = reader.Doubles("median");
        var range = reader.Doubles("range", median.Length);
        return Array.TrueForAll(median, double.IsFinite) && Array.TrueForAll(range, d => double.IsFinite(d) && d > 0)
            ? new(median, range)
            : throw reader.Damaged("range", "is not finite and more than 0");
    }

    double IColumnScaler.Scale(int column, double value) => (value - _median[column]) / _range[column];

    double IColumnScaler.Unscale(int column, double value) => (value * _range[column]) + _median[column];
}
