using DataEncoding.Packing;
using Pipelines.Packing;
using Scenarios.Hosting;

namespace DataEncoding.Verbs;

/// <summary>Proves every byte of a packed file without writing any.</summary>
internal static class VerifyVerb
{
    public static Verb Make() => new("verify", Run)
    {
        Argument = new("FILE", 1, 1, "argument.unpack"),
        Options = [KeyOptions.KeyFile, KeyOptions.Passphrase],
        Examples = [new("verify table.csv.packed --key-file my.key", "example.verify")],
    };

    private static ExitCode Run(RunContext run)
    {
        var from = Places.From(run);
        PackedFile.ReadHeader(from);
        using var key = KeyChoice.ToOpen(run);
        PackedFacts facts;
        using (var stage = run.Stage("verify.stage", run.Arguments[0]))
        {
            facts = PackedFile.Verify(from, key, stage.Control);
        }
        run.Say(facts.Header.IsEncrypted ? "verify.proved" : "verify.undamaged", Path.GetFileName(from), ByteSize.Shown(run.Texts, facts.Bytes));
        run.Say("unpack.sum", facts.Sha256);
        HeaderView.Write(run, facts, from, null);
        return ExitCode.Ok;
    }
}
