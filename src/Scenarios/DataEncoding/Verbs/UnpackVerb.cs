using DataEncoding.Packing;
using Pipelines.Packing;
using Pipelines.Packing.Lossy;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace DataEncoding.Verbs;

/// <summary>Gives back the table of a packed file, byte for byte or, where it was packed with loss, within its bounds; or nothing.</summary>
internal static class UnpackVerb
{
    private static readonly VerbOption<string?> MaxSize = VerbOption.Text("max-size", "SIZE").Unrecorded();

    public static Verb Make() => new("unpack", Run)
    {
        Argument = new("FILE", 1, 1, "argument.unpack"),
        Options = [KeyOptions.KeyFile, KeyOptions.Passphrase, MaxSize, KeyOptions.Out, KeyOptions.Overwrite, LossyModelChoice.Model, SharedOptions.Bom.Explained("option.bom-lossy")],
        Examples = [new("unpack table.csv.packed --key-file my.key", "example.unpack")],
    };

    private static ExitCode Run(RunContext run)
    {
        var (from, to, most) = (Places.From(run), Places.Unpacked(run), ByteSize.Of(run, MaxSize));
        // A file that cannot be one is said to be that before anybody is asked for a passphrase.
        var header = PackedFile.ReadHeader(from);
        var model = header.Content == PackedContent.Codes ? LossyModelChoice.Of(run) : null;
        using var key = KeyChoice.ToOpen(run);
        if (header.Content == PackedContent.Codes)
        {
            LossyFacts table;
            using (var stage = run.Stage("unpack.stage", run.Arguments[0]))
            {
                table = LossyTable.Unpack(from, to, key, model, run.Get(SharedOptions.Bom) == "yes", most, stage.Control);
            }
            LossyView.Read(run, table, from, to);
            return ExitCode.Ok;
        }
        PackedFacts facts;
        using (var stage = run.Stage("unpack.stage", run.Arguments[0]))
        {
            facts = PackedFile.Unpack(from, to, key, most, stage.Control);
        }
        run.Say("unpack.done", Path.GetFileName(from), ByteSize.Shown(run.Texts, facts.Bytes), Path.GetFileName(to));
        run.Say("unpack.sum", facts.Sha256);
        HeaderView.Write(run, facts, from, to);
        return ExitCode.Ok;
    }
}
