namespace CustomerSegmentation.Saved;

/// <summary>How a segment stands in one column.</summary>
/// <param name="Column">The column, with its level where it holds texts.</param>
/// <param name="Typical">The typical value in the segment in the column's own unit: its mean on the scale that segments were made on; of a level its share.</param>
/// <param name="Overall">The same over all customers.</param>
/// <param name="Deviations">How far the segment's mean is from that of all customers, in standard deviations of all customers on that scale.</param>
/// <param name="IsShare">True where the values are shares of a level.</param>
internal sealed record ProfileTrait(string Column, double Typical, double Overall, double Deviations, bool IsShare);
