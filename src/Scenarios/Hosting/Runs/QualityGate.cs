using Pipelines.Evaluation;
using Scenarios.Hosting.Commands;

namespace Scenarios.Hosting.Runs;

/// <summary>The rules of <c>--require</c>, held against a run's metrics once it is written.</summary>
internal static class QualityGate
{
    /// <summary>Says every rule that does not hold on standard error.</summary>
    /// <exception cref="ScenarioException">A rule names a metric there is not; the error lists those there are.</exception>
    public static ExitCode Check(IReadOnlyList<Metric> metrics, RunContext run)
    {
        var measured = new Measured(metrics);
        var code = ExitCode.Ok;
        foreach (var rule in run.Get(SharedOptions.Require))
        {
            var requirement = Requirement.Parse(rule);
            if (!metrics.Any(m => m.Key.Equals(requirement.Key, StringComparison.OrdinalIgnoreCase)))
            {
                throw new ScenarioException(ExitCode.Usage, "gate.unknown", rule, requirement.Key, string.Join(", ", metrics.Select(m => m.Key)));
            }
            if (requirement.Check(measured) is { Holds: false } failed)
            {
                run.Output.Error(run.Texts["gate.failed", requirement, requirement.Key, failed.Value.ToString("G6", System.Globalization.CultureInfo.InvariantCulture)]);
                code = ExitCode.Gate;
            }
        }
        return code;
    }

    private sealed record Measured(IEnumerable<Metric> All) : IMetrics;
}
