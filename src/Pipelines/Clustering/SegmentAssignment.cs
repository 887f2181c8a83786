namespace Pipelines.Clustering;

/// <summary>Where a customer belongs, and how surely.</summary>
/// <param name="Segment">The number of the segment, from 1; 0 where the customer belongs to none.</param>
/// <param name="Distance">The distance from the middle of the segment, each encoded column in units of its standard deviation inside the segment, as a root mean square: about 1 is usual. Without a segment from the nearest.</param>
/// <param name="Confidence">The probability of that segment against the others, were each a cloud of that middle, spread and size, 0 to 1; 0 without a segment.</param>
/// <param name="Unlike">True where no training customer of the segment (without one: of the nearest) was as far from its middle: unlike anyone seen.</param>
public readonly record struct SegmentAssignment(int Segment, double Distance, double Confidence, bool Unlike);
