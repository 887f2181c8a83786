namespace Pipelines.Anomaly.Signals;

/// <summary>A change of level that a chart has found.</summary>
/// <param name="Since">First row after the change, as well as the chart can tell.</param>
/// <param name="Found">The row that gave it away.</param>
/// <param name="IsRise">True where the level rose.</param>
public readonly record struct ChangePoint(int Since, int Found, bool IsRise);
