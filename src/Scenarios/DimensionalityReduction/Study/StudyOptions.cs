using Pipelines.Reduction;
using Scenarios.Hosting;

namespace DimensionalityReduction.Study;

/// <summary>What a study is made with.</summary>
internal sealed record StudyOptions
{
    /// <summary>Folds of the cross-validation.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>How much of accuracy or R² may be lost.</summary>
    public double Margin { get; init; } = 0.01;

    /// <summary>The most rows that algorithms are tried on.</summary>
    public int StudyRows { get; init; } = 10_000;

    /// <summary>Seed of the folds and of everything else.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>Numbers of components to try, as typed; null to choose them by the size of the data.</summary>
    public string? Try { get; init; }

    /// <summary>The settings of the components.</summary>
    public PcaOptions Pca { get; init; } = new();

    /// <summary>True where the user said how many components to keep.</summary>
    public bool Fixed => Pca.Components > 0 || Pca.Variance < 1;

    /// <summary>What the user said.</summary>
    public static StudyOptions Of(RunContext run) => new()
    {
        Folds = (int)run.Get(ReductionOptions.Folds)!.Value,
        Margin = run.Get(ReductionOptions.Margin)!.Value,
        StudyRows = (int)run.Get(ReductionOptions.StudyRows)!.Value,
        Seed = run.Seed,
        Try = run.Get(ReductionOptions.Try),
        Pca = run.Get(ReductionOptions.Pca),
    };
}
