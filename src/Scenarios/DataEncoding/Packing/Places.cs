using Pipelines.Packing;
using Scenarios.Hosting;

namespace DataEncoding.Packing;

/// <summary>Which file is read and which is written.</summary>
internal static class Places
{
    /// <summary>The file named without an option, as a full path.</summary>
    public static string From(RunContext run) => run.PathOf(run.Arguments[0]);

    /// <summary>Where the packed file goes: <c>--out</c>, or beside the table.</summary>
    public static string Packed(RunContext run) => Free(run, run.Get(KeyOptions.Out) ?? run.Arguments[0] + PackedFile.Extension);

    /// <summary>Where the contents go: <c>--out</c>, or the name of the packed file without its ending.</summary>
    public static string Unpacked(RunContext run) => Free(run, run.Get(KeyOptions.Out) ?? (Path.GetFileName(run.Arguments[0]) is { } name && name.EndsWith(PackedFile.Extension, StringComparison.OrdinalIgnoreCase) && name.Length > PackedFile.Extension.Length
        ? run.Arguments[0][..^PackedFile.Extension.Length]
        : throw new ScenarioException(ExitCode.Usage, "pack.name", run.Arguments[0], PackedFile.Extension, KeyOptions.Out.Typed)));

    private static string Free(RunContext run, string path) => File.Exists(run.PathOf(path)) && !run.Get(KeyOptions.Overwrite)
        ? throw new ScenarioException(ExitCode.Data, "pack.exists", path, KeyOptions.Out.Typed, KeyOptions.Overwrite.Typed)
        : run.PathOf(path);
}
