namespace Pipelines.Supervised;

/// <summary>How much each of the k nearest rows counts in a prediction.</summary>
public enum NeighborWeighting
{
    /// <summary>All alike.</summary>
    Uniform,

    /// <summary>By 1 / distance; where rows are at distance 0, only they count.</summary>
    Distance,
}
