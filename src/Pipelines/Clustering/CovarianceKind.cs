namespace Pipelines.Clustering;

/// <summary>How free the shapes of the components of a <see cref="GaussianMixture"/> are.</summary>
public enum CovarianceKind
{
    /// <summary>A covariance matrix for each: ellipsoids of any direction. k d (d + 1) / 2 numbers.</summary>
    Full,

    /// <summary>One covariance matrix for all. d (d + 1) / 2 numbers.</summary>
    Tied,

    /// <summary>A variance for each column and component: ellipsoids along the axes. k d numbers.</summary>
    Diagonal,

    /// <summary>One variance for each component: balls. k numbers.</summary>
    Spherical,
}
