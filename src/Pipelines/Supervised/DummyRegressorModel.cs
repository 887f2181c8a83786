using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Supervised;

/// <summary>A fitted <see cref="DummyRegressor"/>.</summary>
public sealed class DummyRegressorModel : IRegressor, IModel
{
    internal DummyRegressorModel(int columns, float prediction) => (Columns, Prediction) = (columns, prediction);

    /// <inheritdoc/>
    public string Kind => "dummy-regressor/1";

    /// <inheritdoc/>
    public int Columns { get; }

    /// <summary>What it predicts for every row.</summary>
    public float Prediction { get; }

    /// <inheritdoc/>
    public void Predict(MatrixView rows, Span<float> predictions)
    {
        rows.NeedColumns(nameof(DummyRegressorModel), Columns);
        rows.NeedFinite(nameof(DummyRegressorModel));
        MatrixChecks.NeedLength(predictions.Length, rows.Rows, nameof(DummyRegressorModel), nameof(predictions));
        predictions.Fill(Prediction);
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Whole("columns", Columns);
        writer.Number("prediction", Prediction);
    }

    internal static DummyRegressorModel Read(ModelReader reader)
    {
        var prediction = (float)reader.Number("prediction");
        return float.IsFinite(prediction) ? new((int)reader.Whole("columns", 1, int.MaxValue), prediction) : throw reader.Damaged("prediction", "is not finite");
    }
}
