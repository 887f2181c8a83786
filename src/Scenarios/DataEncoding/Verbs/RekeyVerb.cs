using DataEncoding.Packing;
using Pipelines.Packing;
using Scenarios.Hosting;

namespace DataEncoding.Verbs;

/// <summary>Encrypts a packed file anew under another key or passphrase.</summary>
internal static class RekeyVerb
{
    public static Verb Make() => new("rekey", Run)
    {
        Argument = new("FILE", 1, 1, "argument.rekey"),
        Options = [KeyOptions.KeyFile, KeyOptions.Passphrase, KeyOptions.NewKeyFile, KeyOptions.NewPassphrase, KeyOptions.Iterations, KeyOptions.Out.Explained("option.out-rekey"), KeyOptions.Overwrite],
        Examples = [new("rekey table.csv.packed --key-file old.key --new-key-file new.key", "example.rekey")],
    };

    private static ExitCode Run(RunContext run)
    {
        var from = Places.From(run);
        var to = run.Get(KeyOptions.Out) is null ? from : Places.Packed(run);
        PackedFile.ReadHeader(from);
        if (!run.IsGiven(KeyOptions.NewKeyFile) && !run.IsGiven(KeyOptions.NewPassphrase))
        {
            throw new ScenarioException(ExitCode.Usage, "rekey.new", KeyOptions.NewKeyFile.Typed, KeyOptions.NewPassphrase.Typed);
        }
        using var key = KeyChoice.ToOpen(run) ?? throw new ScenarioException(ExitCode.Usage, "rekey.old", KeyOptions.KeyFile.Typed, KeyOptions.Passphrase.Typed);
        using var newKey = KeyChoice.ToReseal(run)!;
        PackedHeader header;
        using (var stage = run.Stage("rekey.stage", run.Arguments[0]))
        {
            header = PackedFile.Rekey(from, to, key, newKey, (int)run.Get(KeyOptions.Iterations)!.Value, stage.Control);
        }
        run.Say("rekey.done", Path.GetFileName(to), HeaderView.Opens(run, header));
        run.Say("rekey.copies");
        run.Output.JsonDocument(json =>
        {
            json.WriteStartObject();
            json.WriteString("file", to);
            HeaderView.Write(json, header);
            json.WriteEndObject();
        });
        return ExitCode.Ok;
    }
}
