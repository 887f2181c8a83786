namespace Pipelines.Data;

/// <summary>Ratings made from a table, and what became of its rows.</summary>
/// <param name="Ratings">The ratings; users and items in order of first appearance.</param>
/// <param name="Facts">Rows kept, left out and merged.</param>
/// <param name="SourceRows">For each rating, in the order of <see cref="Ratings.Cells"/>, the row of the table it came from; of several merged rows the one that <see cref="DuplicatePolicy.Last"/> keeps.</param>
public sealed record RatingData(Ratings Ratings, RatingFacts Facts, ReadOnlyMemory<int> SourceRows);
