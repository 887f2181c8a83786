namespace Pipelines.Recommendation;

/// <summary>What the ratings of a recommender are.</summary>
public enum Feedback
{
    /// <summary>Ratings that people gave.</summary>
    Explicit,

    /// <summary>Traces of use: clicks, plays, purchases, or their counts.</summary>
    Implicit,
}
