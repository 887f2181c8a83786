using System.Numerics.Tensors;
using Pipelines.Numerics;

namespace Pipelines.Reduction;

/// <summary>
/// The model x = W z + μ + ε with z ~ N(0, I), ε ~ N(0, σ² I), seen from one row of which only some values are known: with W_o and x_o the rows of W and x that are known,
/// M = σ² I + W_oᵀ W_o, the posterior of z has mean M⁻¹ W_oᵀ (x_o − μ_o) and covariance σ² M⁻¹.
/// </summary>
internal sealed class LatentPosterior
{
    private readonly int _components, _stride;
    private readonly double[] _weights, _mean, _full;
    private readonly double _noise;

    /// <summary>Sets up the model.</summary>
    /// <param name="weights">W, d x k, row-major.</param>
    /// <param name="mean">μ, d values.</param>
    /// <param name="noise">σ², more than 0.</param>
    public LatentPosterior(double[] weights, double[] mean, double noise)
    {
        (_mean, _noise, _components) = (mean, noise, weights.Length / mean.Length);
        _stride = OuterSum.Stride(_components);
        _weights = new double[mean.Length * _stride];
        for (var j = 0; j < mean.Length; j++)
        {
            weights.AsSpan(j * _components, _components).CopyTo(_weights.AsSpan(j * _stride));
        }
        // Rows without a gap all have the same M.
        _full = new double[_components * _stride];
        var unused = new double[_stride];
        for (var j = 0; j < mean.Length; j++)
        {
            OuterSum.Add(_full, unused, Weights(j, padded: true), _components, 1, 0);
        }
        Factor(_full);
    }

    /// <summary>How many doubles <see cref="Infer"/> needs to work in.</summary>
    public int WorkLength => (_components + 1) * _stride;

    /// <summary>The row of W that belongs to a column of the data.</summary>
    public ReadOnlySpan<double> Weights(int column, bool padded = false) => _weights.AsSpan(column * _stride, padded ? _stride : _components);

    /// <summary>Writes the posterior mean of z and returns the log-likelihood of the values that are known. The Cholesky factor of M is left at the start of <paramref name="work"/>.</summary>
    /// <param name="row">d values, NaN where one is not known.</param>
    /// <param name="work">Room for <see cref="WorkLength"/> values.</param>
    /// <param name="z">Receives k values.</param>
    public double Infer(ReadOnlySpan<float> row, Span<double> work, Span<double> z)
    {
        var m = work[..(_components * _stride)];
        var h = work.Slice(m.Length, _stride);
        h.Clear();
        var known = 0;
        if (TensorPrimitives.IsNaNAny(row))
        {
            m.Clear();
            for (var j = 0; j < row.Length; j++)
            {
                if (!float.IsNaN(row[j]))
                {
                    OuterSum.Add(m, h, Weights(j, padded: true), _components, 1, row[j] - _mean[j]);
                    known++;
                }
            }
            Factor(m);
        }
        else
        {
            _full.CopyTo(m);
            known = row.Length;
            for (var j = 0; j < row.Length; j++)
            {
                RowSums.Add(Weights(j), row[j] - _mean[j], h[.._components]);
            }
        }
        h[.._components].CopyTo(z);
        SmallCholesky.SolveLower(m, _components, _stride, z);
        SmallCholesky.SolveUpper(m, _components, _stride, z);

        // With C = W_o W_oᵀ + σ² I: xᵀ C⁻¹ x = ‖x − W_o z‖² / σ² + ‖z‖², where nothing cancels, and |C| = σ^(2 (m − k)) |M|.
        var squares = 0.0;
        for (var j = 0; j < row.Length; j++)
        {
            if (!float.IsNaN(row[j]))
            {
                var rest = row[j] - _mean[j] - RowSums.Dot(Weights(j), z);
                squares += rest * rest;
            }
        }
        var logarithm = (known - _components) * Math.Log(_noise);
        for (var i = 0; i < _components; i++)
        {
            logarithm += 2 * Math.Log(m[(i * _stride) + i]);
        }
        return -0.5 * ((known * Math.Log(2 * Math.PI)) + logarithm + (squares / _noise) + TensorPrimitives.SumOfSquares<double>(z));
    }

    /// <summary>Writes E[z̃ z̃ᵀ] for z̃ = (z, 1): the posterior covariance plus the outer product of the mean, k + 1 rows and columns.</summary>
    /// <param name="work">As <see cref="Infer"/> left it.</param>
    /// <param name="z">The posterior mean.</param>
    /// <param name="moments">Receives (k + 1)² values.</param>
    public void Moments(ReadOnlySpan<double> work, ReadOnlySpan<double> z, Span<double> moments)
    {
        var side = _components + 1;
        for (var i = 0; i < _components; i++)
        {
            var row = moments.Slice(i * side, side);
            row.Clear();
            row[i] = _noise;
            SmallCholesky.SolveLower(work, _components, _stride, row[.._components]);
            SmallCholesky.SolveUpper(work, _components, _stride, row[.._components]);
            RowSums.Add(z, z[i], row[.._components]);
            row[_components] = z[i];
            moments[(_components * side) + i] = z[i];
        }
        moments[(side * side) - 1] = 1;
    }

    private void Factor(Span<double> m)
    {
        for (var i = 0; i < _components; i++)
        {
            m[(i * _stride) + i] += _noise;
        }
        _ = SmallCholesky.Factor(m, _components, _stride);
    }
}
