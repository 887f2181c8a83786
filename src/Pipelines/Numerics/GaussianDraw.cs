namespace Pipelines.Numerics;

/// <summary>Draws from a multivariate normal distribution given by its precision Λ = Σ⁻¹, without ever inverting it.</summary>
internal static class GaussianDraw
{
    /// <summary>
    /// Draws x ~ N(Λ⁻¹ h, Λ⁻¹): with Λ = L Lᵀ and z ~ N(0, I), x = L⁻ᵀ (L⁻¹ h + z) has mean L⁻ᵀ L⁻¹ h = Λ⁻¹ h and covariance L⁻ᵀ L⁻¹ = Λ⁻¹. Two substitutions, n² in all.
    /// </summary>
    /// <param name="l">L, the Cholesky factor of Λ, as <see cref="SmallCholesky.Factor"/> leaves it.</param>
    /// <param name="n">Rows of L.</param>
    /// <param name="stride">Distance between the rows of L.</param>
    /// <param name="h">Holds h = Λ × mean; receives x.</param>
    /// <param name="rng">The stream to draw z from.</param>
    public static void FromPrecision(ReadOnlySpan<double> l, int n, int stride, Span<double> h, ref Rng rng)
    {
        SmallCholesky.SolveLower(l, n, stride, h);
        for (var i = 0; i < n; i++)
        {
            h[i] += rng.NextGaussian();
        }
        SmallCholesky.SolveUpper(l, n, stride, h);
    }
}
