namespace Pipelines.Reporting.Charts;

/// <summary>One picture of a <see cref="PictureGrid"/>.</summary>
/// <param name="Width">How many pixels a line has, at least 1.</param>
/// <param name="Values">The pixels line by line from the top left; NaN leaves one empty.</param>
/// <param name="Number">A number about the picture, such as how far it is off, for the table and the tooltip; NaN for none.</param>
public sealed record Picture(int Width, IReadOnlyList<double> Values, double Number = double.NaN);
