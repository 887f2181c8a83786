using System.Buffers;
using Pipelines.Data;
using Pipelines.Numerics;
using Pipelines.Reduction;

namespace Pipelines.Anomaly;

/// <summary>The search of <see cref="MinimumCovarianceDeterminant"/> for the h rows whose covariance has the least determinant.</summary>
internal sealed class Concentration
{
    /// <summary>Groups, then a sample, then all rows.</summary>
    public const int Stages = 3;

    private const int Kept = 10, GroupRows = 300, MostGroups = 20, SampleRows = 1500, FewRows = 500, LastSteps = 30;

    /// <summary>Variances up to here, of columns in units of their spread, are none.</summary>
    private const double Least = 1e-9;

    private readonly MatrixView _rows;
    private readonly int _support;
    private readonly long _seed;
    private readonly FitControl _control;
    private readonly double[] _inverseSpread;

    public Concentration(MatrixView rows, int support, long seed, FitControl control)
    {
        (_rows, _support, _seed, _control) = (rows, support, seed, control);
        _inverseSpread = InverseSpread(rows);
    }

    /// <summary>A mean, axes along which rows have variance 1, of columns in units of their spread, and the logarithm of the determinant of their covariance.</summary>
    public sealed record Estimate(double[] Mean, double[] Whitening, double LogDeterminant);

    /// <summary>The best estimate found.</summary>
    public Estimate Find()
    {
        var n = _rows.Rows;
        if (n <= FewRows)
        {
            var few = Improve(_rows, _support, Starts(_rows, _support, 30, 0), 2, Kept);
            _control.Step(1, Stages + 1);
            _control.Step(2, Stages + 1);
            return Last(few);
        }
        var groups = Math.Min(MostGroups, n / GroupRows);
        var order = Shuffled(n, 1);
        var trials = Math.Max(10, 500 / groups);
        var found = new List<Estimate>();
        var each = Math.Min(n / groups, GroupRows + (GroupRows / 2));
        for (var g = 0; g < groups; g++)
        {
            var group = _rows.Take(order.AsSpan(g * each, each));
            var support = Part(each);
            found.AddRange(Improve(group, support, Starts(group, support, trials, g + 2), 2, Kept));
        }
        _control.Step(1, Stages + 1);
        if (n > SampleRows)
        {
            var sample = _rows.Take(Shuffled(n, 0).AsSpan(0, SampleRows));
            found = Improve(sample, Part(SampleRows), found, 2, Kept);
        }
        else
        {
            found = Improve(_rows, _support, found, 2, Kept);
        }
        _control.Step(2, Stages + 1);
        return Last(found);
    }

    /// <summary>Squared distance of each row from the mean, in the metric of the estimate.</summary>
    public void Distances(Estimate estimate, MatrixView rows, Span<double> distances)
    {
        const int blockRows = 512;
        var d = rows.Columns;
        var buffer = ArrayPool<double>.Shared.Rent((2 * blockRows) + d);
        var ones = buffer.AsSpan(2 * blockRows, d);
        ones.Fill(1);
        for (var first = 0; first < rows.Rows; first += blockRows)
        {
            _control.Cancellation.ThrowIfCancellationRequested();
            var block = rows[first..Math.Min(rows.Rows, first + blockRows)];
            ProjectedSquares.Of(block.Values, estimate.Mean, _inverseSpread, estimate.Whitening, ones, buffer.AsSpan(0, 2 * block.Rows));
            buffer.AsSpan(0, block.Rows).CopyTo(distances[first..]);
        }
        ArrayPool<double>.Shared.Return(buffer);
    }

    /// <summary>Sums of some rows.</summary>
    public ScatterMatrix Sums(MatrixView rows, ReadOnlySpan<int> chosen)
    {
        var d = rows.Columns;
        var sums = new ScatterMatrix(d);
        var buffer = ArrayPool<float>.Shared.Rent(Math.Min(ScatterMatrix.BlockRows, chosen.Length) * d);
        for (var first = 0; first < chosen.Length; first += ScatterMatrix.BlockRows)
        {
            var count = Math.Min(ScatterMatrix.BlockRows, chosen.Length - first);
            for (var i = 0; i < count; i++)
            {
                rows[chosen[first + i]].CopyTo(buffer.AsSpan(i * d, d));
            }
            sums.Add(buffer.AsSpan(0, count * d), 1, _control.Cancellation);
        }
        ArrayPool<float>.Shared.Return(buffer);
        return sums;
    }

    private Estimate Last(List<Estimate> found)
    {
        var best = Improve(_rows, _support, found, LastSteps, 1)[0];
        _control.Step(3, Stages + 1);
        return best;
    }

    private int Part(int rows) => Math.Clamp((int)Math.Ceiling((double)rows * _support / _rows.Rows), 1, rows);

    /// <summary>Improves each estimate by some steps, and returns the best, the best first.</summary>
    private List<Estimate> Improve(MatrixView rows, int support, List<Estimate> estimates, int steps, int keep)
    {
        var improved = new Estimate[estimates.Count];
        Tiles.Run(improved.Length, _control.Threads, i => improved[i] = Improve(rows, support, estimates[i], steps), _control.Cancellation);
        // Stable, so that equal determinants keep their order.
        return [.. improved.OrderBy(e => e.LogDeterminant).Take(keep)];
    }

