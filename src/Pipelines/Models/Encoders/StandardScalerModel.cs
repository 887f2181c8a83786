using Pipelines.Data;

namespace Pipelines.Models.Encoders;

/// <summary>A fitted <see cref="StandardScaler"/>: z = (x − <see cref="Mean"/>) / <see cref="Deviation"/>. NaN and infinities are refused.</summary>
public sealed class StandardScalerModel : IInverseTransformer, IModel, IColumnScaler
{
    private readonly double[] _mean, _deviation;

    internal StandardScalerModel(double[] mean, double[] deviation) => (_mean, _deviation) = (mean, deviation);

    /// <inheritdoc/>
    public string Kind => "standard-scaler/1";

    /// <inheritdoc/>
    public int Columns => _mean.Length;

    /// <inheritdoc/>
    public int ResultColumns => _mean.Length;

    /// <summary>What is subtracted from each column; 0 where nothing is.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>What each column is divided by, more than 0; 1 for constant columns and where nothing is divided.</summary>
    public ReadOnlySpan<double> Deviation => _deviation;

    /// <inheritdoc/>
    public void Transform(MatrixView rows, Matrix result) => ColumnScaling.Transform(this, nameof(StandardScalerModel), Columns, rows, result);

    /// <inheritdoc/>
    public void Inverse(MatrixView rows, Matrix result) => ColumnScaling.Inverse(this, nameof(StandardScalerModel), Columns, rows, result);

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Doubles("mean", _mean);
        writer.Doubles("deviation", _deviation);
    }

    internal static StandardScalerModel Read(ModelReader reader)
    {
        var mean = reader.Doubles("mean");
        var deviation = reader.Doubles("deviation", mean.Length);
        return Array.TrueForAll(mean, double.IsFinite) && Array.TrueForAll(deviation, d => double.IsFinite(d) && d > 0)
            ? new(mean, deviation)
            : throw reader.Damaged("deviation", "is not finite and more than 0");
    }

    double IColumnScaler.Scale(int column, double value) => (value - _mean[column]) / _deviation[column];

    double IColumnScaler.Unscale(int column, double value) => (value * _deviation[column]) + _mean[column];
}
