using Pipelines.Data;
using Pipelines.Models.Encoders;

namespace Pipelines.Neural;

/// <summary>
/// An autoencoder: a network that writes each row as a few numbers, its code, and the row back from them. What it learns is which rows there are; a row that comes back wrong is unlike those.
/// <code>
/// var model = new Autoencoder(new() { CodeSize = 8 }).Fit(rows);
/// var codes = model.Transform(rows);
/// </code>
/// </summary>
/// <remarks>
/// <para>
/// Objective: the mean over rows and columns of (x̂ − x)², x̂ = decoder(encoder(x)). For a table with categories and missing cells it is the mean over the columns of the table: squares of numbers, cross-entropy
/// of categories and of what is missing; a number that was filled in is no target. Denoising: encoder(x + noise). Sparse: the code is at least 0 and its mean times <see cref="AutoencoderOptions.Sparsity"/> is added.
/// Variational: the code is normal with mean and variance of the encoder, and <see cref="AutoencoderOptions.Divergence"/>/d times its Kullback-Leibler divergence from the standard normal is added; codes are the means.
/// </para>
/// <para>
/// The encoder's hidden layers halve in width, the decoder's mirror them; code and output are linear. A matrix of numbers is centred and divided by one number inside, so that errors weigh as in PCA: standardise first where columns
/// have different units. The columns of a table (<see cref="Fit(MatrixView, IReadOnlyList{EncodedColumn}, FitControl?)"/>) are scaled one by one. The model carries these scales.
/// Without hidden layers, noise and weight decay it finds the plane of the principal components, slower than <c>Pca</c> does, which is exact; use that where a plane is enough.
/// </para>
/// <para>
/// Cost: about 6·n·p operations an epoch for p weights; memory: one copy of the rows and four of the weights. The same bits for any number of threads.
/// G. Hinton, R. Salakhutdinov, "Reducing the dimensionality of data with neural networks", Science 313, 2006; P. Vincent, H. Larochelle, Y. Bengio, P. Manzagol, "Extracting and composing robust features with denoising
/// autoencoders", ICML 2008; D. Kingma, M. Welling, "Auto-encoding variational Bayes", ICLR 2014; P. Baldi, K. Hornik, "Neural networks and principal component analysis", Neural Networks 2, 1989.
/// Reference: the same networks in torch 1.13. Departures: noise, early stopping on a tenth of the rows, a cosine schedule and weight decay are on by default.
/// </para>
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class Autoencoder(AutoencoderOptions? options = null) : IEstimator<MatrixView, AutoencoderModel>
{
    private readonly AutoencoderOptions _options = (options ?? new()).Checked();

    /// <summary>Units of each hidden layer from the rows to the code, 1 to 100,000; the decoder mirrors them. Empty for a linear autoencoder; null for the layers that the options describe.</summary>
    /// <exception cref="OptionException">A width is out of range.</exception>
    public IReadOnlyList<int>? Hidden
    {
        get;
        init => field = value is null || value.All(w => w is >= 1 and <= 100_000) ? value
            : throw new OptionException(nameof(Autoencoder), nameof(Hidden), "1 to 100,000 units in each layer", string.Join(", ", value));
    }

    /// <inheritdoc/>
    /// <exception cref="DataException">The data cannot be learned from, the code is wider than the rows, or the loss became NaN.</exception>
    public AutoencoderModel Fit(MatrixView data, FitControl? control = null) => FitColumns(data, AutoencoderColumns.Numbers, control ?? FitControl.Default);

    /// <summary>Learns from an encoded table, with the right loss for each of its columns.</summary>
    /// <param name="data">n x d, finite, as an encoder wrote them; never changed.</param>
    /// <param name="columns">What the columns stand for, in their order: <see cref="TableEncoderModel.Layout"/>.</param>
    /// <param name="control">Progress, cancellation, threads; null for <see cref="FitControl.Default"/>.</param>
    /// <exception cref="DataException">The data cannot be learned from, the columns are not those of the rows, the code is wider than the rows, or the loss became NaN.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public AutoencoderModel Fit(MatrixView data, IReadOnlyList<EncodedColumn> columns, FitControl? control = null)
    {
        data.NeedRows(nameof(Autoencoder));
        return FitColumns(data, new(columns, data.Columns), control ?? FitControl.Default);
    }

    /// <summary>
    /// Learns from several seeds, <see cref="AutoencoderOptions.Seed"/> and those after it, to see how much of a result is luck. Each model is trained on one thread and several at once; each has the same bits as if it were
    /// trained alone.
    /// </summary>
    /// <param name="seeds">How many, at least 1.</param>
    /// <param name="data">n x d, finite; never changed.</param>
    /// <param name="columns">What the columns stand for; null or empty where all are numbers.</param>
    /// <param name="control">Progress (epochs of all models together), cancellation, threads; null for <see cref="FitControl.Default"/>.</param>
    /// <exception cref="DataException">As of <see cref="Fit(MatrixView, IReadOnlyList{EncodedColumn}, FitControl?)"/>.</exception>
    public IReadOnlyList<AutoencoderModel> FitSeeds(int seeds, MatrixView data, IReadOnlyList<EncodedColumn>? columns = null, FitControl? control = null)
    {
        data.NeedRows(nameof(Autoencoder));
        var layout = columns is { Count: > 0 } ? new AutoencoderColumns(columns, data.Columns) : AutoencoderColumns.Numbers;
        var (network, scaling, rows, targets, code) = Prepare(data, layout, control ?? FitControl.Default);
        return [.. network.FitSeeds(seeds, rows, targets, control).Select(m => Model(m, scaling, layout, code))];
    }

    private AutoencoderModel FitColumns(MatrixView data, AutoencoderColumns columns, FitControl control)
    {
        var (network, scaling, rows, targets, code) = Prepare(data, columns, control);
        return Model(network.Fit(rows, targets, default, control), scaling, columns, code);
    }

    private static AutoencoderModel Model(NeuralNetworkModel network, ColumnScaling scaling, AutoencoderColumns columns, int code) => new(scaling.Around(network, scaling), code, columns);

    /// <summary>The network, the rows and targets it learns from, and how many layers of the model, with the scale before them, make the code.</summary>
    private (NeuralNetwork Network, ColumnScaling Scaling, Matrix Rows, Matrix Targets, int Code) Prepare(MatrixView data, AutoencoderColumns columns, FitControl control)
    {
        data.NeedRows(nameof(Autoencoder));
        data.NeedFinite(nameof(Autoencoder));
        if (_options.CodeSize > data.Columns && _options.Kind != AutoencoderKind.Sparse)
        {
            throw new DataException("autoencoder.code", $"Autoencoder.CodeSize must be at most {data.Columns}, the columns of the rows, because a wider code can hold them as they are; got {_options.CodeSize}. Ask for a smaller code, or set Kind to Sparse.");
        }
        var scaling = columns.AreNumbers ? ColumnScaling.Together(data, control) : new ColumnScaling(data, control).Only(columns.IsNumber);
        var rows = scaling.Scaled(data, control.Cancellation);
        var (layers, code) = Layers(data.Columns, columns);
        var network = new NeuralNetwork(layers, columns.Loss(), new()
        {
            Optimizer = Optimizer.AdamW,
            Epochs = _options.Epochs,
            BatchSize = _options.BatchSize,
            LearningRate = _options.LearningRate,
            Schedule = _options.Schedule,
            WeightDecay = _options.WeightDecay,
            ValidationShare = _options.ValidationShare,
            Patience = _options.Patience,
            Seed = _options.Seed,
        });
        return (network, scaling, rows, columns.AreNumbers ? rows : columns.Targets(rows, control.Cancellation), code + 1);
    }

    private (List<Layer> Layers, int Code) Layers(int width, AutoencoderColumns columns)
    {
        var code = _options.CodeSize > 0 ? _options.CodeSize
            : _options.Kind == AutoencoderKind.Sparse ? Math.Min(width, 256)
            : Math.Min(width, Math.Clamp(width / 8, 2, 32));
        int[] hidden = [.. Hidden ?? Enumerable.Range(0, _options.HiddenLayers).Select(i => Math.Max(Math.Min(code, _options.HiddenUnits), _options.HiddenUnits >> i))];
        var layers = new List<Layer>();
        if (_options is { Kind: AutoencoderKind.Denoising, Noise: > 0 })
        {
            layers.Add(new GaussianNoise(_options.Noise));
        }
        foreach (var units in hidden)
        {
            layers.Add(new Dense(units, _options.Activation));
        }
        switch (_options.Kind)
        {
            case AutoencoderKind.Sparse:
                layers.Add(new Dense(code, Activation.Relu));
                layers.Add(new ActivityPenalty(_options.Sparsity / code));
                break;
            case AutoencoderKind.Variational:
                layers.Add(new Dense(2 * code));
                layers.Add(new GaussianSample(_options.Divergence / (columns.AreNumbers ? width : columns.Described.Count)));
                break;
            default:
                layers.Add(new Dense(code));
                break;
        }
        var encoder = layers.Count;
        foreach (var units in hidden.Reverse())
        {
            layers.Add(new Dense(units, _options.Activation));
        }
        layers.Add(new Dense(width));
        return (layers, encoder);
    }
}
