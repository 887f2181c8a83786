namespace Pipelines.Evaluation;

/// <summary>What choosing a share of the rows, the highest scores first, would have caught.</summary>
/// <param name="RowShare">The share of rows chosen, 0 to 1.</param>
/// <param name="OutcomeShare">Their share of the sum of all outcomes (cumulative gain).</param>
/// <param name="Lift">Their mean outcome over the mean of all, which is <see cref="OutcomeShare"/> / <see cref="RowShare"/>.</param>
/// <param name="LiftInterval">The interval of <see cref="Lift"/>; both ends NaN where one of the means is not above 0. Times <see cref="RowShare"/> it is that of the gain.</param>
public readonly record struct GainPoint(double RowShare, double OutcomeShare, double Lift, Interval LiftInterval);
