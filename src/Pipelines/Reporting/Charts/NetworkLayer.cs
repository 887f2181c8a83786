namespace Pipelines.Reporting.Charts;

/// <summary>One layer of a <see cref="NetworkDiagram"/>.</summary>
/// <param name="Units">How many numbers it has, at least 1: written below it, and its height by their logarithm.</param>
/// <param name="Label">What it is, under that; empty for none.</param>
public sealed record NetworkLayer(int Units, string Label = "")
{
    /// <summary>True for the layer that matters, such as the code of an autoencoder: it has a colour of its own.</summary>
    public bool Marked { get; init; }
}
