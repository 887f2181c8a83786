namespace Pipelines.Clustering;

/// <summary>How far two clusters of <see cref="Agglomerative"/> are apart.</summary>
public enum Linkage
{
    /// <summary>By how much joining them raises the squared distances from their means: compact clusters of like size. 4 n d bytes.</summary>
    Ward,

    /// <summary>The mean distance of their rows. 4 n² bytes.</summary>
    Average,

    /// <summary>The largest distance of their rows: clusters of like diameter. 4 n² bytes.</summary>
    Complete,

    /// <summary>The smallest distance of their rows: any form, but single rows between clusters chain them. O(n d) bytes.</summary>
#pragma warning disable CA1720 // "Single" is what everyone calls this linkage; the type of that name is float here.
    Single,
#pragma warning restore CA1720
}
