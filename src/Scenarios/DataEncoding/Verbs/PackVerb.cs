using DataEncoding.Packing;
using Pipelines;
using Pipelines.Packing;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace DataEncoding.Verbs;

/// <summary>Makes one small file of a table, encrypted where a key is named. The table stays.</summary>
internal static class PackVerb
{
    private static readonly VerbOption<long?> Level = VerbOption.Whole("level", Bounds.Closed(0, 11)).Unrecorded();

    private static readonly IReadOnlyList<VerbOption> OfLoss =
    [
        SharedOptions.Model.Explained("option.model-lossy"), CodeOptions.MaxError, CodeOptions.ModelApart,
        .. SharedOptions.Reading.Except([SharedOptions.OnBadRow]), SharedOptions.OnBadRow.Explained("option.on-bad-row-lossy"),
    ];

    public static Verb Make() => new("pack", Run)
    {
        Argument = new("FILE", 1, 1, "argument.pack"),
        Options =
        [
            KeyOptions.KeyFile, KeyOptions.Passphrase, Level, KeyOptions.Iterations, KeyOptions.Out, KeyOptions.Overwrite,
            CodeOptions.Lossy, .. OfLoss,
        ],
        Examples = [new("pack table.csv --lossy --max-error 0.01 --max-error price=0.5", "example.pack.lossy"), new("pack table.csv --key-file my.key", "example.pack.key"), new("pack table.csv --passphrase prompt", "example.pack.passphrase"), new("pack table.csv", "example.pack")],
    };

    private static ExitCode Run(RunContext run)
    {
        var (from, to) = (Places.From(run), Places.Packed(run));
        if (!run.Get(CodeOptions.Lossy) && OfLoss.FirstOrDefault(run.IsGiven) is { } lone)
        {
            throw new ScenarioException(ExitCode.Usage, "pack.needs-lossy", lone.Typed, CodeOptions.Lossy.Typed);
        }
        var options = File.Exists(from) ? PackOptions.For(new FileInfo(from).Length) : new();
        options = options with { Level = (int)(run.Get(Level) ?? options.Level), Iterations = (int)run.Get(KeyOptions.Iterations)!.Value };
        if (run.Get(CodeOptions.Lossy))
        {
            return LossyPacking.Run(run, from, to, options);
        }
        using var key = KeyChoice.ToSeal(run);
        PackedFacts facts;
        using (var stage = run.Stage("pack.stage", run.Arguments[0]))
        {
            facts = PackedFile.Pack(from, to, key, options, stage.Control);
        }
        run.Say("pack.done", Path.GetFileName(from), ByteSize.Shown(run.Texts, facts.Bytes), ByteSize.Shown(run.Texts, facts.PackedBytes), facts.Bytes == 0 ? 1d : (double)facts.PackedBytes / facts.Bytes, Path.GetFileName(to));
        if (facts.Header.IsEncrypted)
        {
            run.Say("pack.encrypted", HeaderView.Opens(run, facts.Header));
            run.Say("pack.keep");
        }
        else
        {
            run.Say("pack.open");
        }
        HeaderView.Write(run, facts, from, to);
        return ExitCode.Ok;
    }
}
