using Pipelines.Packing;
using Scenarios.Hosting;

namespace DataEncoding.Verbs;

/// <summary>Makes a key file that only its owner may read.</summary>
internal static class KeygenVerb
{
    public static Verb Make() => new("keygen", Run)
    {
        Argument = new("FILE", 1, 1, "argument.keygen"),
        Examples = [new("keygen my.key", "example.keygen")],
    };

    private static ExitCode Run(RunContext run)
    {
        using var key = PackingKey.Generate();
        key.WriteFile(run.PathOf(run.Arguments[0]));
        run.Say(OperatingSystem.IsWindows() ? "keygen.done-windows" : "keygen.done", run.Arguments[0], key.Id);
        run.Say("keygen.keep");
        run.Output.JsonDocument(json =>
        {
            json.WriteStartObject();
            json.WriteString("file", run.Arguments[0]);
            json.WriteString("keyId", key.Id);
            json.WriteEndObject();
        });
        return ExitCode.Ok;
    }
}
