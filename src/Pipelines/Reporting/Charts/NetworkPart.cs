namespace Pipelines.Reporting.Charts;

/// <summary>Layers of a <see cref="NetworkDiagram"/> that have a name together, such as an encoder.</summary>
/// <param name="Label">The name, over them.</param>
/// <param name="First">The first of them, from 0.</param>
/// <param name="Last">The last of them.</param>
public sealed record NetworkPart(string Label, int First, int Last);
