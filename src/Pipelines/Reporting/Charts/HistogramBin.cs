namespace Pipelines.Reporting.Charts;

/// <summary>One bin of a <see cref="Histogram"/>.</summary>
/// <param name="Low">Its lower end, inside.</param>
/// <param name="High">Its upper end, outside except in the last bin.</param>
/// <param name="Count">How many values lie in it.</param>
public readonly record struct HistogramBin(double Low, double High, double Count);
