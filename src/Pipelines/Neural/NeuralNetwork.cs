using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Neural;

/// <summary>
/// A feed-forward neural network: layers one after the other, trained by gradients of a loss.
/// <code>
/// var network = new NeuralNetwork([new Dense(32, Activation.Relu), new Dropout(.1), new Dense(10)], Loss.CategoricalCrossEntropy);
/// var model = network.Fit(rows, classes);
/// </code>
/// The width of the data is taken from the data.
/// </summary>
/// <remarks>
/// <para>
/// Objective: Σᵢ wᵢ lᵢ / Σᵢ wᵢ, l the loss of a row plus what layers add to it. Rows are shuffled in every epoch; each batch gives one gradient by reverse-mode differentiation and one step of the optimizer.
/// Cost: about 6·n·p operations an epoch for p weights. Memory: four arrays of p numbers, and the batch's values between layers; all of it is planned before the first step, and a step on one thread allocates nothing.
/// </para>
/// <para>
/// The same seed gives the same bits on any number of threads: products are shared by output, nothing below half a million operations is shared at all, and dropout and noise depend on seed, layer, epoch and row alone.
/// </para>
/// <para>D. Rumelhart, G. Hinton, R. Williams, "Learning representations by back-propagating errors", Nature 323, 1986.</para>
/// <para>
/// Reference: torch 1.13, whose gradients and optimizers it reproduces. Departures: weight decay leaves biases, scales and shifts alone; dense layers begin as Glorot or He proposed instead of uniform in ± 1/sqrt(inputs);
/// binary and categorical cross-entropy are computed from scores even where the last layer has a sigmoid or softmax; by default a tenth of the rows decides when to stop.
/// </para>
/// </remarks>
public sealed class NeuralNetwork : IEstimator<Examples, NeuralNetworkModel>
{
    private readonly Layer[] _layers;
    private readonly Loss _loss;
    private readonly NeuralNetworkOptions _options;

    /// <summary>Describes a network and how it is trained.</summary>
    /// <param name="layers">At least one, from the data's side.</param>
    /// <param name="loss">What training makes small.</param>
    /// <param name="options">Options; null for the defaults.</param>
    /// <exception cref="OptionException">An option or a layer is out of range, there is no layer, or the last one's activation does not go with the loss.</exception>
    public NeuralNetwork(IReadOnlyList<Layer> layers, Loss loss, NeuralNetworkOptions? options = null)
    {
        (_layers, _loss, _options) = ([.. layers], loss, (options ?? new()).Checked());
        if (_layers.Length == 0)
        {
            throw new OptionException(nameof(NeuralNetwork), "Layers", "at least one layer", "none");
        }
        foreach (var layer in _layers)
        {
            layer.Check();
        }
        if (_layers[^1].Output is Activation.Sigmoid or Activation.Softmax && loss.TakesScores && !loss.Folds(_layers[^1].Output))
        {
            throw new OptionException(nameof(NeuralNetwork), "Layers", "such that the last has no activation where the loss applies one itself", _layers[^1].Output.ToString());
        }
    }

    /// <summary>Where training goes on; null to begin. The layers, loss, options (but <see cref="NeuralNetworkOptions.Epochs"/>) and data must be those it was made with.</summary>
    public NetworkCheckpoint? From { get; init; }

    /// <summary>Given a checkpoint after every epoch, which costs a copy of all weights; null for none.</summary>
    public IProgress<NetworkCheckpoint>? Checkpoints { get; init; }

    /// <inheritdoc/>
    /// <remarks>The last layer has one output for each column of targets, here one, or one for each class where the loss is <see cref="Loss.CategoricalCrossEntropy"/>.</remarks>
    public NeuralNetworkModel Fit(Examples data, FitControl? control = null)
    {
        data.NeedExamples(nameof(NeuralNetwork));
        return Fit(data.Rows, new Matrix(data.Targets.Length, 1, data.Targets.ToArray()), data.Weights, control);
    }

    /// <summary>Learns to give a row of targets for each row.</summary>
    /// <param name="rows">n x d, finite; never changed.</param>
    /// <param name="targets">n x outputs, or n x 1 class indices; NaN where a target is missing. The rows themselves for an autoencoder.</param>
    /// <param name="weights">Length n or 0: how much each row counts, 0 or more.</param>
    /// <param name="control">Progress, cancellation, threads; null for <see cref="FitControl.Default"/>.</param>
    /// <exception cref="DataException">The data cannot be learned from, does not fit the layers, or the loss became NaN.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public NeuralNetworkModel Fit(MatrixView rows, MatrixView targets, ReadOnlyMemory<float> weights = default, FitControl? control = null) =>
        Fit(new MatrixTrainingRows(rows, targets, weights), control);

    /// <summary>Learns from rows that do not fit into memory: each epoch reads them once, and shuffles them within blocks of 16 million values. Where all fit into one block the model is that of the same rows in memory.</summary>
    /// <param name="rows">Rows of inputs and then targets, finite.</param>
    /// <param name="targets">How many of the last columns are targets; 0 where the whole row is its own target, as for an autoencoder.</param>
    /// <param name="control">Progress, cancellation, threads; null for <see cref="FitControl.Default"/>.</param>
    /// <exception cref="DataException">The data cannot be learned from, does not fit the layers, or the loss became NaN.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public NeuralNetworkModel Fit(IRowSource rows, int targets = 0, FitControl? control = null) => Fit(new StreamTrainingRows(rows, targets), control);

    /// <summary>
    /// Trains from several seeds, <see cref="NeuralNetworkOptions.Seed"/> and those after it, to see how much of a result is luck. Each model is trained on one thread and several at once; each has the same bits
    /// as if it were trained alone. <see cref="From"/> and <see cref="Checkpoints"/> are not used.
    /// </summary>
    /// <param name="seeds">How many, at least 1.</param>
    /// <param name="rows">n x d, finite; never changed.</param>
    /// <param name="targets">As in <see cref="Fit(MatrixView, MatrixView, ReadOnlyMemory{float}, FitControl?)"/>.</param>
    /// <param name="control">Progress (epochs of all models together), cancellation, threads; null for <see cref="FitControl.Default"/>.</param>
    /// <exception cref="DataException">The data cannot be learned from, does not fit the layers, or the loss became NaN.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<NeuralNetworkModel> FitSeeds(int seeds, MatrixView rows, MatrixView targets, FitControl? control = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 1);
        control ??= FitControl.Default;
        var models = new NeuralNetworkModel[seeds];
        var progress = new SeedProgress(control, seeds, _options.Epochs);
        Tiles.Run(seeds, control.Threads, s =>
        {
            var own = progress.OfSeed();
            models[s] = new NeuralNetwork(_layers, _loss, _options with { Seed = _options.Seed + s }).Fit(rows, targets, default, new FitControl { Threads = 1, Cancellation = control.Cancellation, Progress = own });
            // Epochs that early stopping saved are done too.
            own.Report(new(_options.Epochs, _options.Epochs, double.NaN));
        }, control.Cancellation);
        return models;
    }

    private NeuralNetworkModel Fit(ITrainingRows data, FitControl? control) => new TrainingLoop(_layers, _loss, _options, data, control ?? FitControl.Default).Run(From, Checkpoints);
}
