namespace Pipelines.Evaluation;

/// <summary>Why a search chose what it chose.</summary>
public enum SearchReason
{
    /// <summary>It has the best mean of the candidates that meet the requirements; the first of equals.</summary>
    BestMean,

    /// <summary>It is the first candidate whose mean lies within one standard error of the best.</summary>
    WithinOneStandardError,

    /// <summary>Nothing was chosen: no candidate meets the requirements.</summary>
    NoneMeetsRequirements,
}
