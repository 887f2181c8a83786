using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Neural;

/// <summary>A fitted <see cref="MlpRegressor"/>.</summary>
public sealed class MlpRegressorModel : IRegressor, IModel
{
    internal const string KindName = "mlp-regressor/1";

    internal MlpRegressorModel(NeuralNetworkModel network) => Network = network;

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => Network.Columns;

    /// <summary>The network, with the scale of the columns as its first layer and that of the targets as its last; <see cref="NeuralNetworkModel.History"/> has the losses of training, of scaled targets.</summary>
    public NeuralNetworkModel Network { get; }

    /// <inheritdoc/>
    public void Predict(MatrixView rows, Span<float> predictions)
    {
        rows.NeedColumns(nameof(MlpRegressorModel), Columns);
        rows.NeedFinite(nameof(MlpRegressorModel));
        MatrixChecks.NeedLength(predictions.Length, rows.Rows, nameof(MlpRegressorModel), nameof(predictions));
        Network.Predict(rows, predictions);
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer) => writer.Section("network", Network);

    internal static MlpRegressorModel Read(ModelReader reader) => reader.Section<NeuralNetworkModel>("network") is { ResultColumns: 1 } network ? new(network) : throw reader.Damaged("network", "has more than one output");
}
