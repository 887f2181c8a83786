namespace Pipelines.Reporting.Charts;

/// <summary>One point of a <see cref="ScatterChart"/>.</summary>
/// <param name="X">Where it is across.</param>
/// <param name="Y">Where it is up.</param>
/// <param name="Category">Its colour and shape, by name; empty for the plain one.</param>
/// <param name="Label">Its name in the tooltip and, where there is room, beside it; empty for none.</param>
/// <param name="Size">Its area against the others; at least 0.</param>
public readonly record struct ScatterPoint(double X, double Y, string Category = "", string Label = "", double Size = 1);
