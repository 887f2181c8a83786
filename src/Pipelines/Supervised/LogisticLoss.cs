using System.Buffers;
using System.Numerics.Tensors;
using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Supervised;

/// <summary>
/// The loss of <see cref="LogisticRegression"/> and its derivatives: Σᵢ wᵢ (log Σₖ exp zᵢₖ − zᵢ,ᵧ) + ½ λ ‖W‖², with scores zᵢₖ = bₖ + xᵢ·Wₖ; with one output, the score of the second class against the first, whose own is 0.
/// <para>
/// A point holds the coefficients, output after output, then the intercepts, each in units of its expected standard error and around the mean of its column: v = t∘W with tⱼ² = q Σᵢ wᵢ (xᵢⱼ − μⱼ)² + λ, and b + W·μ.
/// That is the same loss on other coordinates, in which its curvature is nearly 1 in every direction that the scales of the columns can spoil.
/// </para>
/// </summary>
internal sealed class LogisticLoss : IDifferentiable
{
    private const int ColumnsAtOnce = 128;
    private const int MostParts = 32;
    private const int MostSlopes = 1 << 24;

    private readonly TransposedRows _rows;
    private readonly int[] _outputOf;
    private readonly ReadOnlyMemory<float> _weights;
    private readonly double[] _means;
    private readonly double[] _scales;
    private readonly double _interceptScale;
    private readonly double _penalty;
    private readonly bool _intercept;
    private readonly int _parts;
    private readonly double[][] _slopes;
    private readonly double[] _losses;
    private readonly double[] _coefficients;
    private readonly FitControl _control;

    /// <summary>The loss on these examples.</summary>
    /// <param name="data">Rows and weights.</param>
    /// <param name="outputOf">The learned class of each row, from 0.</param>
    /// <param name="classes">How many learned classes there are, at least 2.</param>
    /// <param name="penalty">λ.</param>
    /// <param name="intercept">False to keep the intercepts 0.</param>
    /// <param name="control">Threads and cancellation.</param>
    internal LogisticLoss(Examples data, int[] outputOf, int classes, double penalty, bool intercept, FitControl control)
    {
        (_outputOf, _weights, _penalty, _intercept, _control) = (outputOf, data.Weights, penalty, intercept, control);
        _rows = new(data.Rows, control.Threads, control.Cancellation);
        Outputs = classes == 2 ? 1 : classes;
        var moments = new WeightedMoments(data.Rows, data.Weights, intercept, control);
        var curvature = (1.0 - (1.0 / classes)) / classes; // p (1 − p) where all classes are equally probable
        _means = moments.Means;
        _scales = new double[Columns];
        for (var j = 0; j < Columns; j++)
        {
            _scales[j] = Math.Sqrt((curvature * moments.Squares[j]) + penalty);
        }
        _interceptScale = Math.Sqrt(curvature * moments.Weight);
        _coefficients = new double[Length];
        _parts = (int)Math.Clamp(MostSlopes / (long)Length, 1, Math.Min(MostParts, _rows.Blocks));
        _losses = new double[_parts];
        _slopes = new double[_parts][];
        for (var p = 0; p < _parts; p++)
        {
            _slopes[p] = new double[Length];
        }
    }

    /// <summary>Scores of a row: 1 for two classes, otherwise one a class.</summary>
    internal int Outputs { get; }

    internal int Columns => _rows.Columns;

    /// <summary>Coordinates of a point.</summary>
    internal int Length => Outputs * (Columns + 1);

    /// <summary>The point with all coefficients 0 and these intercepts.</summary>
    internal double[] Start(ReadOnlySpan<double> intercepts)
    {
        var point = new double[Length];
        if (_intercept)
        {
            TensorPrimitives.Multiply(intercepts, _interceptScale, point.AsSpan(Outputs * Columns));
        }
        return point;
    }

    /// <summary>The coefficients and intercepts of a point, in the units of the columns.</summary>
    internal void Unscale(ReadOnlySpan<double> point, Span<double> coefficients)
    {
        for (var k = 0; k < Outputs; k++)
        {
            var row = coefficients.Slice(k * Columns, Columns);
            TensorPrimitives.Divide(point.Slice(k * Columns, Columns), _scales, row);
            var intercept = (Outputs * Columns) + k;
            coefficients[intercept] = _intercept ? (point[intercept] / _interceptScale) - TensorPrimitives.Dot<double>(row, _means) : 0;
        }
    }

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
    {
        Unscale(point, _coefficients);
        Tiles.Run(_parts, Tiles.Threads(4.0 * _rows.Rows * Length, _control.Threads), Part, _control.Cancellation);
        double loss = 0;
        gradient.Clear();
        for (var p = 0; p < _parts; p++)
        {
            loss += _losses[p];
            TensorPrimitives.Add(gradient, _slopes[p], gradient);
        }
        for (var k = 0; k < Outputs; k++)
        {
            var row = gradient.Slice(k * Columns, Columns);
            var coefficients = _coefficients.AsSpan(k * Columns, Columns);
            ref var intercept = ref gradient[(Outputs * Columns) + k];
            // ∂/∂vⱼ = (∂/∂Wⱼ − μⱼ ∂/∂b) / tⱼ
            TensorPrimitives.MultiplyAdd(coefficients, _penalty, row, row);
            TensorPrimitives.MultiplyAdd(_means, _intercept ? -intercept : 0, row, row);
            TensorPrimitives.Divide(row, _scales, row);
            intercept = _intercept ? intercept / _interceptScale : 0;
            loss += 0.5 * _penalty * TensorPrimitives.Dot<double>(coefficients, coefficients);
        }
        return loss;
    }

