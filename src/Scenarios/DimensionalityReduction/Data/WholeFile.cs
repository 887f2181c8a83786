using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Reduction;
using Scenarios.Hosting;
using Scenarios.Hosting.Inspection;

namespace DimensionalityReduction.Data;

/// <summary>Data too large for memory: what has to be tried is tried on a sample of its rows, and the components are then found from every row in one more pass.</summary>
/// <param name="Files">The files.</param>
/// <param name="Options">How they are written.</param>
/// <param name="Rows">How many rows they hold, those that cannot be read among them.</param>
internal sealed record WholeFile(IReadOnlyList<string> Files, CsvOptions Options, long Rows)
{
    /// <summary>From so many bytes on, files are streamed without being asked to.</summary>
    private const long Large = 1_000_000_000;

    private const int SampleRows = 50_000;

    /// <summary>Whether files are streamed: <c>--stream yes</c>, or their size. Retraining compares two models on new rows and needs to know which these are, so it reads them all.</summary>
    public static bool IsWanted(RunContext run, DataInput input) => run.Get(ReductionOptions.Stream) switch
    {
        _ when run.Previous is not null => false,
        "yes" => true,
        "no" => false,
        _ => input.Files.Sum(f => new FileInfo(f).Length) >= Large,
    };

    /// <summary>How a sample of the files is read.</summary>
    public static CsvOptions Sample(RunContext run, CsvOptions options) => options with { SampleRows = Math.Max(SampleRows, (int)(run.Get(ReductionOptions.StudyRows) ?? 0)), SampleSeed = run.Seed };

    /// <summary>A model of as many components as one that was fitted on the sample, from every row.</summary>
    public PcaModel Fit(RunContext run, Schema schema, ITableEncoder encoder, PcaModel sampled)
    {
        PcaModel model;
        using (var stage = run.Stage("stage.stream"))
        {
            model = new IncrementalPca(new() { Components = sampled.ResultColumns, Whiten = sampled.Whiten }).Fit(new EncodedRows(Files, Options, schema, encoder, run.Cancellation), stage.Control);
        }
        run.Note("stream.done", model.Rows, sampled.Rows);
        return model;
    }
}
