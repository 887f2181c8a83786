namespace Pipelines.Neural;

/// <summary>How a <see cref="NeuralNetwork"/> is trained.</summary>
public sealed record NeuralNetworkOptions : IOptions<NeuralNetworkOptions>
{
    /// <summary>The most passes over the training rows, 1 to 1,000,000. Default: 100.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Rows from which one gradient is computed, 1 to 1,000,000; where there are fewer, all. Default: 64.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>How a gradient moves the weights. Default: Adam.</summary>
    public Optimizer Optimizer { get; init; } = Optimizer.Adam;

    /// <summary>How far, above 0, at most 10. Default: 0.001.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Of <see cref="Optimizer.Sgd"/> and <see cref="Optimizer.RmsProp"/>: how much of the last move is kept, 0 or more, below 1. Default: 0.9.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Of <see cref="Optimizer.Adam"/> and <see cref="Optimizer.AdamW"/>: how slowly the average of gradients forgets, 0 or more, below 1. Default: 0.9.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Of all but <see cref="Optimizer.Sgd"/>: how slowly the average of squared gradients forgets, 0 or more, below 1. Default: 0.999.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Of all but <see cref="Optimizer.Sgd"/>: added to the root of that average, above 0. Default: 0.00000001.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>How strongly weights are pulled towards 0, 0 or more; biases, scales and shifts are not. Default: 0.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Gradients longer than this (Euclidean norm of all together) are scaled down to it; 0 for no limit. Default: 0.</summary>
    public double ClipNorm { get; init; }

    /// <summary>How the learning rate changes from epoch to epoch. Default: not at all.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>Number of first steps (batches) over which the learning rate rises in a straight line to its full value; 0 for none. Default: 0.</summary>
    public int WarmUpSteps { get; init; }

    /// <summary>Of <see cref="LearningRateSchedule.Step"/>: how many epochs a rate lasts, at least 1. Default: 10.</summary>
    public int StepEpochs { get; init; } = 10;

    /// <summary>Of <see cref="LearningRateSchedule.Plateau"/>: how many epochs without a lower loss are borne, 0 or more. Default: 5.</summary>
    public int PlateauEpochs { get; init; } = 5;

    /// <summary>What the rate is multiplied by at a step or on a plateau, above 0, at most 1. Default: 0.1.</summary>
    public double Factor { get; init; } = 0.1;

    /// <summary>
    /// Share of the rows, 0 to 0.9, that is not trained on but decides when to stop; the weights of the epoch with the lowest loss on them are kept. Where it comes to fewer than 10 rows all are trained on.
    /// Default: 0.1.
    /// </summary>
    public double ValidationShare { get; init; } = 0.1;

    /// <summary>Training stops after this many epochs without a lower loss (on the validation rows, or on the training rows where there are none); 0 never stops early. Default: 10.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>What counts as lower: by more than this share of the lowest loss so far; 0 to 1. Default: 0.0001.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Seed of the first weights, the order of the rows, the validation rows and all noise. Default: 0.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<NeuralNetworkOptions>> Settings { get; } =
    [
        Setting.Whole("Epochs", "the most passes over the training rows", Bounds.Closed(1, 1_000_000), (NeuralNetworkOptions o) => o.Epochs, (o, v) => o with { Epochs = (int)v }),
        Setting.Whole("BatchSize", "rows from which one gradient is computed", Bounds.Closed(1, 1_000_000), (NeuralNetworkOptions o) => o.BatchSize, (o, v) => o with { BatchSize = (int)v }),
        Setting.Choice("Optimizer", "how a gradient moves the weights", (NeuralNetworkOptions o) => o.Optimizer, (o, v) => o with { Optimizer = v }),
        Setting.Number("LearningRate", "how far a gradient moves the weights", Bounds.OpenClosed(0, 10), (NeuralNetworkOptions o) => o.LearningRate, (o, v) => o with { LearningRate = v }),
        Setting.Number("Momentum", "how much of the last move SGD and RMSProp keep", Bounds.ClosedOpen(0, 1), (NeuralNetworkOptions o) => o.Momentum, (o, v) => o with { Momentum = v }),
        Setting.Number("Beta1", "how slowly Adam's average of gradients forgets", Bounds.ClosedOpen(0, 1), (NeuralNetworkOptions o) => o.Beta1, (o, v) => o with { Beta1 = v }),
        Setting.Number("Beta2", "how slowly the average of squared gradients of Adam and RMSProp forgets", Bounds.ClosedOpen(0, 1), (NeuralNetworkOptions o) => o.Beta2, (o, v) => o with { Beta2 = v }),
        Setting.Number("Epsilon", "added to the root of the average of squared gradients", Bounds.OpenClosed(0, 1), (NeuralNetworkOptions o) => o.Epsilon, (o, v) => o with { Epsilon = v }),
        Setting.Number("WeightDecay", "how strongly weights are pulled towards 0; biases are not", Bounds.AtLeast(0), (NeuralNetworkOptions o) => o.WeightDecay, (o, v) => o with { WeightDecay = v }),
        Setting.Number("ClipNorm", "longer gradients are scaled down to this length; 0 for no limit", Bounds.AtLeast(0), (NeuralNetworkOptions o) => o.ClipNorm, (o, v) => o with { ClipNorm = v }),
        Setting.Choice("Schedule", "how the learning rate changes from epoch to epoch", (NeuralNetworkOptions o) => o.Schedule, (o, v) => o with { Schedule = v }),
        Setting.Whole("WarmUpSteps", "first batches over which the learning rate rises to its full value", Bounds.Closed(0, 1_000_000_000), (NeuralNetworkOptions o) => o.WarmUpSteps, (o, v) => o with { WarmUpSteps = (int)v }),
        Setting.Whole("StepEpochs", "how many epochs a rate of the step schedule lasts", Bounds.Closed(1, 1_000_000), (NeuralNetworkOptions o) => o.StepEpochs, (o, v) => o with { StepEpochs = (int)v }),
        Setting.Whole("PlateauEpochs", "how many epochs without a lower loss the plateau schedule bears", Bounds.Closed(0, 1_000_000), (NeuralNetworkOptions o) => o.PlateauEpochs, (o, v) => o with { PlateauEpochs = (int)v }),
        Setting.Number("Factor", "what the rate is multiplied by at a step or on a plateau", Bounds.OpenClosed(0, 1), (NeuralNetworkOptions o) => o.Factor, (o, v) => o with { Factor = v }),
        Setting.Number("ValidationShare", "share of the rows that decides when to stop instead of being trained on", Bounds.Closed(0, 0.9), (NeuralNetworkOptions o) => o.ValidationShare, (o, v) => o with { ValidationShare = v }),
        Setting.Whole("Patience", "stop after this many epochs without a lower loss; 0 never stops early", Bounds.Closed(0, 1_000_000), (NeuralNetworkOptions o) => o.Patience, (o, v) => o with { Patience = (int)v }),
        Setting.Number("Tolerance", "a loss counts as lower when it is so by more than this share", Bounds.Closed(0, 1), (NeuralNetworkOptions o) => o.Tolerance, (o, v) => o with { Tolerance = v }),
        Setting.Seed((NeuralNetworkOptions o) => o.Seed, (o, v) => o with { Seed = v }),
    ];
}
