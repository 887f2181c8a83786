using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Neural;

/// <summary>A fitted <see cref="MlpClassifier"/>.</summary>
public sealed class MlpClassifierModel : IClassifier, IModel
{
    internal const string KindName = "mlp-classifier/1";

    internal MlpClassifierModel(NeuralNetworkModel network) => Network = network;

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => Network.Columns;

    /// <inheritdoc/>
    public int Classes => Network.ResultColumns;

    /// <summary>The network, with the scale of the columns as its first layer; <see cref="NeuralNetworkModel.History"/> has the losses of training.</summary>
    public NeuralNetworkModel Network { get; }

    /// <inheritdoc/>
    public void Probabilities(MatrixView rows, Matrix result) => Network.Transform(rows, result);

    /// <summary>The same on several threads, and stopped when cancelled.</summary>
    /// <param name="rows">n x <see cref="Columns"/>, finite; never changed.</param>
    /// <param name="result">Receives n x <see cref="Classes"/>.</param>
    /// <param name="control">Threads and cancellation; changes no bit of the answer.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell is NaN or infinite.</exception>
    public void Probabilities(MatrixView rows, Matrix result, FitControl control) => Network.Transform(rows, result, control);

    /// <inheritdoc/>
    public void Write(ModelWriter writer) => writer.Section("network", Network);

    internal static MlpClassifierModel Read(ModelReader reader) => new(reader.Section<NeuralNetworkModel>("network"));
}
