namespace Pipelines.Evaluation;

/// <summary>How far predicted numbers are from the true ones. Sums are taken in double; weights of 1 give the unweighted figures.</summary>
public sealed record RegressionMetrics : IMetrics
{
    /// <summary>How many rows were scored.</summary>
    public required int Rows { get; init; }

    /// <summary>Root mean squared error, in the target's unit; 0 is perfect.</summary>
    public required double Rmse { get; init; }

    /// <summary>Mean absolute error, in the target's unit; 0 is perfect.</summary>
    public required double Mae { get; init; }

    /// <summary>Mean squared error; 0 is perfect.</summary>
    public required double Mse { get; init; }

    /// <summary>Share of the targets' variance that is explained: 1 is perfect, 0 is as good as always their mean, below 0 is worse. NaN where all targets are equal: there is no variance to explain.</summary>
    public required double R2 { get; init; }

    /// <summary>Mean of prediction minus target (bias): positive where predictions are too high on average.</summary>
    public required double MeanError { get; init; }

    /// <summary>Half of the weight of rows is at most this far off; between two middle rows their mean.</summary>
    public required double MedianAbsoluteError { get; init; }

    /// <summary>The largest distance of any row with a weight above 0.</summary>
    public required double MaxError { get; init; }

    /// <summary>The distance that <see cref="WithinTolerance"/> counts; NaN where none was asked for.</summary>
    public double Tolerance { get; init; } = double.NaN;

    /// <summary>Share of rows at most <see cref="Tolerance"/> off, 0 to 1; NaN where no tolerance was asked for.</summary>
    public double WithinTolerance { get; init; } = double.NaN;

    /// <summary>Confidence interval of <see cref="Rmse"/>, or null where none was computed; see <see cref="WithIntervals"/>.</summary>
    public Interval? RmseInterval { get; init; }

    /// <summary>Confidence interval of <see cref="Mae"/>, or null where none was computed; see <see cref="WithIntervals"/>.</summary>
    public Interval? MaeInterval { get; init; }

    /// <inheritdoc/>
    public IEnumerable<Metric> All
    {
        get
        {
            yield return new("rmse", Rmse, Better.Lower, RmseInterval);
            yield return new("mae", Mae, Better.Lower, MaeInterval);
            yield return new("mse", Mse, Better.Lower);
            yield return new("r2", R2, Better.Higher);
            yield return new("bias", MeanError, Better.NearZero);
            yield return new("median_error", MedianAbsoluteError, Better.Lower);
            yield return new("max_error", MaxError, Better.Lower);
            if (!double.IsNaN(Tolerance))
            {
                yield return new("within_tolerance", WithinTolerance, Better.Higher);
            }
        }
    }

    /// <summary>Measures predictions.</summary>
    /// <param name="targets">The true numbers, length n, at least 1.</param>
    /// <param name="predictions">The predicted numbers, length n.</param>
    /// <param name="weights">How much each row counts, length n, 0 or more; empty for 1 each.</param>
    /// <param name="tolerance">Largest distance that counts as right in <see cref="WithinTolerance"/>, 0 or more; NaN to leave it out.</param>
    /// <exception cref="DataException">No rows, lengths that differ, a value that is not finite (the row is named, from 1), a negative weight or no weight at all.</exception>
    public static RegressionMetrics Of(ReadOnlySpan<float> targets, ReadOnlySpan<float> predictions, ReadOnlySpan<float> weights = default, double tolerance = double.NaN)
    {
        var absolute = PredictionErrors.WithSign(targets, predictions);
        var total = EvaluationInput.Weights(nameof(RegressionMetrics), weights, targets.Length);
        double squares = 0, distances = 0, signed = 0, sumTargets = 0, largest = 0, within = 0;
        for (var i = 0; i < absolute.Length; i++)
        {
            var (w, e) = (EvaluationInput.WeightOf(weights, i), absolute[i]);
            var distance = Math.Abs(e);
            squares += w * e * e;
            distances += w * distance;
            signed += w * e;
            sumTargets += w * targets[i];
            within += distance <= tolerance ? w : 0;
            largest = w > 0 ? Math.Max(largest, distance) : largest;
            absolute[i] = distance;
        }
        return new()
        {
            Rows = targets.Length,
            Rmse = Math.Sqrt(squares / total),
            Mae = distances / total,
            Mse = squares / total,
            R2 = Explained(targets, weights, sumTargets / total, squares),
            MeanError = signed / total,
            MedianAbsoluteError = Quantile.WeightedMedian(absolute, weights),
            MaxError = largest,
            Tolerance = tolerance,
            WithinTolerance = double.IsNaN(tolerance) ? double.NaN : within / total,
        };
    }

    /// <summary>The same metrics with bootstrap confidence intervals for <see cref="Rmse"/> and <see cref="Mae"/>.</summary>
    /// <param name="errors">Prediction minus target of each row (<see cref="PredictionErrors.WithSign"/>), unweighted.</param>
    /// <param name="options">Replicates, level, seed; null for the defaults.</param>
    /// <param name="control">Threads and cancellation.</param>
    /// <param name="groups">Group of each row, such as its user, to resample groups instead of rows; empty to resample rows.</param>
    public RegressionMetrics WithIntervals(ReadOnlySpan<double> errors, BootstrapOptions? options = null, FitControl? control = null, ReadOnlySpan<int> groups = default)
    {
        var distances = new double[errors.Length];
        for (var i = 0; i < distances.Length; i++)
        {
            distances[i] = Math.Abs(errors[i]);
        }
        return this with
        {
            RmseInterval = Bootstrap.Rmse(errors, options, control, groups).Interval,
            MaeInterval = Bootstrap.Mean(distances, options, control, groups).Interval,
        };
    }

    private static double Explained(ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, double mean, double squares)
    {
        double variance = 0;
        var constant = true;
        var first = float.NaN;
        for (var i = 0; i < targets.Length; i++)
        {
            var w = EvaluationInput.WeightOf(weights, i);
            if (w > 0)
            {
                first = float.IsNaN(first) ? targets[i] : first;
                constant &= targets[i] == first;
                variance += w * (targets[i] - mean) * (targets[i] - mean);
            }
        }
        return constant ? double.NaN : 1 - (squares / variance);
    }
}
