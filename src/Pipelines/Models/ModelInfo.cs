namespace Pipelines.Models;

/// <summary>Where a model comes from: written beside it in the model file, shown by <c>inspect</c>, used by <c>retrain</c>. The model itself never reads it.</summary>
public sealed record ModelInfo
{
    /// <summary>Nothing known.</summary>
    public static ModelInfo None { get; } = new();

    /// <summary>The seed of every random choice of the training; null where there was none.</summary>
    public long? Seed { get; init; }

    /// <summary>Names of the data files, in the order read.</summary>
    public IReadOnlyList<string> DataFiles { get; init; } = [];

    /// <summary>SHA-256 of the data as lower-case hexadecimal digits; empty where unknown.</summary>
    public string DataHash { get; init; } = "";

    /// <summary>The columns of the data and what each was used for.</summary>
    public IReadOnlyList<ModelColumn> Columns { get; init; } = [];

    /// <summary>Row counts by name: <c>read</c>, <c>dropped</c>, <c>train</c>, <c>test</c>, ...</summary>
    public IReadOnlyDictionary<string, long> Rows { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>The effective options of the training, by command-line name without dashes.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Anything else worth keeping, by name.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
