namespace Pipelines.Clustering;

/// <summary>One segment of a <see cref="SegmentationModel"/>.</summary>
/// <param name="Number">What people call it, from 1.</param>
/// <param name="Cluster">The label of its cluster in the model inside.</param>
/// <param name="Size">How many training customers it has.</param>
/// <param name="Name">The key of its suggested name, such as <c>champions</c>; empty where none was given.</param>
public sealed record Segment(int Number, int Cluster, int Size, string Name = "");
