namespace Pipelines.Reporting.Charts;

/// <summary>One row of a <see cref="PictureGrid"/>.</summary>
/// <param name="Label">What these pictures are.</param>
/// <param name="Pictures">One a column, left to right.</param>
public sealed record PictureRow(string Label, IReadOnlyList<Picture> Pictures);
