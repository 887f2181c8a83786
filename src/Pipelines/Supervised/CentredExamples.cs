using System.Numerics.Tensors;
using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Supervised;

/// <summary>Rows and targets less their means, each row scaled by the root of its weight, in double: the sums that <see cref="RidgeRegression"/> solves. Centred values exist for one strip at a time.</summary>
internal sealed class CentredExamples(Examples data, WeightedMoments moments, double targetMean, FitControl control)
{
    /// <summary>Values of a strip: 16 MB in double.</summary>
    private const int StripValues = 1 << 21;

    /// <summary>Rows of the result that one piece of work computes.</summary>
    private const int TileRows = 16;

    private const int MostParts = 32;

    private readonly int _rows = data.Rows.Rows;
    private readonly int _columns = data.Rows.Columns;

    /// <summary>What the targets are centred by.</summary>
    internal double TargetMean { get; } = targetMean;

    /// <summary>The lower triangle of XᵀX, d x d, and Xᵀy.</summary>
    internal (double[] Gram, double[] Products) Gram()
    {
        var d = _columns;
        var transposed = new TransposedRows(data.Rows, control.Threads, control.Cancellation);
        var (gram, products) = (new double[Matrix.Size(d, d)], new double[d]);
        var blocksAtOnce = Math.Clamp(StripValues / TransposedRows.Block / d, 1, 16);
        var stride = blocksAtOnce * TransposedRows.Block;
        var (strip, targets) = (new double[d * Math.Min(stride, _rows)], new double[stride]);
        stride = Math.Min(stride, _rows);
        for (var first = 0; first < transposed.Blocks; first += blocksAtOnce)
        {
            var blocks = Math.Min(blocksAtOnce, transposed.Blocks - first);
            var count = Math.Min(stride, _rows - (first * TransposedRows.Block));
            Tiles.Run(blocks, Tiles.Threads((double)d * count, control.Threads), b => Centre(transposed, first + b, b * TransposedRows.Block, stride, strip, targets), control.Cancellation);
            Tiles.Run((d + TileRows - 1) / TileRows, Tiles.Threads((double)d * d * count, control.Threads), tile =>
            {
                var row = tile * TileRows;
                var rows = Math.Min(TileRows, d - row);
                DotTile.Add(strip.AsSpan(row * stride), stride, strip, stride, gram.AsSpan(row * d), d, rows, row + rows, count, 1);
                for (var i = row; i < row + rows; i++)
                {
                    products[i] += TensorPrimitives.Dot<double>(strip.AsSpan(i * stride, count), targets.AsSpan(0, count));
                }
            }, control.Cancellation);
        }
        return (gram, products);
    }

    /// <summary>XXᵀ, n x n, its lower triangle, and y.</summary>
    internal (double[] Kernel, double[] Targets) Kernel()
    {
        var n = _rows;
        var kernel = new double[Matrix.Size(n, n)];
        var width = Math.Min(_columns, Math.Clamp(StripValues / n, 256, 4096));
        var strip = new double[n * width];
        for (var first = 0; first < _columns; first += width)
        {
            var count = Math.Min(width, _columns - first);
            Tiles.Run(n, Tiles.Threads((double)n * count, control.Threads), r =>
            {
                var row = strip.AsSpan(r * width, count);
                Row(r, first, row);
                TensorPrimitives.Multiply(row, Math.Sqrt(WeightOf(r)), row);
            }, control.Cancellation);
            Tiles.Run((n + TileRows - 1) / TileRows, Tiles.Threads((double)n * n * count, control.Threads), tile =>
            {
                var row = tile * TileRows;
                var rows = Math.Min(TileRows, n - row);
                DotTile.Add(strip.AsSpan(row * width), width, strip, width, kernel.AsSpan(row * n), n, rows, row + rows, count, 1);
            }, control.Cancellation);
        }
        var targets = new double[n];
        for (var r = 0; r < n; r++)
        {
            targets[r] = Math.Sqrt(WeightOf(r)) * (data.Targets.Span[r] - TargetMean);
        }
        return (kernel, targets);
    }

    /// <summary>Xᵀ K⁻¹ y, given the factor of K.</summary>
    internal double[] Combine(double[] factor, double[] targets)
    {
        Cholesky.Solve(factor, _rows, targets);
        var (result, row) = (new double[_columns], new double[_columns]);
        for (var r = 0; r < _rows; r++)
        {
            control.Cancellation.ThrowIfCancellationRequested();
            Row(r, 0, row);
            TensorPrimitives.MultiplyAdd(row, targets[r] * Math.Sqrt(WeightOf(r)), result, result);
        }
        return result;
    }

    /// <summary>Xᵀ (y − Xc), which a least-squares solution makes 0, and ‖y − Xc‖², from the data itself.</summary>
    internal (double[] Slope, double Loss) Residuals(double[] coefficients)
    {
        var parts = Parts();
        var slopes = new double[parts][];
        var losses = new double[parts];
        Tiles.Run(parts, Tiles.Threads(4.0 * _rows * _columns, control.Threads), part =>
        {
            slopes[part] = new double[_columns];
            losses[part] = Residuals(part, parts, coefficients, slopes[part]);
        }, control.Cancellation);
        for (var part = 1; part < parts; part++)
        {
            TensorPrimitives.Add(slopes[0], slopes[part], slopes[0]);
        }
        return (slopes[0], losses.Sum());
    }

    private double Residuals(int part, int parts, double[] coefficients, double[] slope)
    {
        var row = new double[_columns];
        double loss = 0;
        var to = (int)((long)_rows * (part + 1) / parts);
        for (var r = (int)((long)_rows * part / parts); r < to; r++)
        {
            if (r % TransposedRows.Block == 0)
            {
                control.Cancellation.ThrowIfCancellationRequested();
            }
            Row(r, 0, row);
            var residual = data.Targets.Span[r] - TargetMean - TensorPrimitives.Dot<double>(row, coefficients);
            var weight = WeightOf(r);
            loss += weight * residual * residual;
            TensorPrimitives.MultiplyAdd(row, weight * residual, slope, slope);
        }
        return loss;
    }

    /// <summary>Parts whose sums are added in order: how many depends on the shape of the data alone.</summary>
    private int Parts() => Math.Clamp(_rows / TransposedRows.Block, 1, MostParts);

    private double WeightOf(int row) => data.Weights.IsEmpty ? 1 : data.Weights.Span[row];

    private void Row(int row, int first, Span<double> to)
    {
        TensorPrimitives.ConvertTruncating(data.Rows[row].Slice(first, to.Length), to);
        TensorPrimitives.Subtract(to, moments.Means.AsSpan(first, to.Length), to);
    }

    /// <summary>Writes one block, centred and scaled, into its place in every row of the strip.</summary>
    private void Centre(TransposedRows transposed, int block, int at, int stride, double[] strip, double[] targets)
    {
        var count = transposed.RowsOf(block);
        Span<double> roots = stackalloc double[count];
        for (var r = 0; r < count; r++)
        {
            roots[r] = Math.Sqrt(WeightOf((block * TransposedRows.Block) + r));
            targets[at + r] = roots[r] * (data.Targets.Span[(block * TransposedRows.Block) + r] - TargetMean);
        }
        for (var j = 0; j < _columns; j++)
        {
            var to = strip.AsSpan((j * stride) + at, count);
            transposed.Read(block, j, 1, to);
            TensorPrimitives.Subtract(to, moments.Means[j], to);
            if (!data.Weights.IsEmpty)
            {
                TensorPrimitives.Multiply(to, roots, to);
            }
        }
    }
}
