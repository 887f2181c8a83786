using Scenarios.Hosting.Commands;

namespace Scenarios.Hosting.Inspection;

/// <summary>A part that a column plays in a scenario, such as who, what, how much, when.</summary>
/// <param name="Key">Its name: <c>user</c>; the text <c>role.user</c> says it in both languages.</param>
/// <param name="Option">The option that names the column.</param>
public sealed record Role(string Key, VerbOption<string?> Option)
{
    /// <summary>What the column's cells must look like.</summary>
    public RoleContent Content { get; init; } = RoleContent.Any;

    /// <summary>True where the scenario cannot do without it: it is then also guessed by contents, and its absence is an error.</summary>
    public bool Required { get; init; } = true;

    /// <summary>Names of columns that play it, in English and Chinese, the surest first; see <see cref="RoleNames"/> for ready lists.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Who: <c>--user-col</c>.</summary>
    public static Role User { get; } = new("user", SharedOptions.UserColumn) { Content = RoleContent.Id, Names = RoleNames.User };

    /// <summary>What: <c>--item-col</c>.</summary>
    public static Role Item { get; } = new("item", SharedOptions.ItemColumn) { Content = RoleContent.Id, Names = RoleNames.Item };

    /// <summary>How much it was liked: <c>--rating-col</c>; optional.</summary>
    public static Role Rating { get; } = new("rating", SharedOptions.RatingColumn) { Content = RoleContent.Number, Names = RoleNames.Rating, Required = false };

    /// <summary>When: <c>--time-col</c>; optional.</summary>
    public static Role Time { get; } = new("time", SharedOptions.TimeColumn) { Content = RoleContent.Time, Names = RoleNames.Time, Required = false };
}
