using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Numerics;

namespace Pipelines.Supervised;

/// <summary>A fitted <see cref="RidgeRegression"/>: prediction = intercept + Σⱼ coefficientⱼ · columnⱼ, summed in double. O(d) a row.</summary>
public sealed class RidgeRegressionModel : IRegressor, IModel
{
    private readonly double[] _coefficients;

    internal RidgeRegressionModel(double[] coefficients, double intercept) => (_coefficients, Intercept) = (coefficients, intercept);

    /// <inheritdoc/>
    public string Kind => "ridge-regression/1";

    /// <inheritdoc/>
    public int Columns => _coefficients.Length;

    /// <summary>How much the prediction rises when a column rises by 1; one for each column.</summary>
    public ReadOnlySpan<double> Coefficients => _coefficients;

    /// <summary>The prediction where every column is 0; 0 where none was learned.</summary>
    public double Intercept { get; }

    /// <inheritdoc/>
    public void Predict(MatrixView rows, Span<float> predictions)
    {
        rows.NeedColumns(nameof(RidgeRegressionModel), Columns);
        rows.NeedFinite(nameof(RidgeRegressionModel));
        MatrixChecks.NeedLength(predictions.Length, rows.Rows, nameof(RidgeRegressionModel), nameof(predictions));
        for (var r = 0; r < predictions.Length; r++)
        {
            predictions[r] = (float)(Intercept + WideDot.Of(rows[r], _coefficients));
        }
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Doubles("coefficients", _coefficients);
        writer.Number("intercept", Intercept);
    }

    internal static RidgeRegressionModel Read(ModelReader reader)
    {
        var coefficients = reader.Doubles("coefficients");
        if (coefficients.Length == 0 || !Array.TrueForAll(coefficients, double.IsFinite))
        {
            throw reader.Damaged("coefficients", "is not a list of finite numbers");
        }
        var intercept = reader.Number("intercept");
        return double.IsFinite(intercept) ? new(coefficients, intercept) : throw reader.Damaged("intercept", "is not finite");
    }
}
