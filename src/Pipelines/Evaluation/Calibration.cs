namespace Pipelines.Evaluation;

/// <summary>Whether probabilities can be believed: of the rows predicted at 70 %, do 70 % come true?</summary>
public sealed class Calibration
{
    private Calibration(IReadOnlyList<CalibrationBin> bins, double expected, double largest) => (Bins, ExpectedError, LargestError) = (bins, expected, largest);

    /// <summary>The bins that hold rows, by rising probability.</summary>
    public IReadOnlyList<CalibrationBin> Bins { get; }

    /// <summary>Mean distance between predicted and observed share over the rows (expected calibration error), 0 to 1; 0 is perfect.</summary>
    public double ExpectedError { get; }

    /// <summary>The largest distance between predicted and observed share of any bin.</summary>
    public double LargestError { get; }

    /// <summary>Sorts rows into bins of equal width.</summary>
    /// <param name="probabilities">Predicted probability of positive, 0 to 1, length n, at least 1.</param>
    /// <param name="positives">Which rows are positive, length n.</param>
    /// <param name="bins">How many bins, at least 1.</param>
    /// <exception cref="DataException">No rows, lengths that differ, or a value outside 0 to 1 (the row is named, from 1).</exception>
    public static Calibration EqualWidth(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> positives, int bins = 10)
    {
        Check(probabilities, positives, bins);
        var edges = new double[bins + 1];
        for (var b = 0; b <= bins; b++)
        {
            edges[b] = (double)b / bins;
        }
        return Of(probabilities, positives, edges);
    }

    /// <summary>Sorts rows into bins of about equal numbers of rows; fewer bins where probabilities repeat.</summary>
    /// <param name="probabilities">Predicted probability of positive, 0 to 1, length n, at least 1.</param>
    /// <param name="positives">Which rows are positive, length n.</param>
    /// <param name="bins">How many bins, at least 1.</param>
    /// <exception cref="DataException">No rows, lengths that differ, or a value outside 0 to 1 (the row is named, from 1).</exception>
    public static Calibration EqualCount(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> positives, int bins = 10)
    {
        Check(probabilities, positives, bins);
        var sorted = probabilities.ToArray();
        Array.Sort(sorted);
        var edges = new double[bins + 1];
        for (var b = 0; b <= bins; b++)
        {
            edges[b] = Quantile.OfSorted(sorted, (double)b / bins);
        }
        return Of(probabilities, positives, edges);
    }

    private static void Check(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> positives, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        EvaluationInput.SameLength(nameof(Calibration), positives.Length, "probabilities", probabilities.Length);
        for (var i = 0; i < probabilities.Length; i++)
        {
            if (probabilities[i] is not (>= 0 and <= 1))
            {
                throw EvaluationInput.NotProbability(nameof(Calibration), "probabilities", i, probabilities[i]);
            }
        }
    }

    private static Calibration Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> positives, double[] edges)
    {
        var bins = edges.Length - 1;
        var (rows, predicted, happened) = (new int[bins], new double[bins], new int[bins]);
        for (var i = 0; i < probabilities.Length; i++)
        {
            // The first inner edge at or above the probability closes its bin, as in scikit-learn.
            var bin = Array.BinarySearch(edges, 1, bins - 1, probabilities[i]);
            bin = bin < 0 ? ~bin - 1 : bin - 1;
            while (bin > 0 && edges[bin] >= probabilities[i])
            {
                bin--;
            }
            rows[bin]++;
            predicted[bin] += probabilities[i];
            happened[bin] += positives[i] ? 1 : 0;
        }
        List<CalibrationBin> filled = [];
        double expected = 0, largest = 0;
        for (var b = 0; b < bins; b++)
        {
            if (rows[b] > 0)
            {
                filled.Add(new(edges[b], edges[b + 1], rows[b], predicted[b] / rows[b], (double)happened[b] / rows[b]));
                var distance = Math.Abs(predicted[b] - happened[b]) / rows[b];
                expected += distance * rows[b] / probabilities.Length;
                largest = Math.Max(largest, distance);
            }
        }
        return new(filled, expected, largest);
    }
}
