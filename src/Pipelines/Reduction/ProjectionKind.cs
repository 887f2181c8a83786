namespace Pipelines.Reduction;

/// <summary>What the entries of a <see cref="RandomProjection"/> are drawn from; each has mean 0 and variance 1 / k.</summary>
public enum ProjectionKind
{
    /// <summary>Normal: tightest on average.</summary>
    Gaussian,

    /// <summary>±√(3/k) with probability 1/6 each, else 0 (Achlioptas 2003): two thirds of the entries are 0.</summary>
    Achlioptas,

    /// <summary>±√(s/k) with probability 1/(2s) each, else 0, for s = √d (Li, Hastie and Church 2006): for many columns of like scale.</summary>
    VerySparse,
}
