namespace Pipelines.Packing.Lossy;

/// <summary>How a column of a lossy file is kept. The number stands in the file, so a value is never given a second meaning.</summary>
public enum LossyColumnKind
{
    /// <summary>Every cell exactly, as text: ids, free text, times, and whatever the model does not read.</summary>
    Exact = 0,

    /// <summary>Numbers within a bound of what they were; empty cells exactly.</summary>
    Number = 1,

    /// <summary>Categories, which the model guesses and which are put right where it is wrong: every cell exactly.</summary>
    Category = 2,
}
