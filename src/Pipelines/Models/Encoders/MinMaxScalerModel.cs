using Pipelines.Data;

namespace Pipelines.Models.Encoders;

/// <summary>A fitted <see cref="MinMaxScaler"/>: y = low + width (x − <see cref="Least"/>) / <see cref="Range"/>. NaN and infinities are refused.</summary>
public sealed class MinMaxScalerModel : IInverseTransformer, IModel, IColumnScaler
{
    private readonly double[] _least, _range;

    internal MinMaxScalerModel(MinMaxScalerOptions options, double[] least, double[] range) => (Options, _least, _range) = (options, least, range);

    /// <inheritdoc/>
    public string Kind => "min-max-scaler/1";

    /// <summary>The options it was fitted with.</summary>
    public MinMaxScalerOptions Options { get; }

    /// <inheritdoc/>
    public int Columns => _least.Length;

    /// <inheritdoc/>
    public int ResultColumns => _least.Length;

    /// <summary>The smallest training value of each column.</summary>
    public ReadOnlySpan<double> Least => _least;

    /// <summary>Largest less smallest training value of each column; 1 for constant columns.</summary>
    public ReadOnlySpan<double> Range => _range;

    /// <inheritdoc/>
    public void Transform(MatrixView rows, Matrix result) => ColumnScaling.Transform(this, nameof(MinMaxScalerModel), Columns, rows, result);

    /// <inheritdoc/>
    public void Inverse(MatrixView rows, Matrix result) => ColumnScaling.Inverse(this, nameof(MinMaxScalerModel), Columns, rows, result);

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Options("options", Options);
        writer.Doubles("least", _least);
        writer.Doubles("range", _range);
    }

    internal static MinMaxScalerModel Read(ModelReader reader)
    {
        var least = reader.Doubles("least");
        var range = reader.Doubles("range", least.Length);
        return Array.TrueForAll(least, double.IsFinite) && Array.TrueForAll(range, d => double.IsFinite(d) && d > 0)
            ? new(reader.Options<MinMaxScalerOptions>("options"), least, range)
            : throw reader.Damaged("range", "is not finite and more than 0");
    }

    double IColumnScaler.Scale(int column, double value)
    {
        var share = (value - _least[column]) / _range[column];
        return Options.Low + (Options.Width * (Options.Clip ? Math.Clamp(share, 0, 1) : share));
    }

    double IColumnScaler.Unscale(int column, double value) => ((value - Options.Low) / Options.Width * _range[column]) + _least[column];
}
