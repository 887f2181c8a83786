namespace QualityInspection.Study;

/// <summary>What a model says of one part.</summary>
internal sealed record JudgedPart
{
    /// <summary>How far the worst measurement is from the middle of its tolerance: 1 on a limit, more outside; 0 without tolerances.</summary>
    public required double Excess { get; init; }

    /// <summary>Which measurement that is, or -1.</summary>
    public required int Worst { get; init; }

    /// <summary>The statistic of all measurements together.</summary>
    public required double Statistic { get; init; }

    /// <summary>The statistic over its limit.</summary>
    public required double Ratio { get; init; }

    /// <summary>Probability of a defect as learned from labels; NaN without.</summary>
    public required double Probability { get; init; }

    /// <summary>Measurements without a value.</summary>
    public required int Missing { get; init; }

    /// <summary>True outside a tolerance.</summary>
    public bool IsOut => Excess > 1;

    /// <summary>Where it stands in the order of inspection without labels, higher sooner: outside a tolerance 2 and more, else 0 to 1 with 1/2 on the limit of the statistic.</summary>
    public double MonitorRank => RankOf(Excess, Ratio);

    /// <summary>See <see cref="MonitorRank"/>.</summary>
    public static double RankOf(double excess, double ratio) => excess > 1 ? 1 + excess : ratio / (1 + ratio);
}
