using QualityInspection.Study;
using QualityInspection.Verbs;
using Scenarios.Hosting;
using Scenarios.Hosting.Inspection;
using Scenarios.Hosting.Runs;

namespace QualityInspection;

/// <summary>Can the process keep its tolerances, which parts are odd, and which are worth inspecting first?</summary>
public sealed class QualityInspectionScenario : Scenario
{
    private readonly IReadOnlyList<Verb> _verbs = [TrainVerb.Make(), PredictVerb.Make(), EvaluateVerb.Make(), ExplainVerb.Make(), RetrainVerb.Make(TrainVerb.Make())];

    /// <inheritdoc/>
    public override string Name => "QualityInspection";

    /// <inheritdoc/>
    public override IReadOnlyList<Verb> Verbs => _verbs;

    /// <inheritdoc/>
    public override IReadOnlyList<Role> Roles { get; } = [QualityOptions.IdRole, QualityOptions.BatchRole, QualityOptions.TargetRole, Role.Time];

    /// <inheritdoc/>
    public override IEnumerable<string> DescribeModel(RunContext run, string path)
    {
        var model = QualityModel.Load(path);
        yield return run.Texts["describe.model", model.Measurements.Count, model.Specs.Count(s => s is not null), model.Monitor.Model.Rows, run.Texts[model.Classifier is null ? "route.monitor" : "route.classifier"], model.Limit];
    }
}
