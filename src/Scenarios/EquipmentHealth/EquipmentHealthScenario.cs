using EquipmentHealth.Verbs;
using Pipelines.Anomaly.Equipment;
using Pipelines.Models;
using Scenarios.Hosting;
using Scenarios.Hosting.Inspection;
using Scenarios.Hosting.Runs;

namespace EquipmentHealth;

/// <summary>How healthy is each machine, which alarms can be trusted, and where should one look first?</summary>
public sealed class EquipmentHealthScenario : Scenario
{
    private readonly IReadOnlyList<Verb> _verbs = [TrainVerb.Make(), EvaluateVerb.Make(), MonitorVerb.Make(), ExplainVerb.Make(), LabelVerb.Make(), RetrainVerb.Make(TrainVerb.Make())];

    /// <inheritdoc/>
    public override string Name => "EquipmentHealth";

    /// <inheritdoc/>
    public override IReadOnlyList<Verb> Verbs => _verbs;

    /// <inheritdoc/>
    public override IReadOnlyList<Role> Roles { get; } = [EquipmentOptions.TimeRole, EquipmentOptions.MachineRole];

    /// <inheritdoc/>
    public override IEnumerable<string> DescribeModel(RunContext run, string path)
    {
        var model = ModelFile.Load<EquipmentMonitorModel>(path);
        yield return run.Texts["describe.size", model.Units.Count - 1, model.Sensors.Count, model.Units[^1].Regimes.Count - 1];
        yield return run.Texts["describe.limit", model.Rule.Limit, model.Off?.ToString() ?? run.Texts["word.unknown"]];
    }
}
