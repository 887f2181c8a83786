namespace Pipelines.Reporting.Charts;

/// <summary>An arrow from the origin of a <see cref="ScatterChart"/>, as a column of the data in a biplot.</summary>
/// <param name="X">Where its tip is across.</param>
/// <param name="Y">Where its tip is up.</param>
/// <param name="Label">Its name, beside the tip where there is room.</param>
public sealed record ScatterArrow(double X, double Y, string Label);
