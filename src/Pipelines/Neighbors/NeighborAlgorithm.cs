namespace Pipelines.Neighbors;

/// <summary>How nearest rows are found. All find exactly the same rows; they differ in time and memory only.</summary>
public enum NeighborAlgorithm
{
    /// <summary><see cref="KdTree"/> for few columns and many rows, else <see cref="BruteForce"/>; see <see cref="NeighborIndex.Choose"/>.</summary>
    Auto,

    /// <summary><see cref="Neighbors.KdTree"/>: a query looks at a small part of the rows; fast up to about 15 columns.</summary>
    KdTree,

    /// <summary><see cref="Neighbors.BruteForce"/>: every query is compared with every row, as a matrix product.</summary>
    BruteForce,
}
