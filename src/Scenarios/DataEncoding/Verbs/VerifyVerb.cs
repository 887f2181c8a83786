using DataEncoding.Packing;
using Pipelines;
using Pipelines.Packing;
using Pipelines.Packing.Lossy;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace DataEncoding.Verbs;

/// <summary>Proves every byte of a packed file without writing any.</summary>
internal static class VerifyVerb
{
    public static Verb Make() => new("verify", Run)
    {
        Argument = new("FILE", 1, 1, "argument.unpack"),
        Options = [KeyOptions.KeyFile, KeyOptions.Passphrase, LossyModelChoice.Model],
        Examples = [new("verify table.csv.packed --key-file my.key", "example.verify")],
    };

    private static ExitCode Run(RunContext run)
    {
        var from = Places.From(run);
        var header = PackedFile.ReadHeader(from);
        var model = header.Content == PackedContent.Codes ? LossyModelChoice.Of(run) : null;
        using var key = KeyChoice.ToOpen(run);
        PackedFacts facts;
        using (var stage = run.Stage("verify.stage", run.Arguments[0]))
        {
            facts = PackedFile.Verify(from, key, stage.Control);
        }
        if (header.Content == PackedContent.Codes && Table(run, from, key, model) is { } table)
        {
            LossyView.Read(run, table, from, null);
            return ExitCode.Ok;
        }
        run.Say(facts.Header.IsEncrypted ? "verify.proved" : "verify.undamaged", Path.GetFileName(from), ByteSize.Shown(run.Texts, facts.Bytes));
        run.Say("unpack.sum", facts.Sha256);
        HeaderView.Write(run, facts, from, null);
        return ExitCode.Ok;
    }

    /// <summary>What a file packed with loss holds; null where that takes a model which nobody named.</summary>
    private static LossyFacts? Table(RunContext run, string from, PackingKey? key, LossyModel? model)
    {
        try
        {
            using var packed = File.OpenRead(from);
            using var stage = run.Stage("verify.stage", run.Arguments[0]);
            return LossyTable.Unpack(packed, _ => { }, key, model, long.MaxValue, stage.Control);
        }
        catch (DataException e) when (e.Code == "lossy.model-needed" && model is null)
        {
            run.Note("lossy.verify-model", SharedOptions.Model.Typed);
            return null;
        }
    }
}
