using Pipelines.Recommendation;

namespace MovieRecommendation.Study;

/// <summary>What a study is made with: the split and the options of every model in it.</summary>
internal sealed record StudyOptions
{
    /// <summary>Share of the ratings held out.</summary>
    public double TestShare { get; init; } = 0.2;

    /// <summary>How they are held out: random, time or leave-one-out; unseen, in what was made of them by retraining.</summary>
    public string Split { get; init; } = "random";

    /// <summary>Seed of the split and of every model.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>A held-out item counts as liked from this rating on; NaN takes four fifths of the highest rating (4 of 5 stars).</summary>
    public double LikedFrom { get; init; } = double.NaN;

    /// <summary>The model of stars.</summary>
    public BayesianMatrixFactorizationOptions Stars { get; init; } = new();

    /// <summary>The model of lists.</summary>
    public EaseOptions Lists { get; init; } = new();

    /// <summary>The rating from which an item counts as liked, on a scale; every trace of use counts where feedback is implicit.</summary>
    public float LikedOn(float low, float high, bool isImplicit) =>
        isImplicit ? float.NegativeInfinity
        : !double.IsNaN(LikedFrom) ? (float)LikedFrom
        // 4 of 5 stars, 8 of 10 points; a scale that goes below 0 has no such fraction.
        : low >= 0 ? 0.8f * high
        : low + (0.75f * (high - low));
}
