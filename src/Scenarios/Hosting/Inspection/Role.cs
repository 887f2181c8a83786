namespace Scenarios.Hosting.Inspection;

/// <summary>A part that a column plays in a scenario, such as who, what, how much, when.</summary>
/// <param name="Key">Its name: <c>user</c>; the text <c>role.user</c> says it in both languages.</param>
/// <param name="Option">The option that names the column.</param>
public sealed record Role(string Key, Commands.VerbOption<string?> Option)
{
    /// <summary>What the column's cells must look like.</summary>
    public RoleContent Content { get; init; } = RoleContent.Any;

    /// <summary>True where the scenario cannot do without it.</summary>
    public bool Required { get; init; } = true;

    /// <summary>Names of columns that play it, in English and Chinese, the surest first.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}
