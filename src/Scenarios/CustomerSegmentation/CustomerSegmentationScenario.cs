using CustomerSegmentation.Data;
using CustomerSegmentation.Verbs;
using Pipelines.Clustering;
using Pipelines.Models;
using Scenarios.Hosting;
using Scenarios.Hosting.Inspection;
using Scenarios.Hosting.Runs;

namespace CustomerSegmentation;

/// <summary>Which kinds of customers are there, do they come out again, and what does each do next?</summary>
public sealed class CustomerSegmentationScenario : Scenario
{
    private readonly IReadOnlyList<Verb> _verbs = [TrainVerb.Make(), RetrainVerb.Make(TrainVerb.Make()), AssignVerb.Make(), ProfileVerb.Make(), ExportVerb.Make(), EvaluateVerb.Make(), DriftVerb.Make(), LabelVerb.Make()];

    /// <inheritdoc/>
    public override string Name => "CustomerSegmentation";

    /// <inheritdoc/>
    public override IReadOnlyList<Verb> Verbs => _verbs;

    /// <inheritdoc/>
    public override IReadOnlyList<Role> Roles => SegmentOptions.Roles;

    /// <inheritdoc/>
    public override Stream? MakeData(string name) => name == SegmentOptions.Made ? new MemoryStream(MadeShop.Csv()) : null;

    /// <inheritdoc/>
    public override IEnumerable<string> DescribeModel(RunContext run, string path)
    {
        var model = ModelFile.Load<SegmentationModel>(path);
        var inside = model.Pipeline.Model;
        yield return run.Texts["describe.size", model.Segments.Count, model.Segments.Sum(s => s.Size), ((IModel)inside).Kind];
        yield return model.Rfm is { } rfm ? run.Texts["describe.rfm", $"{rfm.AsOf:yyyy-MM-dd}", rfm.Columns.Customer, rfm.Columns.Time] : run.Texts["describe.table", model.Pipeline.Schema.Columns.Count];
        var kept = inside switch
        {
            DbscanModel dbscan => dbscan.CoreRows.Rows,
            GenieModel genie => genie.Rows.Rows,
            AgglomerativeModel ward => ward.Rows.Rows,
            _ => 0,
        };
        yield return kept > 0 ? run.Texts["describe.rows", kept, new FileInfo(path).Length] : run.Texts["describe.no-rows"];
    }
}
