namespace Pipelines.Recommendation;

/// <summary>Options of <see cref="MatrixFactorization"/>. The defaults were validated within the training parts of MovieLens small; other data may want others.</summary>
public sealed record MatrixFactorizationOptions : IOptions<MatrixFactorizationOptions>
{
    /// <summary>How many tastes each user and item is described by, beside a bias. Default 64.</summary>
    public int Factors { get; init; } = 64;

    /// <summary>How many passes over all ratings. Default 50.</summary>
    public int Epochs { get; init; } = 50;

    /// <summary>How far each rating moves the vectors of its user and item, at the first pass; it falls in a straight line towards 0. Default 0.03.</summary>
    public double LearningRate { get; init; } = 0.03;

    /// <summary>How strongly the factors are pulled towards 0, for ratings of deviation 1. Default 0.1.</summary>
    public double Regularization { get; init; } = 0.1;

    /// <summary>How strongly the biases are pulled towards 0, for ratings of deviation 1. Default 0.07.</summary>
    public double BiasRegularization { get; init; } = 0.07;

    /// <summary>Seed of the first factors and of the order of the ratings in each pass. Default 0.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<MatrixFactorizationOptions>> Settings { get; } =
    [
        Setting.Whole("Factors", "how many tastes each user and item is described by, beside a bias", Bounds.Closed(1, 4096), (MatrixFactorizationOptions o) => o.Factors, (o, v) => o with { Factors = (int)v }),
        Setting.Whole("Epochs", "how many passes over all ratings", Bounds.Closed(1, 100_000), (MatrixFactorizationOptions o) => o.Epochs, (o, v) => o with { Epochs = (int)v }),
        Setting.Number("LearningRate", "how far each rating moves the vectors of its user and item at the first pass", Bounds.OpenClosed(0, 10), (MatrixFactorizationOptions o) => o.LearningRate, (o, v) => o with { LearningRate = v }),
        Setting.Number("Regularization", "how strongly the factors are pulled towards 0, for ratings of deviation 1", Bounds.AtLeast(0), (MatrixFactorizationOptions o) => o.Regularization, (o, v) => o with { Regularization = v }),
        Setting.Number("BiasRegularization", "how strongly the biases are pulled towards 0, for ratings of deviation 1", Bounds.AtLeast(0), (MatrixFactorizationOptions o) => o.BiasRegularization, (o, v) => o with { BiasRegularization = v }),
        Setting.Seed((MatrixFactorizationOptions o) => o.Seed, (o, v) => o with { Seed = v }),
    ];
}
