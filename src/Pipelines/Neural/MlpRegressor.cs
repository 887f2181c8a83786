using Pipelines.Data;

namespace Pipelines.Neural;

/// <summary>A multi-layer perceptron that predicts a number: dense hidden layers of one width and a linear output.</summary>
/// <remarks>
/// A <see cref="NeuralNetwork"/> with squared loss, AdamW and early stopping; for another loss or other layers, describe one. Columns and targets are scaled to mean 0 and deviation 1 inside, and the model carries
/// these scales. Cost: about 6·n·p operations an epoch for p weights; memory: one copy of the rows and four of the weights. The same bits for any number of threads.
/// Reference: scikit-learn's MLPRegressor. Departures: it scales columns and targets, stops early on a tenth of the rows and keeps the best weights (there early_stopping is off), its weight decay is AdamW's, it trains in
/// float32, and rows may have weights.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class MlpRegressor(MlpOptions? options = null) : IEstimator<Examples, MlpRegressorModel>
{
    private readonly MlpOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public MlpRegressorModel Fit(Examples data, FitControl? control = null)
    {
        control ??= FitControl.Default;
        data.NeedExamples(nameof(MlpRegressor));
        var targets = new Matrix(data.Targets.Length, 1, data.Targets.ToArray());
        var scaling = new ColumnScaling(data.Rows, control);
        var unit = new ColumnScaling(targets, control);
        var network = _options.Network(1, Loss.MeanSquared, Activation.None);
        var model = network.Fit(scaling.Scaled(data.Rows, control.Cancellation), unit.Scaled(targets, control.Cancellation), data.Weights, control);
        return new(scaling.Around(model, unit));
    }
}
