using Pipelines.Anomaly;
using Pipelines.Quality;
using Scenarios.Hosting;

namespace QualityInspection.Study;

/// <summary>What a study is made with.</summary>
internal sealed record StudyOptions
{
    /// <summary>Cost of a bad part that gets out.</summary>
    public double CostMiss { get; init; } = 100;

    /// <summary>Cost of inspecting one part.</summary>
    public double CostInspect { get; init; } = 5;

    /// <summary>Folds of the cross-validation.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Seed of the folds and of everything else.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>The rules that charts are read by.</summary>
    public RunRuleSet Rules { get; init; } = RunRuleSet.WesternElectric;

    /// <summary>The settings of the monitor.</summary>
    public PcaMonitorOptions Monitor { get; init; } = new() { Statistic = MonitorStatistic.Mahalanobis };

    /// <summary>What the user said.</summary>
    public static StudyOptions Of(RunContext run) => new()
    {
        CostMiss = run.Get(QualityOptions.CostMiss)!.Value,
        CostInspect = run.Get(QualityOptions.CostInspect)!.Value,
        Folds = (int)run.Get(QualityOptions.Folds)!.Value,
        Seed = run.Seed,
        Rules = run.Get(QualityOptions.Rules) switch { "nelson" => RunRuleSet.Nelson, "limits-only" => RunRuleSet.LimitsOnly, _ => RunRuleSet.WesternElectric },
        Monitor = run.Get(QualityOptions.Monitor),
    };
}
