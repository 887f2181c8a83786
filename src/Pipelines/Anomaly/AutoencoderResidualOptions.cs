using Pipelines.Neural;

namespace Pipelines.Anomaly;

/// <summary>Options of <see cref="AutoencoderResidual"/>; what is not here is as <see cref="AutoencoderOptions"/> has it.</summary>
public sealed record AutoencoderResidualOptions : IOptions<AutoencoderResidualOptions>
{
    /// <summary>How many autoencoders are trained, each from a seed of its own and without other rows, 1 to 100: their mean depends less on luck. Default: 3.</summary>
    public int Members { get; init; } = 3;

    /// <summary>What keeps each from learning its rows by heart. Default: <see cref="AutoencoderKind.Denoising"/>.</summary>
    public AutoencoderKind Kind { get; init; }

    /// <summary>How many numbers a row becomes, 0 to 100,000; 0 for an eighth of the columns, at least 2 and at most 32. More than the columns is an error unless the code is sparse. Default: 0.</summary>
    public int CodeSize { get; init; }

    /// <summary>How many hidden layers there are on either side of the code, 0 to 16. Default: 2.</summary>
    public int HiddenLayers { get; init; } = 2;

    /// <summary>How many units the widest of them has, 0 to 100,000; 0 for four times the columns, at least 32 and at most 256. Default: 0.</summary>
    public int HiddenUnits { get; init; }

    /// <summary>Of <see cref="AutoencoderKind.Denoising"/>: standard deviation of the noise, 0 or more, where 1 is the deviation of the columns. Default: 0.35.</summary>
    public double Noise { get; init; } = 0.35;

    /// <summary>The most passes over the training rows, 1 to 1,000,000; fewer where a tenth of them comes back no better. Default: 200.</summary>
    public int Epochs { get; init; } = 200;

    /// <summary>Rows from which one gradient is computed, 1 to 1,000,000. Default: 64.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>How far a gradient moves the weights (Adam), above 0, at most 10. Default: 0.003.</summary>
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>Bring every column to mean 0 and deviation 1 first. False where all columns have one unit and those that hardly vary should hardly count, as the pixels of pictures. Default: true.</summary>
    public bool Standardize { get; init; } = true;

    /// <summary>How often normal rows to come may exceed the threshold, 0 to .5: it is taken from rows that were held out, and changes no score. Default: .01.</summary>
    public double FalseAlarmRate { get; init; } = 0.01;

    /// <summary>Seed of the first member and of what is held out, at least 0; the other members have those after it. Default: 0.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<AutoencoderResidualOptions>> Settings { get; } =
    [
        Setting.Whole("Members", "how many autoencoders are trained, each from its own seed", Bounds.Closed(1, 100), (AutoencoderResidualOptions o) => o.Members, (o, v) => o with { Members = (int)v }),
        Setting.Choice("Kind", "what keeps each from learning its rows by heart", (AutoencoderResidualOptions o) => o.Kind, (o, v) => o with { Kind = v }),
        Setting.Whole("CodeSize", "how many numbers a row becomes; 0 for an eighth of the columns, 2 to 32", Bounds.Closed(0, 100_000), (AutoencoderResidualOptions o) => o.CodeSize, (o, v) => o with { CodeSize = (int)v }),
        Setting.Whole("HiddenLayers", "how many hidden layers on either side of the code", Bounds.Closed(0, 16), (AutoencoderResidualOptions o) => o.HiddenLayers, (o, v) => o with { HiddenLayers = (int)v }),
        Setting.Whole("HiddenUnits", "how many units the widest hidden layer has; 0 for four times the columns, 32 to 256", Bounds.Closed(0, 100_000), (AutoencoderResidualOptions o) => o.HiddenUnits, (o, v) => o with { HiddenUnits = (int)v }),
        Setting.Number("Noise", "deviation of the noise of a denoising one, in deviations of the columns", Bounds.Closed(0, 1e6), (AutoencoderResidualOptions o) => o.Noise, (o, v) => o with { Noise = v }),
        Setting.Whole("Epochs", "the most passes over the training rows", Bounds.Closed(1, 1_000_000), (AutoencoderResidualOptions o) => o.Epochs, (o, v) => o with { Epochs = (int)v }),
        Setting.Whole("BatchSize", "rows from which one gradient is computed", Bounds.Closed(1, 1_000_000), (AutoencoderResidualOptions o) => o.BatchSize, (o, v) => o with { BatchSize = (int)v }),
        Setting.Number("LearningRate", "how far a gradient moves the weights", Bounds.OpenClosed(0, 10), (AutoencoderResidualOptions o) => o.LearningRate, (o, v) => o with { LearningRate = v }),
        Setting.Flag("Standardize", "bring every column to mean 0 and deviation 1 first", (AutoencoderResidualOptions o) => o.Standardize, (o, v) => o with { Standardize = v }),
        Setting.Number("FalseAlarmRate", "how often normal rows to come may exceed the threshold", Bounds.Closed(0, 0.5), (AutoencoderResidualOptions o) => o.FalseAlarmRate, (o, v) => o with { FalseAlarmRate = v }),
        Setting.Seed((AutoencoderResidualOptions o) => o.Seed, (o, v) => o with { Seed = v }),
    ];
}
