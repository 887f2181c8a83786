namespace Pipelines.Evaluation;

/// <summary>
/// Compares two models over the folds of (repeated) cross-validation. Folds share training rows, so a plain t-test finds differences that are not there;
/// the variance is raised by test rows / train rows (Nadeau and Bengio, "Inference for the generalization error", 2003).
/// </summary>
public sealed record CorrectedResampledTTest
{
    /// <summary>How many folds, over all repetitions.</summary>
    public required int Folds { get; init; }

    /// <summary>Mean difference over the folds.</summary>
    public required double MeanDifference { get; init; }

    /// <summary>Mean difference over its corrected standard error; infinite where all differences are equal and not 0.</summary>
    public required double T { get; init; }

    /// <summary>Two-sided p-value, 0 to 1; 1 where there is no difference at all.</summary>
    public required double PValue { get; init; }

    /// <summary>Confidence interval of the mean difference.</summary>
    public required Interval Interval { get; init; }

    /// <summary>Tests differences of a metric, one a fold.</summary>
    /// <param name="differences">Model minus baseline on each fold, finite, at least 2 folds.</param>
    /// <param name="trainRows">Rows each fold trained on, at least 1.</param>
    /// <param name="testRows">Rows each fold was measured on, at least 1.</param>
    /// <param name="level">Level of the interval, between 0 and 1.</param>
    /// <exception cref="DataException">Fewer than 2 folds, or a difference that is not finite.</exception>
    public static CorrectedResampledTTest Of(ReadOnlySpan<double> differences, double trainRows, double testRows, double level = 0.95)
    {
        const string owner = nameof(CorrectedResampledTTest);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trainRows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(testRows);
        EvaluationInput.Finite(owner, "differences", differences);
        if (differences.Length < 2)
        {
            throw new DataException("evaluation.folds", $"{owner} needs at least 2 folds; got {differences.Length}. Use more folds, or compare rows with {nameof(PairedComparison)}.");
        }
        var (mean, deviation) = Moments.Of(differences);
        var error = deviation * Math.Sqrt((1.0 / differences.Length) + (testRows / trainRows));
        var t = error > 0 ? mean / error : mean == 0 ? 0 : double.CopySign(double.PositiveInfinity, mean);
        var half = error > 0 ? error * StudentT.Quantile(level, differences.Length - 1) : 0;
        return new() { Folds = differences.Length, MeanDifference = mean, T = t, PValue = StudentT.TwoSided(t, differences.Length - 1), Interval = new(mean - half, mean + half, level) };
    }
}
