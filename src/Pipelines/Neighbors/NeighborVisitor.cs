namespace Pipelines.Neighbors;

/// <summary>Is told the neighbours of one query. With several threads it is called from all of them at once, each query exactly once, in no fixed order of queries.</summary>
/// <param name="query">The query's row number.</param>
/// <param name="neighbors">Row numbers of the neighbours, in no fixed order; valid during the call only.</param>
public delegate void NeighborVisitor(int query, ReadOnlySpan<int> neighbors);
