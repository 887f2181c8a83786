namespace Pipelines.Packing.Lossy;

/// <summary>One column of a lossy file.</summary>
/// <param name="Name">As in the table's header.</param>
/// <param name="Kind">How it is kept.</param>
/// <param name="MaxError">How far a number may be from what it was, in the unit of the column; 0 for every other kind.</param>
/// <param name="LargestError">How far the farthest number is, found by comparing what comes back with the table; NaN where only the file was read.</param>
/// <param name="Corrected">How many cells are not what the model alone says, empty ones among them; 0 for exact columns, which no model guesses.</param>
public sealed record LossyColumn(string Name, LossyColumnKind Kind, double MaxError, double LargestError, long Corrected);
