using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Recommendation;

/// <summary>The users, or the items, of a factorisation while it is being sampled: their vectors (factors, then the bias), the prior these come from, and their noise.</summary>
internal sealed class FactorSide
{
    /// <summary>Vectors at 0, priors and noise at their start.</summary>
    /// <param name="cells">Standardised ratings, one row each.</param>
    /// <param name="factors">k.</param>
    public FactorSide(SparseView cells, int factors)
    {
        (Cells, Factors, Stride) = (cells, factors, OuterSum.Stride(factors + 1));
        Features = new double[cells.Rows * Stride];
        Biases = new double[cells.Rows];
        Prior = new(factors + 1);
        Noise = new(cells.Rows);
        for (var row = 0; row < cells.Rows; row++)
        {
            Features[(row * Stride) + factors] = 1;
        }
    }

    /// <summary>Standardised ratings, one row each.</summary>
    public SparseView Cells { get; }

    /// <summary>How many users or items.</summary>
    public int Count => Cells.Rows;

    /// <summary>k.</summary>
    public int Factors { get; }

    /// <summary>k + 1: the factors and the bias.</summary>
    public int Dimension => Factors + 1;

    /// <summary>Length of a row of <see cref="Features"/>, and of a matrix of <see cref="Condition"/>.</summary>
    public int Stride { get; }

    /// <summary>A row each: the factors, a 1 that the other side's bias is multiplied by, zeros.</summary>
    public double[] Features { get; }

    /// <summary>One each.</summary>
    public double[] Biases { get; }

    /// <summary>What the vectors are drawn towards.</summary>
    public FactorPrior Prior { get; }

    /// <summary>How noisy each one's ratings are.</summary>
    public GroupNoise Noise { get; }

    /// <summary>True where there are ratings.</summary>
    public bool IsUsed(int row) => Cells.Starts[row + 1] > Cells.Starts[row];

    /// <summary>One component of a vector: a factor, or after them the bias.</summary>
    public double Value(int row, int component) => component < Factors ? Features[(row * Stride) + component] : Biases[row];

    /// <summary>
    /// The normal distribution of one vector x given everything else, N(A⁻¹ h, A⁻¹): with f_j = (factors of j, 1) for each rating y_j of precision w_j,
    /// A = Λ + Σ w_j f_j f_jᵀ and h = Λ m + Σ w_j (y_j − bias_j) f_j.
    /// </summary>
    /// <param name="row">Whose vector.</param>
    /// <param name="other">The other side.</param>
    /// <param name="noisePrecision">α; w_j = α × own noise precision × that of j.</param>
    /// <param name="a">Receives the Cholesky factor of A, rows of <see cref="Stride"/>.</param>
    /// <param name="h">Receives h; length <see cref="Stride"/>.</param>
    public void Condition(int row, FactorSide other, double noisePrecision, Span<double> a, Span<double> h)
    {
        var d = Dimension;
        Prior.CopyTo(a, h, Stride);
        var cells = Cells[row];
        var own = noisePrecision * Noise.Precisions[row];
        for (var c = 0; c < cells.Count; c++)
        {
            var j = cells.Indices[c];
            OuterSum.Add(a, h, other.Features.AsSpan(j * Stride, Stride), d, own * other.Noise.Precisions[j], cells.Values[c] - other.Biases[j]);
        }
        FactorPrior.Factor(a, d, Stride);
    }

    /// <summary>Draws every vector given the other side. Vectors without ratings are set to the prior's mean: drawing them would only add noise.</summary>
    public void Draw(FactorSide other, double noisePrecision, long seed, int epoch, FitControl control) => RowBlocks.Run(Count, control, (start, end) =>
    {
        Span<double> a = new double[Dimension * Stride];
        Span<double> h = new double[Stride];
        for (var row = start; row < end; row++)
        {
            if (IsUsed(row))
            {
                var rng = Rng.At(seed, epoch, row);
                Condition(row, other, noisePrecision, a, h);
                GaussianDraw.FromPrecision(a, Dimension, Stride, h, ref rng);
            }
            else
            {
                Prior.Mean.CopyTo(h);
            }
            h[..Factors].CopyTo(Features.AsSpan(row * Stride));
            Biases[row] = h[Factors];
        }
    });

    /// <summary>(1/n) Σ f fᵀ over those with ratings, full and symmetric, (k + 1) × (k + 1): turns the uncertainty of one vector into that of an average prediction.</summary>
    public double[] Moments()
    {
        var d = Dimension;
        var moments = new double[d * d];
        var n = 0;
        for (var row = 0; row < Count; row++)
        {
            if (!IsUsed(row))
            {
                continue;
            }
            n++;
            var f = Features.AsSpan(row * Stride, d);
            for (var i = 0; i < d; i++)
            {
                for (var j = 0; j <= i; j++)
                {
                    moments[(i * d) + j] += f[i] * f[j];
                }
            }
        }
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                moments[(i * d) + j] = moments[(j * d) + i] = moments[(i * d) + j] / n;
            }
        }
        return moments;
    }
}
