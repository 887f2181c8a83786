using Pipelines.Data;

namespace Pipelines.Recommendation;

/// <summary>Predicts the mean of all training ratings for everyone: the floor that every other model must beat.</summary>
/// <param name="options">Nothing to choose; null for the default.</param>
/// <remarks>Minimises the squared error over all constants. Cost O(ratings), memory O(1).</remarks>
public sealed class GlobalMean(GlobalMeanOptions? options = null) : IEstimator<Ratings, GlobalMeanModel>
{
    private readonly GlobalMeanOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public GlobalMeanModel Fit(Ratings data, FitControl? control = null)
    {
        control ??= FitControl.Default;
        control.Cancellation.ThrowIfCancellationRequested();
        var scale = RatingScale.Of(data);
        double squares = 0;
        foreach (var rating in data.Cells.Values)
        {
            squares += (rating - scale.Mean) * (rating - scale.Mean);
        }
        control.Step(1, 1, Math.Sqrt(squares / data.Count));
        return new(_options, data.Users.Count, data.Items.Count, scale);
    }
}
