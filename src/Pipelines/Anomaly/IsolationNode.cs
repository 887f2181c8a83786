namespace Pipelines.Anomaly;

/// <summary>One node of an isolation tree. A row goes to <see cref="Left"/>, or to the node after it where its value is above <see cref="Cut"/>. A leaf leads to itself, so that walks of different length can be taken in step.</summary>
/// <param name="Cut">The largest value that goes left; infinity in a leaf.</param>
/// <param name="Feature">The column that decides; 0 in a leaf.</param>
/// <param name="Left">Place of the left child in its tree, counted from the root at 0; a leaf's own place.</param>
/// <param name="Depth">In a leaf the depth it stands for: its own and c(m) for its m rows. 0 elsewhere.</param>
internal readonly record struct IsolationNode(float Cut, int Feature, int Left, float Depth)
{
    public bool IsLeaf => float.IsPositiveInfinity(Cut);
}
