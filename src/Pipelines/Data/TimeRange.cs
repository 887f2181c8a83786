namespace Pipelines.Data;

/// <summary>A stretch of time: an alarm, a failure, the hours a machine was watched. Both ends belong to it, so that one instant is a stretch too.</summary>
/// <param name="Start">First instant, in .NET ticks (100 ns); row numbers or cycles do where there is no clock.</param>
/// <param name="End">Last instant, at least <paramref name="Start"/>.</param>
public readonly record struct TimeRange(long Start, long End)
{
    /// <summary>From the first instant to the last.</summary>
    public long Length => End - Start;

    /// <summary>True where the instant lies inside, ends included.</summary>
    public bool Contains(long time) => time >= Start && time <= End;

    /// <summary>True where the two share an instant.</summary>
    public bool Overlaps(TimeRange other) => Start <= other.End && other.Start <= End;

    /// <summary>The same stretches in order of time, those that overlap or touch joined into one.</summary>
    /// <exception cref="DataException">One of them ends before it starts.</exception>
    public static IReadOnlyList<TimeRange> Union(IEnumerable<TimeRange> ranges)
    {
        var joined = new List<TimeRange>();
        foreach (var range in ranges.OrderBy(r => r.Start))
        {
            if (range.End < range.Start)
            {
                throw new DataException("time.range", $"A stretch of time must end at or after its start; got {range.Start} to {range.End}. Swap its ends.");
            }
            if (joined.Count > 0 && range.Start <= joined[^1].End)
            {
                joined[^1] = new(joined[^1].Start, Math.Max(joined[^1].End, range.End));
            }
            else
            {
                joined.Add(range);
            }
        }
        return joined;
    }

    /// <summary>How much time the stretches of both lists have in common. Each list has to be in order and without overlaps, as <see cref="Union"/> returns it.</summary>
    public static long Shared(IReadOnlyList<TimeRange> first, IReadOnlyList<TimeRange> second)
    {
        long shared = 0;
        for (int a = 0, b = 0; a < first.Count && b < second.Count;)
        {
            shared += Math.Max(0, Math.Min(first[a].End, second[b].End) - Math.Max(first[a].Start, second[b].Start));
            _ = first[a].End <= second[b].End ? a++ : b++;
        }
        return shared;
    }

    /// <summary>
    /// The stretches that rising times cover. Rows follow each other as long as they are at most <paramref name="longestGap"/> apart; a stretch ends one usual step (the median of the
    /// steps) after its last row, for that row stands for the time until the next one.
    /// </summary>
    /// <param name="times">Instants of the rows, rising.</param>
    /// <param name="longestGap">Longest distance of neighbours within one stretch, more than 0; <see cref="long.MaxValue"/> for no limit.</param>
    public static IReadOnlyList<TimeRange> Covered(ReadOnlySpan<long> times, long longestGap)
    {
        if (times.IsEmpty)
        {
            return [];
        }
        var step = Math.Min(MedianStep(times), longestGap);
        var ranges = new List<TimeRange>();
        var start = times[0];
        for (var i = 1; i <= times.Length; i++)
        {
            if (i == times.Length || times[i] - times[i - 1] > longestGap)
            {
                ranges.Add(new(start, times[i - 1] + step));
                start = i < times.Length ? times[i] : 0;
            }
        }
        return ranges;
    }

    /// <summary>The usual distance of neighbouring rows: the lower median of the steps; 0 for fewer than 2 rows.</summary>
    /// <param name="times">Instants of the rows, rising.</param>
    public static long MedianStep(ReadOnlySpan<long> times)
    {
        if (times.Length < 2)
        {
            return 0;
        }
        var steps = new long[times.Length - 1];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = times[i + 1] - times[i];
        }
        Array.Sort(steps);
        return steps[(steps.Length - 1) / 2];
    }
}
