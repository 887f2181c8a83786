using Pipelines.Data;

namespace Pipelines.Recommendation;

/// <summary>What every recommender asks of its ratings.</summary>
internal static class RatingChecks
{
    /// <summary>Refuses a rating that is NaN or infinite, naming its user and item.</summary>
    public static void Finite(Ratings ratings, CancellationToken cancellation)
    {
        var cells = ratings.Cells;
        for (var user = 0; user < cells.Rows; user++)
        {
            if (user % 1024 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
            var row = cells[user];
            for (var i = 0; i < row.Count; i++)
            {
                if (!float.IsFinite(row.Values[i]))
                {
                    throw new DataException("recommender.finite", $"The rating of user '{ratings.Users[user]}' for item '{ratings.Items[row.Indices[i]]}' must be a finite number; got {row.Values[i]}. Correct it or leave the row out.");
                }
            }
        }
    }
}
