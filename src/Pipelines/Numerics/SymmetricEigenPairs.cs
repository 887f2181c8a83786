namespace Pipelines.Numerics;

/// <summary>Eigenvalues and eigenvectors of a symmetric matrix.</summary>
/// <param name="Values">The n eigenvalues, sorted.</param>
/// <param name="Vectors">n rows of n values: row i is the unit eigenvector of value i, its component of largest magnitude (the first of them) positive.</param>
internal sealed record SymmetricEigenPairs(double[] Values, double[] Vectors);
