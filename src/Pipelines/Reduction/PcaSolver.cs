namespace Pipelines.Reduction;

/// <summary>How <see cref="Pca"/> finds the axes. All are exact up to rounding.</summary>
public enum PcaSolver
{
    /// <summary>The smaller of the two matrices: <see cref="Covariance"/> where there are at least as many rows as columns, <see cref="Dual"/> otherwise.</summary>
    Auto,

    /// <summary>Eigenvectors of the d x d covariance matrix: 2 n d² + 8 d³ operations.</summary>
    Covariance,

    /// <summary>Eigenvectors of the n x n matrix of inner products between rows: 2 n² d + 8 n³ operations. For more columns than rows.</summary>
    Dual,
}
