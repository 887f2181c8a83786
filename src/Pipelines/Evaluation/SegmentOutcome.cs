namespace Pipelines.Evaluation;

/// <summary>What one segment's members did afterwards.</summary>
/// <param name="Label">The segment.</param>
/// <param name="Rows">How many members.</param>
/// <param name="RowShare">Their share of all rows, 0 to 1.</param>
/// <param name="Mean">Their mean outcome.</param>
/// <param name="OutcomeShare">Their share of the sum of all outcomes; NaN where that sum is not above 0.</param>
/// <param name="Lift">Their mean over the mean of all: 2 is twice as much as anyone; NaN where the mean of all is not above 0.</param>
/// <param name="LiftInterval">Its interval; both ends NaN where one of the means is not above 0, or with one member.</param>
public sealed record SegmentOutcome(int Label, int Rows, double RowShare, double Mean, double OutcomeShare, double Lift, Interval LiftInterval);
