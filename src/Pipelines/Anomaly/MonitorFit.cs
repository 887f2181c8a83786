using System.Numerics.Tensors;
using Pipelines.Data;
using Pipelines.Numerics;
using Pipelines.Reduction;

namespace Pipelines.Anomaly;

/// <summary>What monitors of rows and of series learn: axes, how many of them are kept, and limits.</summary>
internal sealed class MonitorFit
{
    /// <summary>How many components random sampling looks for where their number is not given.</summary>
    private const int MostSampled = 64;

    private readonly MatrixView _rows;
    private readonly PcaMonitorOptions _options;
    private readonly FitControl _control;
    private readonly ScatterMatrix[] _blocks;
    private readonly int _folds;

    public MonitorFit(MatrixView rows, PcaMonitorOptions options, string owner, FitControl control)
    {
        if (options.Components > Math.Min(rows.Rows, rows.Columns))
        {
            throw new DataException("anomaly.components", $"{owner}.Components must be at most {Math.Min(rows.Rows, rows.Columns)} for {rows.Rows} rows of {rows.Columns} columns; got {options.Components}. Ask for fewer components or give more rows.");
        }
        (_rows, _options, _control) = (rows, options, control with { Progress = null });
        // A block of one row, and two others to learn from, is the least that can be held out.
        _folds = options.Limits == LimitRule.HeldOut && rows.Rows >= 4 ? Math.Min(options.Folds, rows.Rows / 2) : 1;
        _blocks = new ScatterMatrix[options.Randomized ? 0 : _folds];
        for (var b = 0; b < _blocks.Length; b++)
        {
            _blocks[b] = CovarianceAxes.Scatter(Block(b), _control);
        }
        Steps = control;
        Axes = FindAxes(without: -1);
        Retained = Choose();
        Steps.Step(1, _folds);
    }

    public CovarianceAxes Axes { get; }

    public int Retained { get; }

    private FitControl Steps { get; }

    /// <summary>Limits, and the mean of each statistic over normal rows, where smoothing starts.</summary>
    /// <param name="smoothing">Weight of the newest value in an exponentially weighted mean; 1 for none.</param>
    public (MonitorLimits Limits, MonitorValues Means) FindLimits(double smoothing)
    {
        var n = _rows.Rows;
        var (t, spe, distance) = (new double[n], new double[n], new double[n]);
        MonitorValues means = default;
        for (var f = 0; f < _folds; f++)
        {
            _control.Cancellation.ThrowIfCancellationRequested();
            var axes = _folds > 1 ? FindAxes(without: f) : Axes;
            var forms = new MonitorForms(axes, Math.Min(Retained, axes.Axes));
            var (from, to) = _folds > 1 ? Bounds(f) : (0, n);
            means = new(
                means.TSquared + Fill(forms.TSquared, from, to, smoothing, t),
                means.Spe + Fill(forms.Spe, from, to, smoothing, spe),
                0,
                means.Mahalanobis + Fill(forms.Mahalanobis, from, to, smoothing, distance));
            if (f > 0)
            {
                Steps.Step(f + 1, _folds);
            }
        }
        means = new(means.TSquared / n, means.Spe / n, 0, means.Mahalanobis / n);
        if (_options.Limits != LimitRule.HeldOut)
        {
            return (MonitorLimits.ByTheory(Axes, Retained, _options.FalseAlarmRate, _options.Limits == LimitRule.ChiSquared), means);
        }
        var rate = _options.FalseAlarmRate;
        var limits = new MonitorLimits(ScoreThreshold.ByHeldOut((double[])t.Clone(), rate), ScoreThreshold.ByHeldOut((double[])spe.Clone(), rate), 0, ScoreThreshold.ByHeldOut(distance, rate));
        var combined = new double[n];
        for (var r = 0; r < n; r++)
        {
            combined[r] = limits.Combine(t[r], spe[r]);
        }
        return (limits with { Combined = ScoreThreshold.ByHeldOut(combined, rate) }, means);
    }

