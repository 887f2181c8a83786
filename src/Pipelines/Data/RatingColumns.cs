namespace Pipelines.Data;

/// <summary>Which columns of a table say who rated, or used, what.</summary>
/// <param name="User">Ids of the users.</param>
/// <param name="Item">Ids of the items.</param>
/// <param name="Rating">The ratings, a number column; null for implicit feedback.</param>
/// <param name="Time">When; a time column, or a number column of seconds (from 1e11 on: milliseconds) since 1970. Null where unknown.</param>
/// <param name="Count">How often, a number column, for implicit feedback only; null counts each row once.</param>
public sealed record RatingColumns(string User, string Item, string? Rating = null, string? Time = null, string? Count = null);
