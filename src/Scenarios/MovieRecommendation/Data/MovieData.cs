using Pipelines.Data;
using Pipelines.Recommendation;

namespace MovieRecommendation.Data;

/// <summary>What was read: the ratings, the names of the items, and what became of every row.</summary>
internal sealed record MovieData
{
    /// <summary>Who rated, or used, what.</summary>
    public required Ratings Ratings { get; init; }

    /// <summary>Ids, names and details of the items, in the order of <see cref="Ratings"/>.</summary>
    public required Catalogue Catalogue { get; init; }

    /// <summary>What became of the rows.</summary>
    public required RatingFacts Facts { get; init; }

    /// <summary>Which column played which part.</summary>
    public required RatingColumns Columns { get; init; }

    /// <summary>The files, as the user would name them.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>SHA-256 of the ratings' bytes.</summary>
    public required string Hash { get; init; }

    /// <summary>Rows that could not be read, and why.</summary>
    public required IReadOnlyList<CsvBadRow> Unreadable { get; init; }

    /// <summary>True for the ratings that came with the executable.</summary>
    public bool Bundled { get; init; }

    /// <summary>True where items are films, so that they can be called so.</summary>
    public bool Films { get; init; }

    /// <summary>Items that no name is known of, where names were given.</summary>
    public int Unnamed { get; init; }

    /// <summary>True where there are no ratings, only traces of use.</summary>
    public bool Implicit => Facts.Implicit;

    /// <summary>Rows read, unreadable ones among them.</summary>
    public long RowsRead => Facts.Rows + Unreadable.Count;

    /// <summary>Rows left out for any reason.</summary>
    public long Dropped => Facts.Dropped + Unreadable.Count;

    /// <summary>Share of user-item pairs without a rating.</summary>
    public double Sparsity => 1 - (Ratings.Count / ((double)Ratings.Users.Count * Ratings.Items.Count));

    /// <summary>First and last time of a rating; null where there are no times.</summary>
    public (DateTime First, DateTime Last)? Period
    {
        get
        {
            var (first, last) = (long.MaxValue, long.MinValue);
            foreach (var ticks in Ratings.Times)
            {
                if (ticks != TimeColumn.Missing)
                {
                    (first, last) = (Math.Min(first, ticks), Math.Max(last, ticks));
                }
            }
            return first <= last ? (new(first), new(last)) : null;
        }
    }

    /// <summary>Lowest and highest rating or count.</summary>
    public (float Low, float High) Range
    {
        get
        {
            var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
            foreach (var value in Ratings.Cells.Values)
            {
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }
            return (low, high);
        }
    }
}
