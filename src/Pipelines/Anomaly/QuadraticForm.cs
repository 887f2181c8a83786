using System.Buffers;
using System.Numerics.Tensors;
using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Anomaly;

/// <summary>
/// xᵀMx of standardised rows, M = Σ wᵢ aᵢaᵢᵀ + r (I − Σ aᵢaᵢᵀ): what T², reconstruction error and Mahalanobis distance have in common. Thread-safe, allocates nothing after the first calls.
/// </summary>
internal sealed class QuadraticForm
{
    private const int BlockRows = 512;

    private readonly double[] _center, _scale, _axes, _weights;
    private readonly double _rest;

    /// <summary>Adopts nothing; copies what it needs.</summary>
    /// <param name="axes">The axes; those beyond the weights are left out.</param>
    /// <param name="weights">wᵢ of the first axes.</param>
    /// <param name="rest">r, of every direction beyond those.</param>
    public QuadraticForm(CovarianceAxes axes, double[] weights, double rest)
    {
        (_center, _scale) = (axes.Center, Array.ConvertAll(axes.Deviation, s => 1 / s));
        _axes = axes.Vectors[..(weights.Length * axes.Columns)];
        _rest = weights.Length == axes.Columns ? 0 : rest;
        _weights = Array.ConvertAll(weights, w => w - _rest);
    }

    public int Columns => _center.Length;

    /// <summary>The value of each checked row.</summary>
    public void Values(MatrixView rows, Span<float> values)
    {
        var squares = ArrayPool<double>.Shared.Rent(BlockRows * 2);
        for (var first = 0; first < rows.Rows; first += BlockRows)
        {
            var block = rows[first..Math.Min(rows.Rows, first + BlockRows)];
            var found = Block(block, squares);
            // The square of a finite number need not be one in float32.
            TensorPrimitives.Min(found, float.MaxValue, found);
            TensorPrimitives.ConvertTruncating<double, float>(found, values[first..]);
        }
        ArrayPool<double>.Shared.Return(squares);
    }

    /// <summary>The value of each checked row, in double.</summary>
    public void Values(MatrixView rows, Span<double> values)
    {
        var squares = ArrayPool<double>.Shared.Rent(BlockRows * 2);
        for (var first = 0; first < rows.Rows; first += BlockRows)
        {
            Block(rows[first..Math.Min(rows.Rows, first + BlockRows)], squares).CopyTo(values[first..]);
        }
        ArrayPool<double>.Shared.Return(squares);
    }

    /// <summary>
    /// Reconstruction-based contribution of each column: how much the value falls when that column alone is set to what makes it least, (eᵢᵀMz)² / (eᵢᵀMeᵢ).
    /// </summary>
    /// <param name="row">d finite numbers.</param>
    /// <param name="contributions">Receives d numbers, 0 or more.</param>
    public void Contributions(ReadOnlySpan<float> row, Span<double> contributions)
    {
        var d = Columns;
        var buffer = ArrayPool<double>.Shared.Rent((2 * d) + _weights.Length);
        var z = buffer.AsSpan(0, d);
        var diagonal = buffer.AsSpan(d, d);
        var t = buffer.AsSpan(2 * d, _weights.Length);
        for (var j = 0; j < d; j++)
        {
            z[j] = (row[j] - _center[j]) * _scale[j];
            contributions[j] = _rest * z[j];
        }
        diagonal.Fill(_rest);
        RowSums.Dots(_axes, d, z, t);
        for (var i = 0; i < t.Length; i++)
        {
            var axis = _axes.AsSpan(i * d, d);
            RowSums.Add(axis, _weights[i] * t[i], contributions);
            for (var j = 0; j < d; j++)
            {
                diagonal[j] += _weights[i] * axis[j] * axis[j];
            }
        }
        for (var j = 0; j < d; j++)
        {
            // A column that the form does not look at explains nothing.
            contributions[j] = diagonal[j] > 1e-12 ? contributions[j] * contributions[j] / diagonal[j] : 0;
        }
        ArrayPool<double>.Shared.Return(buffer);
    }

    private Span<double> Block(MatrixView rows, double[] squares)
    {
        ProjectedSquares.Of(rows.Values, _center, _scale, _axes, _weights, squares.AsSpan(0, 2 * rows.Rows));
        var values = squares.AsSpan(0, rows.Rows);
        if (_rest != 0)
        {
            var norms = squares.AsSpan(rows.Rows, rows.Rows);
            TensorPrimitives.Multiply(norms, _rest, norms);
            TensorPrimitives.Add(values, norms, values);
        }
        // Where an unlisted direction counts, rounding may leave a little less than nothing of it.
        TensorPrimitives.Max(values, 0, values);
        return values;
    }
}
