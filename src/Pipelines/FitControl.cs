using System.Globalization;

namespace Pipelines;

/// <summary>What may change the time that fitting takes, and never its result.</summary>
public sealed record FitControl
{
    private readonly int _threads = Environment.ProcessorCount;

    /// <summary>No progress, no cancellation, all cores.</summary>
    public static FitControl Default { get; } = new();

    /// <summary>Told of each pass, from 1 to the last.</summary>
    public IProgress<FitStep>? Progress { get; init; }

    /// <summary>Checked at least every 50 ms of work.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>How many threads may work at once, at least 1. Default: the number of cores.</summary>
    public int Threads
    {
        get => _threads;
        init => _threads = value >= 1 ? value : throw new OptionException(nameof(FitControl), nameof(Threads), "a whole number, at least 1", value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Reports one finished pass and stops here when cancelled.</summary>
    public void Step(int step, int of, double loss = double.NaN)
    {
        Cancellation.ThrowIfCancellationRequested();
        Progress?.Report(new(step, of, loss));
    }
}
