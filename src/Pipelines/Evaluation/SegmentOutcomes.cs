namespace Pipelines.Evaluation;

/// <summary>Whether segments tell anything of an outcome that had no part in making them, such as the spend of the next period or the answer to a campaign: the value of a segmentation, measured.</summary>
/// <remarks>
/// η² is the share of the outcome's variance between the segments (R. A. Fisher, Statistical Methods for Research Workers, 1925). More segments raise it by chance by about (k − 1) / n.
/// Its interval is by <see cref="Bootstrap"/> over rows, the lifts' by the delta method on their logarithm. O(n) time; with the interval of η² O(n × replicates). Rows of no segment (labels below 0) are a segment of their own.
/// </remarks>
public sealed record SegmentOutcomes
{
    /// <summary>How many rows were measured.</summary>
    public required int Rows { get; init; }

    /// <summary>The mean outcome of all rows.</summary>
    public required double Mean { get; init; }

    /// <summary>Share of the outcome's variance that lies between the segments, 0 to 1; NaN where the outcome does not vary.</summary>
    public required double EtaSquared { get; init; }

    /// <summary>Interval of <see cref="EtaSquared"/>; null where none was asked for.</summary>
    public Interval? EtaSquaredInterval { get; init; }

    /// <summary>Each segment, by its label.</summary>
    public required IReadOnlyList<SegmentOutcome> Segments { get; init; }

    /// <summary>Measures the segments.</summary>
    /// <param name="labels">The segment of each row.</param>
    /// <param name="outcomes">What each row did, finite: an amount, or 1 and 0 for yes and no.</param>
    /// <param name="interval">Draws for the interval of η²; null for none. The level is that of the lifts too (0.95 where null).</param>
    /// <param name="control">Threads and cancellation.</param>
    /// <exception cref="DataException">No rows, lengths that differ, or an outcome that is not finite.</exception>
    public static SegmentOutcomes Of(ReadOnlySpan<int> labels, ReadOnlySpan<double> outcomes, BootstrapOptions? interval = null, FitControl? control = null)
    {
        EvaluationInput.SameLength(nameof(SegmentOutcomes), labels.Length, nameof(outcomes), outcomes.Length);
        EvaluationInput.Finite(nameof(SegmentOutcomes), nameof(outcomes), outcomes);
        var codes = LabelCodes.Of(labels, noise: false);
        var k = codes.Counts.Length;
        var (sums, squares) = (new double[k], new double[k]);
        double n = labels.Length, sum = 0, square = 0;
        for (var i = 0; i < outcomes.Length; i++)
        {
            var (y, s) = (outcomes[i], codes.Codes[i]);
            sums[s] += y;
            squares[s] += y * y;
            sum += y;
            square += y * y;
        }
        var mean = sum / n;
        var level = interval?.Level ?? 0.95;
        var segments = new SegmentOutcome[k];
        for (var s = 0; s < k; s++)
        {
            var own = sums[s] / codes.Counts[s];
            segments[s] = new(codes.Labels[s], codes.Counts[s], codes.Counts[s] / n, own, sum > 0 ? sums[s] / sum : double.NaN, mean > 0 ? own / mean : double.NaN,
                LiftInterval.Of(n, sum, square, codes.Counts[s], sums[s], squares[s], level));
        }
        var copy = interval is null ? [] : outcomes.ToArray();
        return new()
        {
            Rows = labels.Length,
            Mean = mean,
            EtaSquared = Eta(codes.Codes, outcomes, k, default),
            EtaSquaredInterval = interval is null ? null : Bootstrap.Of(labels.Length, drawn => Eta(codes.Codes, copy, k, drawn), interval, control).Interval,
            Segments = segments,
        };
    }

    /// <summary>η² of the rows whose numbers are given; of all where none are.</summary>
    private static double Eta(int[] codes, ReadOnlySpan<double> outcomes, int segments, ReadOnlySpan<int> drawn)
    {
        Span<double> sums = segments <= 64 ? stackalloc double[segments] : new double[segments];
        Span<int> counts = segments <= 64 ? stackalloc int[segments] : new int[segments];
        var n = drawn.IsEmpty ? codes.Length : drawn.Length;
        var mean = 0.0;
        for (var i = 0; i < n; i++)
        {
            var row = drawn.IsEmpty ? i : drawn[i];
            sums[codes[row]] += outcomes[row];
            counts[codes[row]]++;
            mean += outcomes[row];
        }
        mean /= n;
        double whole = 0, between = 0;
        for (var i = 0; i < n; i++)
        {
            var away = outcomes[drawn.IsEmpty ? i : drawn[i]] - mean;
            whole += away * away;
        }
        for (var s = 0; s < segments; s++)
        {
            var away = counts[s] > 0 ? (sums[s] / counts[s]) - mean : 0;
            between += counts[s] * away * away;
        }
        return whole > 0 ? Math.Min(1, between / whole) : double.NaN;
    }
}
