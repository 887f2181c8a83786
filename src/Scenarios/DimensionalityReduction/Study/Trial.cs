namespace DimensionalityReduction.Study;

/// <summary>One algorithm on one kind of input, every row predicted by a model that has not seen it.</summary>
internal sealed record Trial
{
    /// <summary>The input of all columns.</summary>
    public const string All = "all";

    /// <summary>The input of principal components.</summary>
    public const string Pca = "pca";

    /// <summary>The input of a random projection.</summary>
    public const string Random = "random";

    /// <summary>The algorithm's key.</summary>
    public required string Algorithm { get; init; }

    /// <summary>What it was given: <see cref="All"/>, <see cref="Pca"/> or <see cref="Random"/>.</summary>
    public required string Input { get; init; }

    /// <summary>How many numbers a row had.</summary>
    public required int Components { get; init; }

    /// <summary>What was predicted for each row of the study.</summary>
    public required float[] Predictions { get; init; }

    /// <summary>How good each prediction is; their mean is <see cref="Value"/>. Classes: 1 where right, else 0. Numbers: 1 - squared error / variance of the target, whose mean is R².</summary>
    public required double[] Scores { get; init; }

    /// <summary>Seconds to fit the algorithm alone, the middle one of the folds.</summary>
    public required double FitSeconds { get; init; }

    /// <summary>Seconds to predict one row, the middle one of the folds.</summary>
    public required double RowSeconds { get; init; }

    /// <summary>Accuracy, or R².</summary>
    public double Value => Scores.Average();
}
