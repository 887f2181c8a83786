namespace Pipelines.Models.Encoders;

/// <summary>What encoded columns stand for.</summary>
public enum EncodedType
{
    /// <summary>One column: a number.</summary>
    Number,

    /// <summary>One column of 0 and 1: where it is 1, the number in the column before it was missing and has been filled in.</summary>
    Missing,

    /// <summary>One column for each level of a category: 1 in one of them, 0 in the others.</summary>
    Levels,
}
