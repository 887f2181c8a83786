using System.Buffers;
using System.Numerics.Tensors;
using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Reduction;

/// <summary>
/// y = W (x − before) + after for whole matrices of rows: what projecting and undoing a projection come to. In double up to <see cref="PreciseColumns"/> columns on either side, in float32 beyond.
/// A row gives the same bits alone and in a batch. Cost 2 n d k operations; allocates nothing after the first calls. Thread-safe.
/// </summary>
internal sealed class AffineMap
{
    /// <summary>Up to here double precision costs little, and digits survive where terms much larger than their sum cancel.</summary>
    public const int PreciseColumns = 128;

    private const int BlockRows = 256;

    private readonly int _from, _to;
    private readonly double[] _weights, _before, _after;
    private readonly float[]? _singleWeights, _shift, _offset;

    /// <summary>Adopts the arrays.</summary>
    /// <param name="weights">W, outputs x inputs, row-major.</param>
    /// <param name="before">One number an input.</param>
    /// <param name="after">One number an output.</param>
    public AffineMap(double[] weights, double[] before, double[] after)
    {
        (_weights, _before, _after) = (weights, before, after);
        (_from, _to) = (before.Length, after.Length);
        if (Math.Max(_from, _to) <= PreciseColumns)
        {
            return;
        }
        _singleWeights = Array.ConvertAll(weights, w => (float)w);
        _shift = Array.ConvertAll(before, b => (float)b);
        // What rounding `before` to float32 leaves out goes through W once, here.
        _offset = new float[_to];
        for (var i = 0; i < _to; i++)
        {
            var rest = after[i];
            for (var j = 0; j < _from; j++)
            {
                rest += weights[(i * _from) + j] * (_shift[j] - before[j]);
            }
            _offset[i] = (float)rest;
        }
    }

    /// <summary>Maps every row; the shapes are the caller's to check. <paramref name="result"/> may be the matrix that <paramref name="rows"/> looks at where both are as wide.</summary>
    public void Apply(MatrixView rows, Matrix result)
    {
        for (var first = 0; first < rows.Rows; first += BlockRows)
        {
            var count = Math.Min(BlockRows, rows.Rows - first);
            if (_singleWeights is null)
            {
                Precise(rows, first, count, result);
            }
            else
            {
                Single(rows, first, count, result);
            }
        }
    }

    private void Single(MatrixView rows, int first, int count, Matrix result)
    {
        var block = ArrayPool<float>.Shared.Rent(count * _from);
        for (var r = 0; r < count; r++)
        {
            TensorPrimitives.Subtract(rows[first + r], _shift!, block.AsSpan(r * _from));
        }
        Gemm.Multiply(GemmOperand.Of(block, count, _from), GemmOperand.Of(_singleWeights!, _to, _from).Transposed, new GemmTarget(result.Values, count, _to, first * _to));
        for (var r = 0; r < count; r++)
        {
            TensorPrimitives.Add(result[first + r], _offset!, result[first + r]);
        }
        ArrayPool<float>.Shared.Return(block);
    }

    private void Precise(MatrixView rows, int first, int count, Matrix result)
    {
        var block = ArrayPool<double>.Shared.Rent(count * _from);
        var sums = ArrayPool<double>.Shared.Rent(count * _to);
        for (var r = 0; r < count; r++)
        {
            var to = block.AsSpan(r * _from, _from);
            TensorPrimitives.ConvertTruncating(rows[first + r], to);
            TensorPrimitives.Subtract(to, _before, to);
        }
        DoubleGemm.Multiply(DoubleOperand.Of(block, count, _from), DoubleOperand.Of(_weights, _to, _from).Transposed, DoubleOperand.Of(sums, count, _to));
        for (var r = 0; r < count; r++)
        {
            var from = sums.AsSpan(r * _to, _to);
            TensorPrimitives.Add(from, _after, from);
            TensorPrimitives.ConvertTruncating<double, float>(from, result[first + r]);
        }
        ArrayPool<double>.Shared.Return(block);
        ArrayPool<double>.Shared.Return(sums);
    }
}
