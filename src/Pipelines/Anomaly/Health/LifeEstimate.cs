namespace Pipelines.Anomaly.Health;

/// <summary>How long a machine may still run.</summary>
/// <param name="Rows">Rows (cycles, hours: the clock of the histories) until failure, 0 or more.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="Level">Share of lives that the interval is to hold.</param>
/// <param name="Distance">Root mean square distance to the history that is most alike, in the unit of the curves: where it is large beside their noise, no history is alike and the figures say little.</param>
public readonly record struct LifeEstimate(double Rows, double Low, double High, double Level, double Distance);
