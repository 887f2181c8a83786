using Pipelines;
using Scenarios.Hosting.Commands;

namespace DataEncoding.Packing;

/// <summary>The options that say with what a file is opened or sealed. None of them is to hold a secret; where one does by mistake, no error repeats it, and none is written into a run's settings.</summary>
internal static class KeyOptions
{
    public static VerbOption<string?> KeyFile { get; } = VerbOption.Text("key-file", "FILE").Concealed();

    public static VerbOption<string?> Passphrase { get; } = VerbOption.Text("passphrase", "prompt|stdin|env:NAME").Concealed();

    public static VerbOption<string?> NewKeyFile { get; } = VerbOption.Text("new-key-file", "FILE").Concealed();

    public static VerbOption<string?> NewPassphrase { get; } = VerbOption.Text("new-passphrase", "prompt|stdin|env:NAME").Concealed();

    public static VerbOption<long?> Iterations { get; } = VerbOption.Whole("iterations", Bounds.Closed(Pipelines.Packing.PackOptions.LeastIterations, Pipelines.Packing.PackOptions.MostIterations), Pipelines.Packing.PackOptions.LeastIterations).Unrecorded();

    /// <summary>Where a file is written, when not beside the one that is read.</summary>
    public static VerbOption<string?> Out { get; } = SharedOptions.Out.Explained("option.out-file");

    public static VerbOption<bool> Overwrite { get; } = VerbOption.Flag("overwrite").Unrecorded();
}
