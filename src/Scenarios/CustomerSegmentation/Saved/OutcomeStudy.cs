using Pipelines;
using Pipelines.Evaluation;
using Scenarios.Hosting;

namespace CustomerSegmentation.Saved;

/// <summary>What the customers of each segment did next: how much of it the segment tells, and how much of it a choice of the best segments would have caught.</summary>
internal sealed record OutcomeStudy
{
    /// <summary>How many customers were measured.</summary>
    public required int Rows { get; init; }

    /// <summary>True where the outcome is yes or no.</summary>
    public required bool IsShare { get; init; }

    /// <summary>What each segment did, by number.</summary>
    public required SegmentOutcomes Outcomes { get; init; }

    /// <summary>The curve of gain; null where the outcomes do not sum to more than 0.</summary>
    public CumulativeGain? Gain { get; init; }

    /// <summary>Measures.</summary>
    /// <param name="segments">The segment of each customer; 0 for none.</param>
    /// <param name="outcome">What each did; NaN where nothing is known.</param>
    /// <param name="isShare">True where the outcome is yes or no.</param>
    /// <param name="run">Seed and threads.</param>
    public static OutcomeStudy Of(int[] segments, double[] outcome, bool isShare, RunContext run)
    {
        int[] known = [.. Enumerable.Range(0, outcome.Length).Where(r => !double.IsNaN(outcome[r]))];
        if (known.Length < 2)
        {
            throw new ScenarioException(ExitCode.Data, "data.rows", 2, known.Length);
        }
        int[] labels = [.. known.Select(r => segments[r])];
        double[] values = [.. known.Select(r => outcome[r])];
        var scores = Scores(labels, values, run.Seed);
        return new()
        {
            Rows = known.Length,
            IsShare = isShare,
            Outcomes = SegmentOutcomes.Of(labels, values, new() { Seed = run.Seed }, run.Control),
            Gain = values.Sum() > 0 ? CumulativeGain.Of(scores, values) : null,
        };
    }

    /// <summary>The rank of each customer's segment by mean outcome, learned on the other half of the customers: a segment that was only lucky gains nothing by it.</summary>
    internal static double[] Scores(int[] labels, double[] values, long seed)
    {
        int[] order = [.. Enumerable.Range(0, labels.Length)];
        Rng.At(seed, 17).Shuffle(order.AsSpan());
        var half = new bool[labels.Length];
        for (var i = 0; i < order.Length / 2; i++)
        {
            half[order[i]] = true;
        }
        var count = labels.Max() + 1;
        var scores = new double[labels.Length];
        foreach (var side in (bool[])[false, true])
        {
            var (sums, sizes) = (new double[count], new int[count]);
            for (var r = 0; r < labels.Length; r++)
            {
                if (half[r] != side)
                {
                    sums[labels[r]] += values[r];
                    sizes[labels[r]]++;
                }
            }
            int[] ranked = [.. Enumerable.Range(0, count).OrderBy(s => sizes[s] > 0 ? sums[s] / sizes[s] : double.NegativeInfinity).ThenBy(s => s)];
            for (var r = 0; r < labels.Length; r++)
            {
                if (half[r] == side)
                {
                    scores[r] = Array.IndexOf(ranked, labels[r]);
                }
            }
        }
        return scores;
    }
}
