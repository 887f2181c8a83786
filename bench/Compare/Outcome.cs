namespace Bench.Compare;

/// <summary>What one row gave on one thread count.</summary>
/// <param name="Row">The row.</param>
/// <param name="Threads">How many threads each side had.</param>
/// <param name="Ours">Our side.</param>
/// <param name="Peers">The others, in the row's order.</param>
internal sealed record Outcome(Row Row, int Threads, SideResult Ours, IReadOnlyList<SideResult> Peers)
{
    /// <summary>Ratios that count: of processor seconds on one thread, where a busy machine disturbs them least, and by the clock on more, where working together is the point.</summary>
    public static bool CountsCpu(int threads) => threads == 1;

    /// <summary>The ratios against a peer, repeat by repeat.</summary>
    public Ratios Of(SideResult peer, bool cpu) =>
        new([.. peer.Repeats.Zip(Ours.Repeats, (theirs, ours) => cpu ? theirs.Cpu / ours.Cpu : theirs.Wall / ours.Wall)]);

    /// <summary>The ratios against the first peer that decide, or null where none can be had.</summary>
    public Ratios? Deciding => Peers is [{ Agrees: true } first, ..] ? Of(first, CountsCpu(Threads)) : null;

    /// <summary>Whether the bar is met; null where there is none, or no ratio to hold against it.</summary>
    public bool? IsMet => Row.Bar is { } bar && Deciding is { } ratios
        ? ratios.Median >= bar.Median && ratios.Worst >= bar.Worst && !(Ours.Quality < Peers[0].Quality - bar.Quality)
        : null;
}

/// <summary>What one side gave.</summary>
/// <param name="Side">Its name.</param>
internal sealed record SideResult(string Side)
{
    /// <summary>Why it did not take part, or null.</summary>
    public string? Missing { get; init; }

    /// <summary>The least of the slices of each repeat.</summary>
    public IReadOnlyList<Timing> Repeats { get; init; } = [];

    /// <summary>Runs in a slice.</summary>
    public int Count { get; init; }

    public double Check { get; init; }

    public double Scale { get; init; }

    public double Quality { get; init; } = double.NaN;

    /// <summary>Whether its result is ours.</summary>
    public bool Agrees { get; init; }

    public Timing Median => new(Ratios.MedianOf(Repeats.Select(t => t.Wall)), Ratios.MedianOf(Repeats.Select(t => t.Cpu)));

    public Timing Least => Repeats.Aggregate((a, b) => a.Least(b));
}

/// <summary>Peer's time over ours, one a repeat.</summary>
internal sealed record Ratios(double[] Values)
{
    public double Median => MedianOf(Values);

    public double Worst => Values.Min();

    public static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
