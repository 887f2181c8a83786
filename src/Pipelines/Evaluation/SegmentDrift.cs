namespace Pipelines.Evaluation;

/// <summary>What changed between two segmentations: the sizes of the segments, and who moved from which to which.</summary>
/// <remarks>
/// The population stability index is Σ (a − e) ln(a / e) over the segments' shares before (e) and after (a): the symmetric divergence of H. Jeffreys, "An invariant form for the prior probability in estimation problems", 1946,
/// which credit scoring calls PSI (N. Siddiqi, Credit Risk Scorecards, 2006: below 0.1 stable, 0.1 to 0.25 to be looked at, above 0.25 changed). Half a row is added to each segment that is empty on one side,
/// so that it stays finite. O(n + k²).
/// </remarks>
public sealed record SegmentDrift
{
    /// <summary>Labels that occur before or after, rising; rows and columns of <see cref="Migration"/>.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>Rows in each segment before.</summary>
    public required IReadOnlyList<int> Before { get; init; }

    /// <summary>Rows in each segment after.</summary>
    public required IReadOnlyList<int> After { get; init; }

    /// <summary>The population stability index of the shares: 0 where they are equal.</summary>
    public required double StabilityIndex { get; init; }

    /// <summary>Of those known on both sides, how many went from segment i to segment j, at i · k + j; empty where nobody was followed.</summary>
    public required IReadOnlyList<int> Migration { get; init; }

    /// <summary>How many are known on both sides.</summary>
    public int Followed
    {
        get
        {
            var sum = 0;
            foreach (var count in Migration)
            {
                sum += count;
            }
            return sum;
        }
    }

    /// <summary>Share of those followed who stayed in their segment; NaN where nobody was followed.</summary>
    public double StayedShare
    {
        get
        {
            var stayed = 0.0;
            for (var i = 0; i < Labels.Count && Migration.Count > 0; i++)
            {
                stayed += Migration[(i * Labels.Count) + i];
            }
            return stayed / Followed;
        }
    }

    /// <summary>Compares the sizes, and follows those who are known on both sides.</summary>
    /// <param name="before">The segment of each row before.</param>
    /// <param name="after">The segment of each row after; the rows may be others.</param>
    /// <param name="followed">For each row after, its place before, or −1 where it is new; empty to follow nobody.</param>
    /// <exception cref="DataException">One side has no rows, lengths differ, or a place does not exist or occurs twice.</exception>
    public static SegmentDrift Of(ReadOnlySpan<int> before, ReadOnlySpan<int> after, ReadOnlySpan<int> followed = default)
    {
        EvaluationInput.SameLength(nameof(SegmentDrift), before.Length, nameof(before), before.Length);
        EvaluationInput.SameLength(nameof(SegmentDrift), after.Length, nameof(followed), followed.IsEmpty ? after.Length : followed.Length);
        var both = new int[before.Length + after.Length];
        before.CopyTo(both);
        after.CopyTo(both.AsSpan(before.Length));
        var codes = LabelCodes.Of(both, noise: false);
        var k = codes.Labels.Length;
        var (from, to) = (new int[k], new int[k]);
        for (var i = 0; i < both.Length; i++)
        {
            (i < before.Length ? from : to)[codes.Codes[i]]++;
        }
        var migration = followed.IsEmpty ? [] : new int[k * k];
        var seen = new bool[before.Length];
        for (var i = 0; i < followed.Length; i++)
        {
            if (followed[i] == -1)
            {
                continue;
            }
            if ((uint)followed[i] >= (uint)before.Length || seen[followed[i]])
            {
                throw new DataException("evaluation.followed", $"SegmentDrift.followed, row {i + 1}: {followed[i]} is not a row before that is still free (0 to {before.Length - 1}, each once). Write -1 for rows that are new.");
            }
            seen[followed[i]] = true;
            migration[(codes.Codes[followed[i]] * k) + codes.Codes[before.Length + i]]++;
        }
        return new() { Labels = codes.Labels, Before = from, After = to, StabilityIndex = Index(from, to, before.Length, after.Length), Migration = migration };
    }

    private static double Index(int[] before, int[] after, double rowsBefore, double rowsAfter)
    {
        var sum = 0.0;
        for (var s = 0; s < before.Length; s++)
        {
            var empty = before[s] == 0 || after[s] == 0 ? 0.5 : 0;
            var (e, a) = ((before[s] + empty) / rowsBefore, (after[s] + empty) / rowsAfter);
            sum += (a - e) * Math.Log(a / e);
        }
        return sum;
    }
}
