namespace Pipelines.Neural;

/// <summary>Options of <see cref="Autoencoder"/>.</summary>
public sealed record AutoencoderOptions : IOptions<AutoencoderOptions>
{
    /// <summary>What keeps it from learning its rows by heart. Default: <see cref="AutoencoderKind.Denoising"/>.</summary>
    public AutoencoderKind Kind { get; init; }

    /// <summary>How many numbers a row becomes, 0 to 100,000; 0 for an eighth of the columns, at least 2 and at most 32, or where the code is sparse for as many as there are columns, at most 256. More than the columns is an error unless the
    /// code is sparse. Default: 0.</summary>
    public int CodeSize { get; init; }

    /// <summary>How many hidden layers there are on either side of the code, 0 to 16, each half as wide as the one before it and none narrower than the code. 0 makes a linear autoencoder, whose code spans the plane of the
    /// principal components. Default: 2.</summary>
    public int HiddenLayers { get; init; } = 2;

    /// <summary>How many units the widest of them has, 1 to 100,000. Default: 256.</summary>
    public int HiddenUnits { get; init; } = 256;

    /// <summary>What follows the sums of hidden layers. Default: leaky ReLU, whose units do not fall silent.</summary>
    public Activation Activation { get; init; } = Activation.LeakyRelu;

    /// <summary>Of <see cref="AutoencoderKind.Denoising"/>: standard deviation of the noise, 0 or more, where 1 is the deviation of the columns (of numbers alone: the root of their mean variance). Default: 0.35.</summary>
    public double Noise { get; init; } = 0.35;

    /// <summary>Of <see cref="AutoencoderKind.Sparse"/>: what the mean of the code costs beside the mean squared error, 0 or more. Default: 0.1.</summary>
    public double Sparsity { get; init; } = 0.1;

    /// <summary>Of <see cref="AutoencoderKind.Variational"/>: what the divergence of the code from the standard normal distribution costs beside the squared error summed over the columns, 0 or more (β). Default: 0.1.</summary>
    public double Divergence { get; init; } = 0.1;

    /// <summary>The most passes over the training rows, 1 to 1,000,000. Default: 200.</summary>
    public int Epochs { get; init; } = 200;

    /// <summary>Rows from which one gradient is computed, 1 to 1,000,000; where there are fewer, all. Default: 64.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>How far a gradient moves the weights (Adam), above 0, at most 10. Default: 0.003.</summary>
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>How the learning rate changes from epoch to epoch. Default: <see cref="LearningRateSchedule.Cosine"/>.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Cosine;

    /// <summary>How strongly weights are pulled towards 0 (AdamW), 0 or more. Default: 0.03.</summary>
    public double WeightDecay { get; init; } = 0.03;

    /// <summary>Share of the rows, 0 to 0.9, that is not trained on but decides when to stop; all are trained on where it comes to fewer than 10. Default: 0.1.</summary>
    public double ValidationShare { get; init; } = 0.1;

    /// <summary>Training stops after this many epochs without a lower loss; 0 never stops early. Default: 20.</summary>
    public int Patience { get; init; } = 20;

    /// <summary>Seed of the first weights, the order of the rows, the validation rows and all noise. Default: 0.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<AutoencoderOptions>> Settings { get; } =
    [
        Setting.Choice("Kind", "what keeps it from learning its rows by heart", (AutoencoderOptions o) => o.Kind, (o, v) => o with { Kind = v }),
        Setting.Whole("CodeSize", "how many numbers a row becomes; 0 for an eighth of the columns, 2 to 32, of a sparse code for as many as columns", Bounds.Closed(0, 100_000), (AutoencoderOptions o) => o.CodeSize, (o, v) => o with { CodeSize = (int)v }),
        Setting.Whole("HiddenLayers", "how many hidden layers on either side of the code; 0 is linear", Bounds.Closed(0, 16), (AutoencoderOptions o) => o.HiddenLayers, (o, v) => o with { HiddenLayers = (int)v }),
        Setting.Whole("HiddenUnits", "how many units the widest hidden layer has; each next one has half", Bounds.Closed(1, 100_000), (AutoencoderOptions o) => o.HiddenUnits, (o, v) => o with { HiddenUnits = (int)v }),
        Setting.Choice("Activation", "what follows the sums of hidden layers", (AutoencoderOptions o) => o.Activation, (o, v) => o with { Activation = v }),
        Setting.Number("Noise", "deviation of the noise of a denoising one, in deviations of the columns", Bounds.Closed(0, 1e6), (AutoencoderOptions o) => o.Noise, (o, v) => o with { Noise = v }),
        Setting.Number("Sparsity", "what the mean of a sparse code costs", Bounds.Closed(0, 1e6), (AutoencoderOptions o) => o.Sparsity, (o, v) => o with { Sparsity = v }),
        Setting.Number("Divergence", "what it costs a variational code to differ from the standard normal distribution", Bounds.Closed(0, 1e6), (AutoencoderOptions o) => o.Divergence, (o, v) => o with { Divergence = v }),
        Setting.Whole("Epochs", "the most passes over the training rows", Bounds.Closed(1, 1_000_000), (AutoencoderOptions o) => o.Epochs, (o, v) => o with { Epochs = (int)v }),
        Setting.Whole("BatchSize", "rows from which one gradient is computed", Bounds.Closed(1, 1_000_000), (AutoencoderOptions o) => o.BatchSize, (o, v) => o with { BatchSize = (int)v }),
        Setting.Number("LearningRate", "how far a gradient moves the weights", Bounds.OpenClosed(0, 10), (AutoencoderOptions o) => o.LearningRate, (o, v) => o with { LearningRate = v }),
        Setting.Choice("Schedule", "how the learning rate changes from epoch to epoch", (AutoencoderOptions o) => o.Schedule, (o, v) => o with { Schedule = v }),
        Setting.Number("WeightDecay", "how strongly weights are pulled towards 0", Bounds.AtLeast(0), (AutoencoderOptions o) => o.WeightDecay, (o, v) => o with { WeightDecay = v }),
        Setting.Number("ValidationShare", "share of the rows that decides when to stop instead of being trained on", Bounds.Closed(0, 0.9), (AutoencoderOptions o) => o.ValidationShare, (o, v) => o with { ValidationShare = v }),
        Setting.Whole("Patience", "stop after this many epochs without a lower loss; 0 never stops early", Bounds.Closed(0, 1_000_000), (AutoencoderOptions o) => o.Patience, (o, v) => o with { Patience = (int)v }),
        Setting.Seed((AutoencoderOptions o) => o.Seed, (o, v) => o with { Seed = v }),
    ];
}
