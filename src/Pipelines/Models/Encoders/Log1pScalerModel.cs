using Pipelines.Data;

namespace Pipelines.Models.Encoders;

/// <summary>A fitted <see cref="Log1pScaler"/>: y = (sign(x) log(1 + |x|) − mean) / deviation, where mean is 0 and deviation 1 unless standardized. NaN and infinities are refused.</summary>
public sealed class Log1pScalerModel : IInverseTransformer, IModel, IColumnScaler
{
    private readonly StandardScalerModel _standard;

    internal Log1pScalerModel(StandardScalerModel standard) => _standard = standard;

    /// <inheritdoc/>
    public string Kind => "log1p-scaler/1";

    /// <inheritdoc/>
    public int Columns => _standard.Columns;

    /// <inheritdoc/>
    public int ResultColumns => _standard.Columns;

    /// <summary>What brings the logarithms to mean 0 and deviation 1; changes nothing unless they were to be standardized.</summary>
    public StandardScalerModel Standard => _standard;

    /// <inheritdoc/>
    public void Transform(MatrixView rows, Matrix result) => ColumnScaling.Transform(this, nameof(Log1pScalerModel), Columns, rows, result);

    /// <inheritdoc/>
    public void Inverse(MatrixView rows, Matrix result) => ColumnScaling.Inverse(this, nameof(Log1pScalerModel), Columns, rows, result);

    /// <inheritdoc/>
    public void Write(ModelWriter writer) => writer.Section("standard", _standard);

    internal static Log1pScalerModel Read(ModelReader reader) => new(reader.Section<StandardScalerModel>("standard"));

    double IColumnScaler.Scale(int column, double value) => ((IColumnScaler)_standard).Scale(column, SignedLog1p(value));

    double IColumnScaler.Unscale(int column, double value) => SignedExpM1(((IColumnScaler)_standard).Unscale(column, value));

    /// <summary>sign(x) log(1 + |x|), accurate near 0 too (the quotient of Kahan cancels the rounding of 1 + |x|).</summary>
    internal static double SignedLog1p(double x)
    {
        var size = Math.Abs(x);
        var u = 1 + size;
        return u == 1 ? x : Math.CopySign(Math.Log(u) * size / (u - 1), x);
    }

    /// <summary>The inverse: sign(y) (exp(|y|) − 1), accurate near 0 too.</summary>
    internal static double SignedExpM1(double y)
    {
        var size = Math.Abs(y);
        var u = Math.Exp(size);
        return u == 1 ? y : double.IsInfinity(u) ? Math.CopySign(u, y) : Math.CopySign((u - 1) * size / Math.Log(u), y);
    }
}
