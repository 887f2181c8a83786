using System.Buffers;
using System.Numerics.Tensors;
using Pipelines.Numerics;

namespace Pipelines.Reduction;

/// <summary>
/// What PCA has to know of any number of rows: how many, their mean, and the scatter matrix S = Σ (x − mean)(x − mean)ᵀ, in double. Takes rows block by block, and takes another of its kind.
/// <para>
/// Each block is centred by its own mean before it is multiplied, so nothing cancels however far from zero the rows lie or however they drift; blocks are joined by the update of
/// Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979. Small blocks are multiplied in double (up to about 180 columns all are);
/// larger ones in float32, of which at most <see cref="Gemm.Kc"/> are summed before the sum is added to others, and doubles across blocks.
/// </para>
/// Cost: n d² operations, of the symmetric half; memory: 12 d² bytes and one centred block.
/// </summary>
internal sealed class ScatterMatrix
{
    /// <summary>Rows of a block. Whoever feeds it gives whole blocks except for the last, so that the sums do not depend on how the rows were read.</summary>
    public const int BlockRows = 3072;

    /// <summary>Products of a block (rows x columns²) up to which double precision costs little; it carries components that explain a millionth of a millionth. A whole block of 180 columns is just within it.</summary>
    private const double PreciseWork = 1e8;

    private const int Strip = 64;

    /// <summary>Doubles that fit into the second-level cache beside their packed copy.</summary>
    private const int CachedValues = 1 << 14;

    /// <summary>Below so many columns a part is multiplied sooner than a second thread has begun.</summary>
    private const int ColumnsToShare = 128;

    // Outside of these a product of two float32 numbers could overflow, or lose all digits to underflow.
    private const float Large = 1e15f, Small = 1e-12f;

    private readonly int _columns, _fold;
    private readonly double[] _blockMean, _sums;
    private readonly float[] _shift, _partial;

    public ScatterMatrix(int columns)
    {
        if ((long)columns * columns > Array.MaxLength)
        {
            throw new DataException("reduction.wide", $"A covariance matrix of {columns} columns does not fit into memory. Use RandomizedPca or RandomProjection, or drop columns first.");
        }
        _columns = columns;
        // Narrow rows are taken several at a time, as one long row.
        _fold = Math.Max(1, 512 / columns);
        (Mean, _blockMean, _sums) = (new double[columns], new double[columns], new double[columns]);
        (_shift, _partial) = (new float[columns * _fold], new float[columns * _fold]);
        Scatter = new double[columns * columns];
    }

    /// <summary>How many rows it has taken.</summary>
    public long Rows { get; private set; }

    /// <summary>Their mean.</summary>
    public double[] Mean { get; }

    /// <summary>Their scatter matrix, row-major; only the lower triangle is kept.</summary>
    public double[] Scatter { get; }

    /// <summary>Takes one block of at most <see cref="BlockRows"/> rows; nothing in it may be NaN or infinite.</summary>
    public void Add(ReadOnlySpan<float> block, int threads, CancellationToken cancellation)
    {
        var rows = block.Length / _columns;
        if (rows == 0)
        {
            return;
        }
        cancellation.ThrowIfCancellationRequested();
        Sum(block);
        for (var c = 0; c < _columns; c++)
        {
            _shift[c] = (float)(_sums[c] / rows);
        }
        for (var f = 1; f < _fold; f++)
        {
            _shift.AsSpan(0, _columns).CopyTo(_shift.AsSpan(f * _columns));
        }
        if ((double)rows * _columns * _columns <= PreciseWork || !TryAddSingle(block, rows, threads, cancellation))
        {
            AddPrecise(block, rows, threads, cancellation);
        }
        // The block was centred by the shift, a rounded mean: what is left of its mean is in _blockMean.
        RankOne(-rows, _blockMean, threads, cancellation);
        for (var c = 0; c < _columns; c++)
        {
            _blockMean[c] += _shift[c];
        }
        Join(rows, _blockMean, threads, cancellation);
    }

    /// <summary>Takes all that another has taken; the rows of both count as one set.</summary>
    public void Add(ScatterMatrix other, int threads = 1, CancellationToken cancellation = default)
    {
        TensorPrimitives.Add(Scatter, other.Scatter, Scatter);
        Join(other.Rows, other.Mean, threads, cancellation);
    }

    /// <summary>S gains δδᵀ n m / (n + m) when m rows of mean μ join n of mean μ − δ.</summary>
    private void Join(long rows, double[] mean, int threads, CancellationToken cancellation)
    {
        var all = Rows + rows;
        if (Rows > 0 && rows > 0)
        {
            TensorPrimitives.Subtract<double>(mean, Mean, _sums);
            RankOne((double)Rows / all * rows, _sums, threads, cancellation);
            TensorPrimitives.MultiplyAdd<double>(_sums, (double)rows / all, Mean, Mean);
        }
        else if (rows > 0)
        {
            mean.CopyTo(Mean, 0);
        }
        Rows = all;
    }

    /// <summary>S += w v vᵀ, its lower triangle.</summary>
    private void RankOne(double weight, double[] v, int threads, CancellationToken cancellation) =>
        Tiles.Run(_columns, Tiles.Threads((double)_columns * _columns, threads), i => RowSums.Add(v.AsSpan(0, i + 1), weight * v[i], Scatter.AsSpan(i * _columns, i + 1)), cancellation);

