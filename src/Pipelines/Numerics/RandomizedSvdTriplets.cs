namespace Pipelines.Numerics;

/// <summary>The leading singular values and vectors of a table X, and what they leave out.</summary>
/// <param name="Left">n x k float32, row-major: column i is the left singular vector u_i. Empty when not asked for.</param>
/// <param name="Values">The k singular values, from the largest to the smallest.</param>
/// <param name="Right">k x d: row i is the right singular vector v_i, its component of largest magnitude (the first of them) positive.</param>
/// <param name="SquaredNorm">‖X‖²_F, the sum of the squares of all values (of the centred table where it was centred: n or n − 1 times the total variance).</param>
internal sealed record RandomizedSvdTriplets(float[] Left, double[] Values, double[] Right, double SquaredNorm)
{
    /// <summary>The share of <see cref="SquaredNorm"/> that the k values hold: explained variance for a centred table. NaN for a table of zeros.</summary>
    public double Explained
    {
        get
        {
            var sum = 0.0;
            foreach (var value in Values)
            {
                sum += value * value;
            }
            return sum / SquaredNorm;
        }
    }

    /// <summary>‖X − U S Vᵀ‖_F, exactly but for rounding: with X ≈ Q Qᵀ X it is √(‖X‖² − Σ σ²) whatever Q is (Pythagoras).</summary>
    public double Residual => Math.Sqrt(Math.Max(0, SquaredNorm * (1 - (SquaredNorm > 0 ? Explained : 1))));
}
