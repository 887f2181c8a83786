namespace Pipelines.Recommendation;

/// <summary>How a text that a person typed was recognised as an item.</summary>
public enum ItemMatchKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>It is an item's id.</summary>
    Id,

    /// <summary>It is a full name, with the year where there is one.</summary>
    Name,

    /// <summary>It is a title without its year.</summary>
    Title,

    /// <summary>Names begin with it.</summary>
    Prefix,

    /// <summary>Names hold it or are spelled nearly like it: suggestions only.</summary>
    Near,
}
