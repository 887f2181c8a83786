using Scenarios.Hosting.Commands;

namespace DataEncoding;

/// <summary>The options of verbs that use a model.</summary>
internal static class CodeOptions
{
    /// <summary>Which columns of the file stand beside the codes.</summary>
    public static VerbOption<string?> Keep { get; } = VerbOption.Text("keep", "LIST|all|none");

    /// <summary>Pack the codes of a model instead of the bytes of the file.</summary>
    public static VerbOption<bool> Lossy { get; } = VerbOption.Flag("lossy").Unrecorded();

    /// <summary>How far numbers may be from what they were.</summary>
    public static VerbOption<IReadOnlyList<string>> MaxError { get; } = VerbOption.List("max-error", "SHARE|COLUMN=X").Unrecorded();

    /// <summary>Leave the model out of the file.</summary>
    public static VerbOption<bool> ModelApart { get; } = VerbOption.Flag("model-apart").Unrecorded();
}
