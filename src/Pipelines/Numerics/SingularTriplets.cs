namespace Pipelines.Numerics;

/// <summary>A = Σ σ_i u_i v_iᵀ with r = min(rows, columns) terms.</summary>
/// <param name="Left">rows x r, row-major: column i is the left singular vector u_i.</param>
/// <param name="Values">The r singular values, from the largest to the smallest.</param>
/// <param name="Right">r x columns: row i is the right singular vector v_i, its component of largest magnitude (the first of them) positive.</param>
internal sealed record SingularTriplets(double[] Left, double[] Values, double[] Right);
