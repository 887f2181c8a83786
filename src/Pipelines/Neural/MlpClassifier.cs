using Pipelines.Data;

namespace Pipelines.Neural;

/// <summary>A multi-layer perceptron that tells classes: dense hidden layers of one width and a softmax.</summary>
/// <remarks>
/// A <see cref="NeuralNetwork"/> with cross-entropy, AdamW and early stopping; for anything else than hidden layers of one width, describe one. Columns are scaled to mean 0 and deviation 1 inside, and the model carries
/// that scale. Cost: about 6·n·p operations an epoch for p weights; memory: one copy of the rows and four of the weights. The same bits for any number of threads.
/// Reference: scikit-learn's MLPClassifier. Departures: it scales the columns, stops early on a tenth of the rows and keeps the best weights (there early_stopping is off), its weight decay is AdamW's, it trains in float32,
/// and rows may have weights. Classes are the indices 0 to the largest target; one that no row has gets a small probability.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class MlpClassifier(MlpOptions? options = null) : IEstimator<Examples, MlpClassifierModel>
{
    private readonly MlpOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    /// <exception cref="DataException">The data cannot be learned from, or all rows are of class 0.</exception>
    public MlpClassifierModel Fit(Examples data, FitControl? control = null)
    {
        control ??= FitControl.Default;
        data.NeedExamples(nameof(MlpClassifier));
        var classes = data.NeedClasses(nameof(MlpClassifier));
        if (classes < 2)
        {
            throw new DataException("mlp.classes", $"MlpClassifier must be given rows of at least 2 classes; all {data.Rows.Rows} rows are of class 0. Check how the rows were chosen.");
        }
        var scaling = new ColumnScaling(data.Rows, control);
        var network = _options.Network(classes, Loss.CategoricalCrossEntropy, Activation.Softmax);
        return new(scaling.Around(network.Fit(data with { Rows = scaling.Scaled(data.Rows, control.Cancellation) }, control)));
    }
}
