using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Recommendation;

/// <summary>Mean and range of the training ratings; predictions are kept within the range.</summary>
internal readonly record struct RatingScale(double Mean, float Low, float High)
{
    /// <summary>Checks and summarises the ratings to learn from.</summary>
    /// <exception cref="DataException">There are none, or one is not finite.</exception>
    public static RatingScale Of(Ratings ratings)
    {
        var cells = ratings.Cells;
        if (cells.Count == 0)
        {
            throw new DataException("rating-model.empty", $"A rating model needs at least one rating; got none for {ratings.Users.Count} users and {ratings.Items.Count} items. Add ratings, or test a smaller share.");
        }
        var (sum, low, high) = (0.0, float.PositiveInfinity, float.NegativeInfinity);
        for (var u = 0; u < cells.Rows; u++)
        {
            var row = cells[u];
            for (var i = 0; i < row.Count; i++)
            {
                var rating = row.Values[i];
                if (!float.IsFinite(rating))
                {
                    throw new DataException("rating-model.finite", $"Ratings must be finite; got {rating} from user '{ratings.Users[u]}' for item '{ratings.Items[row.Indices[i]]}'. Leave the row out or correct it.");
                }
                sum += rating;
                (low, high) = (Math.Min(low, rating), Math.Max(high, rating));
            }
        }
        return new(sum / cells.Count, low, high);
    }

    /// <summary>The standard deviation of the ratings, or 1 where they are all equal.</summary>
    public double DeviationOf(Ratings ratings)
    {
        double squares = 0;
        foreach (var rating in ratings.Cells.Values)
        {
            squares += (rating - Mean) * (rating - Mean);
        }
        var deviation = Math.Sqrt(squares / ratings.Count);
        return deviation > 0 ? deviation : 1;
    }

    /// <summary>The same cells with (rating − mean) / <paramref name="unit"/>.</summary>
    public SparseMatrix Standardise(SparseView cells, double unit)
    {
        var values = new float[cells.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)((cells.Values[i] - Mean) / unit);
        }
        return new(cells.Columns, cells.Starts.ToArray(), cells.Indices.ToArray(), values);
    }

    /// <summary>The nearest rating within the range.</summary>
    public float Clip(double rating) => (float)Math.Clamp(rating, Low, High);

    /// <summary>The value at an index, or 0 for an index outside: what was never seen has no bias.</summary>
    public static double At(float[] values, int index) => (uint)index < (uint)values.Length ? values[index] : 0;

    /// <summary>Checks the spans of <see cref="IRatingModel.Predict"/>.</summary>
    public static void CheckPairs(int users, int items, int ratings)
    {
        if (items != users || ratings != users)
        {
            throw new DataException("rating-model.pairs", $"Predict needs as many items and results as users; got {users} users, {items} items and room for {ratings} ratings. Pass spans of one length.");
        }
    }

    public void Write(ModelWriter writer)
    {
        writer.Number("mean", Mean);
        writer.Number("low", Low);
        writer.Number("high", High);
    }

    public static RatingScale Read(ModelReader reader)
    {
        var scale = new RatingScale(reader.Number("mean"), (float)reader.Number("low"), (float)reader.Number("high"));
        return scale.Low <= scale.High && float.IsFinite(scale.Low) && float.IsFinite(scale.High) && scale.Mean >= scale.Low && scale.Mean <= scale.High ? scale : throw reader.Damaged("mean", "does not lie in the range of ratings");
    }
}
