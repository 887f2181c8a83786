namespace Pipelines.Data;

/// <summary>What became of a table's rows on their way into <see cref="Ratings"/>: <c>Rows = Ratings.Count + Merged + Dropped</c>.</summary>
public sealed record RatingFacts
{
    /// <summary>Rows of the table.</summary>
    public int Rows { get; init; }

    /// <summary>Rows left out because the user or item id is empty.</summary>
    public int MissingId { get; init; }

    /// <summary>Rows left out because the rating or count is empty.</summary>
    public int MissingRating { get; init; }

    /// <summary>Rows left out because the rating or count is infinite, or too large for 32-bit floating point.</summary>
    public int NonFinite { get; init; }

    /// <summary>Rows left out because the count is 0 or less: no interaction, or a return.</summary>
    public int NonPositive { get; init; }

    /// <summary>Rows left out, for any reason.</summary>
    public int Dropped => MissingId + MissingRating + NonFinite + NonPositive;

    /// <summary>Kept rows whose time is empty; they stand before all others in time.</summary>
    public int MissingTime { get; init; }

    /// <summary>Rows merged into another row about the same user and item.</summary>
    public int Merged { get; init; }

    /// <summary>How they were merged.</summary>
    public DuplicatePolicy Duplicates { get; init; }

    /// <summary>True where there is no rating column: the values are counts.</summary>
    public bool Implicit { get; init; }
}
