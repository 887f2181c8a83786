namespace Pipelines.Recommendation;

/// <summary>What makes an item popular.</summary>
public enum PopularityRanking
{
    /// <summary>How many people used or rated it.</summary>
    Count,

    /// <summary>Its mean rating, pulled toward the mean of all ratings where it has few.</summary>
    DampedMean,
}
