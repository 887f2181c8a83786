using DimensionalityReduction.Verbs;
using Pipelines.Models;
using Pipelines.Reduction;
using Scenarios.Hosting;
using Scenarios.Hosting.Inspection;
using Scenarios.Hosting.Runs;

namespace DimensionalityReduction;

/// <summary>How few numbers say as much as all columns, and how much faster does an algorithm get on them?</summary>
public sealed class DimensionalityReductionScenario : Scenario
{
    private readonly IReadOnlyList<Verb> _verbs = [TrainVerb.Make(), EvaluateVerb.Make(), TransformVerb.Make(), ReconstructVerb.Make(), ExplainVerb.Make(), RetrainVerb.Make(TrainVerb.Make())];

    /// <inheritdoc/>
    public override string Name => "DimensionalityReduction";

    /// <inheritdoc/>
    public override IReadOnlyList<Verb> Verbs => _verbs;

    /// <inheritdoc/>
    public override IReadOnlyList<Role> Roles { get; } = [ReductionOptions.TargetRole];

    /// <inheritdoc/>
    public override IEnumerable<string> DescribeModel(RunContext run, string path)
    {
        var pipeline = TabularPipeline.Load<PcaModel>(path);
        var share = 0.0;
        foreach (var ratio in pipeline.Model.ExplainedVarianceRatio)
        {
            share += ratio;
        }
        yield return run.Texts["describe.size", pipeline.Schema.Columns.Count(c => c.Role == ColumnRole.Feature), pipeline.Encoder.Columns, pipeline.Model.ResultColumns, share];
    }
}
