namespace Pipelines.Anomaly.Events;

/// <summary>The scores of one machine over time.</summary>
/// <param name="Times">Instants of the rows in .NET ticks, rising.</param>
/// <param name="Scores">One a row, larger is more unusual; NaN where there is none.</param>
public readonly record struct ScoreSeries(ReadOnlyMemory<long> Times, ReadOnlyMemory<double> Scores);