    /// <summary>Adds XᵀX in double, so many rows at a time that they stay in the cache between being centred and being multiplied.</summary>
    private void AddPrecise(ReadOnlySpan<float> block, int rows, int threads, CancellationToken cancellation)
    {
        // Whole blocks of the product, whose sums then are the same as those of all rows at once.
        var few = Math.Max(1, CachedValues / _columns / DoubleGemm.Kc) * DoubleGemm.Kc;
        var centred = ArrayPool<double>.Shared.Rent(Math.Min(few, rows) * _columns);
        var shift = ArrayPool<double>.Shared.Rent(_shift.Length);
        var sums = ArrayPool<double>.Shared.Rent(_shift.Length);
        TensorPrimitives.ConvertTruncating<float, double>(_shift, shift);
        sums.AsSpan(0, _shift.Length).Clear();
        for (var first = 0; first < rows; first += few)
        {
            var part = block.Slice(first * _columns, Math.Min(few, rows - first) * _columns);
            for (var i = 0; i < part.Length; i += _shift.Length)
            {
                var from = part.Slice(i, Math.Min(_shift.Length, part.Length - i));
                var to = centred.AsSpan(i, from.Length);
                TensorPrimitives.ConvertTruncating(from, to);
                TensorPrimitives.Subtract(to, shift.AsSpan(0, to.Length), to);
                TensorPrimitives.Add(sums.AsSpan(0, to.Length), to, sums);
            }
            var x = DoubleOperand.Of(centred, part.Length / _columns, _columns);
            DoubleGemm.Multiply(x.Transposed, x, DoubleOperand.Of(Scatter, _columns, _columns), accumulate: true, lower: true, threads: _columns < ColumnsToShare ? 1 : threads, cancellation: cancellation);
        }
        for (var c = 0; c < _columns; c++)
        {
            _blockMean[c] = 0;
            for (var f = 0; f < _fold; f++)
            {
                _blockMean[c] += sums[(f * _columns) + c] / rows;
            }
        }
        ArrayPool<double>.Shared.Return(centred);
        ArrayPool<double>.Shared.Return(shift);
        ArrayPool<double>.Shared.Return(sums);
    }

    /// <summary>Adds XᵀX in float32; false where products of these numbers could overflow or lose all digits.</summary>
    private bool TryAddSingle(ReadOnlySpan<float> block, int rows, int threads, CancellationToken cancellation)
    {
        var centred = ArrayPool<float>.Shared.Rent(block.Length);
        var limit = 0f;
        for (var i = 0; i < block.Length; i += _shift.Length)
        {
            var from = block.Slice(i, Math.Min(_shift.Length, block.Length - i));
            TensorPrimitives.Subtract(from, _shift.AsSpan(0, from.Length), centred.AsSpan(i));
            limit = Math.Max(limit, Math.Abs(TensorPrimitives.MaxMagnitude<float>(centred.AsSpan(i, from.Length))));
        }
        var fits = limit is <= Large and >= Small;
        if (fits)
        {
            Sum(centred.AsSpan(0, block.Length));
            for (var c = 0; c < _columns; c++)
            {
                _blockMean[c] = _sums[c] / rows;
            }
            AddSingle(centred, rows, threads, cancellation);
        }
        ArrayPool<float>.Shared.Return(centred);
        return fits;
    }

    /// <summary>Adds XᵀX in float32.</summary>
    private void AddSingle(float[] x, int rows, int threads, CancellationToken cancellation)
    {
        var products = ArrayPool<float>.Shared.Rent(_columns * _columns);
        Syrk.Multiply(GemmOperand.Of(x, rows, _columns).Transposed, new GemmTarget(products, _columns, _columns), threads, cancellation);
        var strips = (_columns + Strip - 1) / Strip;
        Tiles.Run(strips, Tiles.Threads((double)_columns * _columns, threads), strip =>
        {
            Span<double> wide = stackalloc double[Strip];
            for (var row = strip * Strip; row < Math.Min(_columns, (strip + 1) * Strip); row++)
            {
                for (var column = 0; column <= row; column += Strip)
                {
                    var from = products.AsSpan((row * _columns) + column, Math.Min(Strip, row + 1 - column));
                    TensorPrimitives.ConvertTruncating<float, double>(from, wide);
                    var to = Scatter.AsSpan((row * _columns) + column, from.Length);
                    TensorPrimitives.Add(to, wide[..from.Length], to);
                }
            }
        }, cancellation);
        ArrayPool<float>.Shared.Return(products);
    }

    /// <summary>The sum of each column into <see cref="_sums"/>: float32 for a few rows at a time, double across those.</summary>
    private void Sum(ReadOnlySpan<float> block)
    {
        const int few = 32;
        Array.Clear(_sums);
        var step = _shift.Length * few;
        for (var i = 0; i < block.Length; i += step)
        {
            var group = block.Slice(i, Math.Min(step, block.Length - i));
            Array.Clear(_partial);
            for (var j = 0; j < group.Length; j += _shift.Length)
            {
                var from = group.Slice(j, Math.Min(_shift.Length, group.Length - j));
                TensorPrimitives.Add(_partial.AsSpan(0, from.Length), from, _partial);
            }
            for (var f = 0; f < _fold; f++)
            {
                for (var c = 0; c < _columns; c++)
                {
                    _sums[c] += _partial[(f * _columns) + c];
                }
            }
        }
    }
}
