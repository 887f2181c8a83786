namespace Pipelines.Reduction;

/// <summary>How <see cref="Pca"/> finds the axes.</summary>
public enum PcaSolver
{
    /// <summary>
    /// <see cref="Covariance"/> where there are at least as many rows as columns, <see cref="Dual"/> otherwise; but <see cref="Randomized"/> where the smaller of both is above 1,000
    /// and the components asked for are at most a tenth of it.
    /// </summary>
    Auto,

    /// <summary>Exact: eigenvectors of the d x d covariance matrix: 2 n d² + 8 d³ operations.</summary>
    Covariance,

    /// <summary>Exact: eigenvectors of the n x n matrix of inner products between rows: 2 n² d + 8 n³ operations. For more columns than rows.</summary>
    Dual,

    /// <summary>Nearly exact: <see cref="RandomizedPca"/> with four power iterations. Without <see cref="PcaOptions.Components"/> it finds all, at no gain; <see cref="PcaOptions.Variance"/> then chooses among those found.</summary>
    Randomized,
}
