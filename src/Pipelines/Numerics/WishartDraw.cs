namespace Pipelines.Numerics;

/// <summary>Draws random precision matrices from a Wishart distribution.</summary>
internal static class WishartDraw
{
    /// <summary>
    /// Draws Λ ~ Wishart(V⁻¹, ν), whose mean is ν V⁻¹, from the inverse scale V = L Lᵀ by Bartlett's decomposition (M. S. Bartlett, "On the theory of statistical regression", 1933):
    /// Λ = C Cᵀ with C = L⁻ᵀ B, where B is lower triangular with B_ii = √χ²(ν − i) and standard normal B_ij below. χ²(d) is 2 Gamma(d/2).
    /// </summary>
    /// <param name="v">V, positive definite, n × n; its lower triangle is replaced by L.</param>
    /// <param name="n">Rows.</param>
    /// <param name="freedom">ν, more than n − 1.</param>
    /// <param name="result">Receives Λ, full and symmetric, n × n.</param>
    /// <param name="rng">The stream to draw from.</param>
    /// <returns>False where V is not positive definite.</returns>
    public static bool FromInverseScale(Span<double> v, int n, double freedom, Span<double> result, ref Rng rng)
    {
        if (!SmallCholesky.Factor(v, n, n))
        {
            return false;
        }
        // Column j of B is zero above its diagonal; solving Lᵀ c = b for each column gives C, kept column by column.
        var c = new double[n * n];
        for (var j = 0; j < n; j++)
        {
            var column = c.AsSpan(j * n, n);
            column[j] = Math.Sqrt(2 * rng.NextGamma((freedom - j) / 2));
            for (var i = j + 1; i < n; i++)
            {
                column[i] = rng.NextGaussian();
            }
            SmallCholesky.SolveUpper(v, n, n, column);
        }
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                double sum = 0;
                for (var k = 0; k < n; k++)
                {
                    sum += c[(k * n) + i] * c[(k * n) + j];
                }
                result[(i * n) + j] = result[(j * n) + i] = sum;
            }
        }
        return true;
    }
}
