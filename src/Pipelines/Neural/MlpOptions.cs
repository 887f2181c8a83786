namespace Pipelines.Neural;

/// <summary>Options of <see cref="MlpClassifier"/> and <see cref="MlpRegressor"/>.</summary>
public sealed record MlpOptions : IOptions<MlpOptions>
{
    /// <summary>How many hidden layers, 0 to 32; 0 is a linear model. Default: 1.</summary>
    public int HiddenLayers { get; init; } = 1;

    /// <summary>How many units each has, 1 to 100,000. Default: 100.</summary>
    public int HiddenUnits { get; init; } = 100;

    /// <summary>What follows their sums. Default: ReLU.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>Share of the hidden values left out in each training step, 0 or more, below 1. Default: 0.</summary>
    public double Dropout { get; init; }

    /// <summary>The most passes over the training rows, 1 to 1,000,000. Default: 200.</summary>
    public int Epochs { get; init; } = 200;

    /// <summary>Rows from which one gradient is computed, 1 to 1,000,000; where there are fewer, all. Default: 64.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>How far a gradient moves the weights (Adam), above 0, at most 10. Default: 0.001.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>How strongly weights are pulled towards 0 (AdamW), 0 or more. Default: 0.0001.</summary>
    public double WeightDecay { get; init; } = 1e-4;

    /// <summary>Share of the rows, 0 to 0.9, that is not trained on but decides when to stop; all are trained on where it comes to fewer than 10. Default: 0.1.</summary>
    public double ValidationShare { get; init; } = 0.1;

    /// <summary>Training stops after this many epochs without a lower loss; 0 never stops early. Default: 10.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>Seed of the first weights, the order of the rows, the validation rows and dropout. Default: 0.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<MlpOptions>> Settings { get; } =
    [
        Setting.Whole("HiddenLayers", "how many hidden layers; 0 is a linear model", Bounds.Closed(0, 32), (MlpOptions o) => o.HiddenLayers, (o, v) => o with { HiddenLayers = (int)v }),
        Setting.Whole("HiddenUnits", "how many units each hidden layer has", Bounds.Closed(1, 100_000), (MlpOptions o) => o.HiddenUnits, (o, v) => o with { HiddenUnits = (int)v }),
        Setting.Choice("Activation", "what follows the sums of hidden layers", (MlpOptions o) => o.Activation, (o, v) => o with { Activation = v }),
        Setting.Number("Dropout", "share of the hidden values left out in each training step", Bounds.ClosedOpen(0, 1), (MlpOptions o) => o.Dropout, (o, v) => o with { Dropout = v }),
        Setting.Whole("Epochs", "the most passes over the training rows", Bounds.Closed(1, 1_000_000), (MlpOptions o) => o.Epochs, (o, v) => o with { Epochs = (int)v }),
        Setting.Whole("BatchSize", "rows from which one gradient is computed", Bounds.Closed(1, 1_000_000), (MlpOptions o) => o.BatchSize, (o, v) => o with { BatchSize = (int)v }),
        Setting.Number("LearningRate", "how far a gradient moves the weights", Bounds.OpenClosed(0, 10), (MlpOptions o) => o.LearningRate, (o, v) => o with { LearningRate = v }),
        Setting.Number("WeightDecay", "how strongly weights are pulled towards 0", Bounds.AtLeast(0), (MlpOptions o) => o.WeightDecay, (o, v) => o with { WeightDecay = v }),
        Setting.Number("ValidationShare", "share of the rows that decides when to stop instead of being trained on", Bounds.Closed(0, 0.9), (MlpOptions o) => o.ValidationShare, (o, v) => o with { ValidationShare = v }),
        Setting.Whole("Patience", "stop after this many epochs without a lower loss; 0 never stops early", Bounds.Closed(0, 1_000_000), (MlpOptions o) => o.Patience, (o, v) => o with { Patience = (int)v }),
        Setting.Seed((MlpOptions o) => o.Seed, (o, v) => o with { Seed = v }),
    ];

    /// <summary>The network these options describe.</summary>
    internal NeuralNetwork Network(int outputs, Loss loss, Activation last)
    {
        var layers = new List<Layer>();
        for (var i = 0; i < HiddenLayers; i++)
        {
            layers.Add(new Dense(HiddenUnits, Activation));
            if (Dropout > 0)
            {
                layers.Add(new Dropout(Dropout));
            }
        }
        layers.Add(new Dense(outputs, last));
        return new(layers, loss, new()
        {
            Optimizer = Optimizer.AdamW,
            Epochs = Epochs,
            BatchSize = BatchSize,
            LearningRate = LearningRate,
            WeightDecay = WeightDecay,
            ValidationShare = ValidationShare,
            Patience = Patience,
            Seed = Seed,
        });
    }
}
