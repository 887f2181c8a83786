using EquipmentHealth.Study;
using Pipelines;
using Pipelines.Evaluation;

namespace EquipmentHealth.Reporting;

/// <summary>Figures of a study that several parts of screen and report show: computed once.</summary>
internal sealed record HealthFigures
{
    /// <summary>The study.</summary>
    public required HealthStudy Study { get; init; }

    /// <summary>The model against what was really wrong.</summary>
    public required Evaluation Own { get; init; }

    /// <summary>What needs no model.</summary>
    public required IReadOnlyList<(string Key, Evaluation Value)> Baselines { get; init; }

    /// <summary>Limits that could be chosen.</summary>
    public required IReadOnlyList<LimitChoice> Choices { get; init; }

    /// <summary>The machines, the worst first.</summary>
    public required IReadOnlyList<UnitSummary> Fleet { get; init; }

    /// <summary>The run's numbers, the most important first.</summary>
    public IReadOnlyList<Metric> Metrics => [.. MetricsOf(Own), new("trimmed_share", Study.TrimmedShare, Better.Neither)];

    /// <summary>True where something was really wrong in the time watched.</summary>
    public bool HasEvents => Own.Events.Events > 0;

    /// <summary>Computes what takes time.</summary>
    public static HealthFigures Of(HealthStudy study, FitControl control) => new()
    {
        Study = study,
        Own = Evaluation.Of(study),
        Baselines = EquipmentHealth.Study.Baselines.Of(study, control),
        Choices = Evaluation.Choices(study),
        Fleet = [.. study.Units.Select(u => UnitSummary.Of(study, u)).OrderBy(u => double.IsNaN(u.Health) ? 101 : u.Health)],
    };

    /// <summary>The metrics of an evaluation: by rows and by events where the truth is known, else false alarms only.</summary>
    public static IReadOnlyList<Metric> MetricsOf(Evaluation evaluation) => evaluation.Events.Events == 0
        ? [.. evaluation.Events.All.Where(m => m.Key is "false_alarms_per_week" or "alarm_share_of_normal")]
        : [.. (evaluation.Rows?.All ?? []).Where(m => m.Key == "auc_pr"), .. evaluation.Events.All, .. (evaluation.Rows?.All ?? []).Where(m => m.Key != "auc_pr")];
}
