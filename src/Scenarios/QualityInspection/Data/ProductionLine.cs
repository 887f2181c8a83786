using Pipelines.Data;
using Pipelines.Quality;

namespace QualityInspection.Data;

/// <summary>Parts as they came off a line, and what was wrong with which.</summary>
/// <param name="Parts">Columns part, time, batch, tool, and one a measurement; in order of time.</param>
/// <param name="Specs">Tolerance of each measurement, in the order of its columns.</param>
/// <param name="Causes">Cause of each part.</param>
internal sealed record ProductionLine(Table Parts, IReadOnlyList<(string Column, SpecLimits Limits)> Specs, IReadOnlyList<DefectCause> Causes);