    /// <summary>Values of the held-out rows, smoothed as a monitor would have that had run up to them; returns the sum of the plain ones.</summary>
    private double Fill(QuadraticForm form, int from, int to, double smoothing, double[] values)
    {
        if (smoothing == 1)
        {
            form.Values(_rows[from..to], values.AsSpan(from, to - from));
            return Sum(values.AsSpan(from, to - from));
        }
        var all = new double[_rows.Rows];
        form.Values(_rows, all);
        var state = Sum(all) / all.Length;
        for (var r = 0; r < to; r++)
        {
            state += smoothing * (all[r] - state);
            if (r >= from)
            {
                values[r] = state;
            }
        }
        return Sum(all.AsSpan(from, to - from));
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }
        return sum;
    }

    private (int From, int To) Bounds(int block) => ((int)((long)block * _rows.Rows / _folds), (int)((long)(block + 1) * _rows.Rows / _folds));

    private MatrixView Block(int block)
    {
        var (from, to) = Bounds(block);
        return _rows[from..to];
    }

    private CovarianceAxes FindAxes(int without)
    {
        if (_options.Randomized)
        {
            return Sampled(without < 0 ? _rows : Others(without));
        }
        var sums = new ScatterMatrix(_rows.Columns);
        for (var b = 0; b < _blocks.Length; b++)
        {
            if (b != without)
            {
                sums.Add(_blocks[b], _control.Threads, _control.Cancellation);
            }
        }
        return CovarianceAxes.Of(sums, _options.Standardize, _control);
    }

    private Matrix Others(int without)
    {
        var (from, to) = Bounds(without);
        var others = new Matrix(_rows.Rows - (to - from), _rows.Columns);
        _rows[..from].Values.CopyTo(others.Values);
        _rows[to..].Values.CopyTo(others.Values.AsSpan(from * _rows.Columns));
        return others;
    }

    private CovarianceAxes Sampled(MatrixView rows)
    {
        var (standard, center, deviation) = Standard(rows);
        var most = Math.Min(rows.Rows, rows.Columns);
        var found = new RandomizedPca(new() { Components = Math.Min(most, _options.Components > 0 ? _options.Components : MostSampled), PowerIterations = 2, Seed = _options.Seed }).Fit(standard, _control);
        var variances = found.ExplainedVariance.ToArray();
        // Where the rows do not move, what was found is rounding and no direction: it belongs to the unseen.
        var moving = Array.FindIndex(variances, v => v <= CovarianceAxes.Floor);
        variances = moving < 0 ? variances : variances[..moving];
        var vectors = new double[variances.Length * rows.Columns];
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = found.Components.Values[i];
        }
        Orthonormalize(vectors, rows.Columns);
        var left = found.TotalVariance - Sum(variances);
        var rest = rows.Columns - variances.Length;
        // Float32 leaves some 1e-7 of the whole where nothing is.
        return new(rows.Rows, center, deviation, vectors, variances, rest > 0 && left > 1e-6 * found.TotalVariance ? Math.Max(CovarianceAxes.Floor, left / rest) : CovarianceAxes.Floor);
    }

    /// <summary>Gram-Schmidt in double: what is beyond the axes is a difference of squares, and float32 axes are of length 1 to seven digits only.</summary>
    private static void Orthonormalize(double[] vectors, int columns)
    {
        for (var i = 0; i < vectors.Length; i += columns)
        {
            var axis = vectors.AsSpan(i, columns);
            for (var k = 0; k < i; k += columns)
            {
                var other = vectors.AsSpan(k, columns);
                TensorPrimitives.MultiplyAdd(other, -RowSums.Dot(axis, other), axis, axis);
            }
            TensorPrimitives.Divide(axis, Math.Sqrt(RowSums.Dot(axis, axis)), axis);
        }
    }

    private (Matrix Rows, double[] Center, double[] Deviation) Standard(MatrixView rows)
    {
        var moments = ColumnMoments.Of(rows.Operand, _control.Threads, _control.Cancellation);
        var (center, deviation) = (moments.Means.ToArray(), new double[rows.Columns]);
        for (var j = 0; j < deviation.Length; j++)
        {
            deviation[j] = moments.Squares[j] / Math.Max(1, rows.Rows - 1);
        }
        CovarianceAxes.ToDeviations(deviation, _options.Standardize);
        var standard = new Matrix(rows.Rows, rows.Columns);
        for (var r = 0; r < rows.Rows; r++)
        {
            var from = rows[r];
            var to = standard[r];
            for (var j = 0; j < to.Length; j++)
            {
                to[j] = (float)((from[j] - center[j]) / deviation[j]);
            }
        }
        return (standard, center, deviation);
    }

    private int Choose()
    {
        if (_options.Components > 0)
        {
            return Math.Min(_options.Components, Axes.Rank);
        }
        if (_options.ParallelAnalysis && _rows.Rows > 1)
        {
            return Math.Min(Axes.Rank, Math.Max(1, ComponentChoice.ByParallelAnalysis(Standard(_rows).Rows, new() { Seed = _options.Seed }, _control).Components));
        }
        var total = Sum(Axes.Variances) + (Axes.Unseen > CovarianceAxes.Floor ? Axes.Unseen * (Axes.Columns - Axes.Axes) : 0);
        return total > 0 ? Math.Min(Axes.Rank, ComponentChoice.ByVariance(Axes.Variances, total, _options.Variance)) : 0;
    }
}
