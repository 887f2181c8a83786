namespace QualityInspection.Study;

/// <summary>Why a part should be looked at.</summary>
internal enum PartReason
{
    /// <summary>It need not be.</summary>
    Ok,

    /// <summary>A measurement is outside its tolerance.</summary>
    OutOfTolerance,

    /// <summary>Its measurements do not go together.</summary>
    OddTogether,

    /// <summary>It looks like parts that were bad before.</summary>
    LikelyDefect,

    /// <summary>Nothing speaks against it, but a measurement is missing.</summary>
    Incomplete,

    /// <summary>Nothing was measured, so nothing can be said.</summary>
    NotMeasured,
}
