using DataEncoding.Data;
using DataEncoding.Packing;
using DataEncoding.Verbs;
using Pipelines.Data;
using Pipelines.Packing;
using Scenarios.Hosting;
using Scenarios.Hosting.Inspection;
using Scenarios.Hosting.Runs;

namespace DataEncoding;

/// <summary>How few numbers say what a row says, how small does a table get, and who can read it? Learns codes, packs a table into one file, encrypts that, or replaces the values of single columns.</summary>
public sealed class DataEncodingScenario : Scenario
{
    private readonly IReadOnlyList<Verb> _verbs =
    [
        TrainVerb.Make(), TransformVerb.Make(), ReconstructVerb.Make(), EvaluateVerb.Make(), RetrainVerb.Make(TrainVerb.Make()),
        PackVerb.Make(), UnpackVerb.Make(), VerifyVerb.Make(), RekeyVerb.Make(), KeygenVerb.Make(), MaskVerb.Make(),
    ];

    /// <inheritdoc/>
    public override string Name => "DataEncoding";

    /// <inheritdoc/>
    public override IReadOnlyList<Verb> Verbs => _verbs;

    /// <inheritdoc/>
    public override IReadOnlyList<Role> Roles { get; } = [EncodingOptions.TargetRole];

    /// <inheritdoc/>
    public override bool TryInspect(RunContext run, string path, string shown)
    {
        if (!PackedFile.Is(path))
        {
            if (!IdxFile.IsIdx(path))
            {
                return false;
            }
            Pictures.Inspect(run, path, shown);
            return true;
        }
        HeaderView.Show(run, PackedFile.ReadHeader(path), path, shown);
        return true;
    }

    /// <inheritdoc/>
    public override IEnumerable<string> DescribeModel(RunContext run, string path) => ModelView.Lines(run, path);
}