    private Estimate Improve(MatrixView rows, int support, Estimate start, int steps)
    {
        var (best, distances, chosen) = (start, new double[rows.Rows], new int[support]);
        for (var step = 0; step < steps; step++)
        {
            Distances(best, rows, distances);
            Nearest(distances, chosen);
            var next = Of(rows, chosen);
            var better = step == 0 || next.LogDeterminant < best.LogDeterminant;
            best = better ? next : best;
            if (!better)
            {
                break;
            }
        }
        return best;
    }

    /// <summary>Estimates of random parts of the rows.</summary>
    private List<Estimate> Starts(MatrixView rows, int support, int count, int epoch)
    {
        var starts = new Estimate[count];
        Tiles.Run(count, _control.Threads, t =>
        {
            var order = new int[rows.Rows];
            for (var r = 0; r < order.Length; r++)
            {
                order[r] = r;
            }
            var rng = Rng.At(_seed, epoch, t + 1);
            rng.Shuffle(order.AsSpan());
            starts[t] = Of(rows, order.AsSpan(0, support));
        }, _control.Cancellation);
        return [.. starts];
    }

    private int[] Shuffled(int count, int item)
    {
        var order = new int[count];
        for (var r = 0; r < count; r++)
        {
            order[r] = r;
        }
        var rng = Rng.At(_seed, 1, -1 - item);
        rng.Shuffle(order.AsSpan());
        return order;
    }

    private Estimate Of(MatrixView rows, ReadOnlySpan<int> chosen)
    {
        var sums = Sums(rows, chosen);
        var d = rows.Columns;
        var covariance = new double[d * d];
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                covariance[(i * d) + j] = sums.Scatter[(i * d) + j] / sums.Rows * _inverseSpread[i] * _inverseSpread[j];
            }
        }
        var factor = (double[])covariance.Clone();
        var logarithm = 0.0;
        var regular = Cholesky.Factor(factor, d) < 0;
        for (var i = 0; i < d && regular; i++)
        {
            var pivot = factor[(i * d) + i] * factor[(i * d) + i];
            regular = pivot > Least;
            logarithm += Math.Log(pivot);
        }
        return regular ? new(sums.Mean, InverseOf(factor, d), logarithm) : Singular(sums.Mean, covariance, d);
    }

    /// <summary>Where the rows do not move in some direction, distance is measured along the others.</summary>
    private static Estimate Singular(double[] mean, double[] covariance, int d)
    {
        var (values, vectors) = SymmetricEigen.Of(covariance, d);
        var logarithm = 0.0;
        for (var i = 0; i < d; i++)
        {
            logarithm += Math.Log(Math.Max(values[i], Least));
            var scale = values[i] > Least ? 1 / Math.Sqrt(values[i]) : 0;
            foreach (ref var value in vectors.AsSpan(i * d, d))
            {
                value *= scale;
            }
        }
        return new(mean, vectors, logarithm);
    }

    /// <summary>L⁻¹, row by row from substitution.</summary>
    private static double[] InverseOf(double[] factor, int d)
    {
        var inverse = new double[d * d];
        for (var i = 0; i < d; i++)
        {
            var row = inverse.AsSpan(i * d, d);
            for (var k = 0; k < i; k++)
            {
                RowSums.Add(inverse.AsSpan(k * d, k + 1), -factor[(i * d) + k], row);
            }
            row[i] = 1;
            var pivot = 1 / factor[(i * d) + i];
            for (var j = 0; j <= i; j++)
            {
                row[j] *= pivot;
            }
        }
        return inverse;
    }

    /// <summary>The rows of the smallest distances; of equal ones at the boundary those that come first.</summary>
    private static void Nearest(double[] distances, int[] chosen)
    {
        var sorted = ArrayPool<double>.Shared.Rent(distances.Length);
        distances.CopyTo(sorted, 0);
        Array.Sort(sorted, 0, distances.Length);
        var limit = sorted[chosen.Length - 1];
        var below = Array.BinarySearch(sorted, 0, chosen.Length, limit);
        while (below > 0 && sorted[below - 1] == limit)
        {
            below--;
        }
        ArrayPool<double>.Shared.Return(sorted);
        var (equal, count) = (chosen.Length - below, 0);
        for (var r = 0; r < distances.Length && count < chosen.Length; r++)
        {
            if (distances[r] < limit || (distances[r] == limit && equal-- > 0))
            {
                chosen[count++] = r;
            }
        }
    }

    /// <summary>1 over the spread of each column: the median distance from its median, or the standard deviation where half of the rows are equal, or 1 where all are.</summary>
    private double[] InverseSpread(MatrixView rows)
    {
        var (inverse, column) = (new double[rows.Columns], new float[rows.Rows]);
        var moments = ColumnMoments.Of(rows.Operand, _control.Threads, _control.Cancellation);
        for (var c = 0; c < inverse.Length; c++)
        {
            for (var r = 0; r < column.Length; r++)
            {
                column[r] = rows[r][c];
            }
            Array.Sort(column);
            var median = column[column.Length / 2];
            for (var r = 0; r < column.Length; r++)
            {
                column[r] = Math.Abs(column[r] - median);
            }
            Array.Sort(column);
            double spread = column[column.Length / 2];
            spread = spread > 0 ? spread : Math.Sqrt(moments.Squares[c] / rows.Rows);
            inverse[c] = spread > 0 ? 1 / spread : 1;
        }
        return inverse;
    }
}