    /// <summary>Loss and derivatives of one part of the rows, block after block.</summary>
    private void Part(int part)
    {
        var sums = _slopes[part];
        Array.Clear(sums);
        double loss = 0;
        var width = Math.Min(ColumnsAtOnce, Columns);
        var strip = ArrayPool<double>.Shared.Rent(width * TransposedRows.Block);
        var scores = ArrayPool<double>.Shared.Rent(Outputs * TransposedRows.Block);
        var to = (int)((long)_rows.Blocks * (part + 1) / _parts);
        for (var block = (int)((long)_rows.Blocks * part / _parts); block < to; block++)
        {
            _control.Cancellation.ThrowIfCancellationRequested();
            var count = _rows.RowsOf(block);
            var z = scores.AsSpan(0, Outputs * count);
            for (var k = 0; k < Outputs; k++)
            {
                z.Slice(k * count, count).Fill(_coefficients[(Outputs * Columns) + k]);
            }
            for (var first = 0; first < Columns; first += width)
            {
                var columns = Math.Min(width, Columns - first);
                _rows.Read(block, first, columns, strip);
                RowCombinations.Add(_coefficients.AsSpan(first), Columns, strip, z, Outputs, count, columns);
            }
            loss += Outputs == 1 ? Sigmoid(block, z) : Softmax(block, z);
            for (var first = 0; first < Columns; first += width)
            {
                var columns = Math.Min(width, Columns - first);
                if (Columns > width)
                {
                    _rows.Read(block, first, columns, strip);
                }
                AddProducts(z, strip, sums.AsSpan(first), count, columns);
            }
            for (var k = 0; k < Outputs; k++)
            {
                sums[(Outputs * Columns) + k] += TensorPrimitives.Sum<double>(z.Slice(k * count, count));
            }
        }
        _losses[part] = loss;
        ArrayPool<double>.Shared.Return(strip);
        ArrayPool<double>.Shared.Return(scores);
    }

    /// <summary>Adds Σᵢ rₖᵢ xᵢⱼ to the derivatives of every output k and some columns j.</summary>
    private void AddProducts(ReadOnlySpan<double> residuals, ReadOnlySpan<double> strip, Span<double> sums, int count, int columns)
    {
        var tiled = Outputs & ~3;
        DotTile.Add(residuals, count, strip, count, sums, Columns, tiled, columns, count, 1);
        for (var k = tiled; k < Outputs; k++)
        {
            for (var j = 0; j < columns; j++)
            {
                sums[(k * Columns) + j] += TensorPrimitives.Dot(residuals.Slice(k * count, count), strip.Slice(j * count, count));
            }
        }
    }

    /// <summary>Two classes: replaces each score z by w (p − y), p = 1 / (1 + e⁻ᶻ), and returns Σ w (log(1 + eᶻ) − y z).</summary>
    private double Sigmoid(int block, Span<double> scores)
    {
        Span<double> small = stackalloc double[scores.Length];
        // e^−|z| never overflows: log(1 + eᶻ) = max(z, 0) + log(1 + e^−|z|).
        TensorPrimitives.Abs<double>(scores, small);
        TensorPrimitives.Negate<double>(small, small);
        TensorPrimitives.Exp<double>(small, small);
        var first = block * TransposedRows.Block;
        double loss = 0;
        for (var r = 0; r < scores.Length; r++)
        {
            var (z, e, y, weight) = (scores[r], small[r], _outputOf[first + r], WeightOf(first + r));
            loss += weight * (Math.Max(z, 0) + LogOnePlus(e) - (y * z));
            scores[r] = weight * (((z >= 0 ? 1 : e) / (1 + e)) - y);
        }
        return loss;
    }

    /// <summary>More classes: replaces the scores z of each row by w (p − y), p = softmax z, and returns Σ w (log Σ eᶻ − z of its class).</summary>
    private double Softmax(int block, Span<double> scores)
    {
        var count = _rows.RowsOf(block);
        Span<double> largest = stackalloc double[count];
        Span<double> total = stackalloc double[count];
        Span<double> own = stackalloc double[count];
        scores[..count].CopyTo(largest);
        for (var k = 1; k < Outputs; k++)
        {
            TensorPrimitives.Max<double>(largest, scores.Slice(k * count, count), largest);
        }
        var first = block * TransposedRows.Block;
        for (var r = 0; r < count; r++)
        {
            own[r] = scores[(_outputOf[first + r] * count) + r] - largest[r];
        }
        total.Clear();
        for (var k = 0; k < Outputs; k++)
        {
            var z = scores.Slice(k * count, count);
            TensorPrimitives.Subtract<double>(z, largest, z);
            TensorPrimitives.Exp<double>(z, z);
            TensorPrimitives.Add<double>(total, z, total);
        }
        double loss = 0;
        for (var r = 0; r < count; r++)
        {
            var weight = WeightOf(first + r);
            loss += weight * (Math.Log(total[r]) - own[r]);
            total[r] = weight / total[r];
        }
        for (var k = 0; k < Outputs; k++)
        {
            var z = scores.Slice(k * count, count);
            TensorPrimitives.Multiply<double>(z, total, z);
        }
        for (var r = 0; r < count; r++)
        {
            scores[(_outputOf[first + r] * count) + r] -= WeightOf(first + r);
        }
        return loss;
    }

    /// <summary>log(1 + e) for e from 0 to 1, exact where e vanishes beside 1 (after W. Kahan).</summary>
    private static double LogOnePlus(double e)
    {
        var sum = 1 + e;
        return sum == 1 ? e : Math.Log(sum) * e / (sum - 1);
    }

    private double WeightOf(int row) => _weights.IsEmpty ? 1 : _weights.Span[row];
}
