namespace Pipelines.Reporting.Charts;

/// <summary>A line across a chart at one value: a baseline, a limit, a chosen point.</summary>
/// <param name="At">The value on the axis it crosses.</param>
/// <param name="Label">What it marks.</param>
public sealed record ReferenceLine(double At, string Label);
