using Pipelines.Data;

namespace Pipelines.Recommendation;

/// <summary>Shows everyone what most people use: the baseline that every recommender has to beat, and the list for people of whom nothing is known.</summary>
/// <remarks>
/// Score of item i: the number of ratings nᵢ, or the damped mean (Σᵤ rᵤᵢ + d μ) / (nᵢ + d) with μ the mean of all ratings and d the damping.
/// Cost one pass over the ratings, memory one number an item.
/// </remarks>
/// <param name="options">Settings; null for the defaults.</param>
/// <exception cref="OptionException">A setting is out of range.</exception>
public sealed class Popularity(PopularityOptions? options = null) : IEstimator<Ratings, PopularityModel>
{
    private readonly PopularityOptions _options = (options ?? new()).Checked();

    /// <summary>Counts the ratings of each item. No ratings at all give 0 for every item.</summary>
    /// <inheritdoc/>
    /// <exception cref="DataException">A rating is not finite.</exception>
    public PopularityModel Fit(Ratings data, FitControl? control = null)
    {
        control ??= FitControl.Default;
        RatingChecks.Finite(data, control.Cancellation);
        var sums = new double[data.Items.Count];
        var counts = new int[data.Items.Count];
        var total = 0.0;
        for (var i = 0; i < data.Count; i++)
        {
            var item = data.Cells.Indices[i];
            sums[item] += data.Cells.Values[i];
            total += data.Cells.Values[i];
            counts[item]++;
        }
        var mean = data.Count == 0 ? 0 : total / data.Count;
        var scores = new float[counts.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            var weight = counts[i] + _options.Damping;
            scores[i] = _options.Ranking == PopularityRanking.Count ? counts[i] : (float)(weight == 0 ? mean : (sums[i] + (_options.Damping * mean)) / weight);
        }
        control.Step(1, 1);
        return new(_options, scores);
    }
}
