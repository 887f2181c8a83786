namespace Bench.Compare;

/// <summary>One line of the comparison: what is run, on which data, against whom, and how fast it has to be.</summary>
/// <param name="Heading">The heading it stands under in the table of its group.</param>
/// <param name="Name">Its name, for the table and for --only.</param>
/// <param name="Kind">The workload, by the name that every side knows it under.</param>
/// <param name="Shape">Sizes that the workload is told.</param>
/// <param name="Inputs">Generated files, the same for every side.</param>
internal sealed record Row(string Heading, string Name, string Kind, int[] Shape, Input[] Inputs)
{
    /// <summary>Operations or bytes of one run, for the column of speed.</summary>
    public double Work { get; init; }

    /// <summary>What <see cref="Work"/> counts: FLOP or B; empty for none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Who runs the same. The bar holds against the first, the others are for information.</summary>
    public string[] Peers { get; init; } = [];

    /// <summary>What the ratio has to be; null for information only.</summary>
    public Bar? Bar { get; init; }

    /// <summary>What is known of why a bar is missed; shown only where it is.</summary>
    public string Why { get; init; } = "";

    /// <summary>The thread counts at which it makes sense.</summary>
    public int[] Threads { get; init; } = [1, 2];

    /// <summary>How far results may lie apart, as a share of the sum of their magnitudes.</summary>
    public double Tolerance { get; init; } = 1e-5;
}

/// <summary>A ratio is the peer's time divided by ours: above 1 we are the faster.</summary>
/// <param name="Median">The least median of the ratios.</param>
/// <param name="Worst">The least ratio of any repeat; 0 for no such demand.</param>
/// <param name="HalfAboveOne">Whether at least half of the rows under the heading must have a median above 1.</param>
/// <param name="Quality">How much less than the peer's our quality figure may be; NaN where there is none.</param>
internal sealed record Bar(double Median, double Worst = 0, bool HalfAboveOne = false, double Quality = double.NaN)
{
    public override string ToString() =>
        FormattableString.Invariant($"≥ {Median:0.##}") + (Worst > 0 ? FormattableString.Invariant($", none < {Worst:0.##}") : "") + (double.IsNaN(Quality) ? "" : ", quality no less");
}

/// <summary>A generated file.</summary>
/// <param name="Draw">What stands in it.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Seed">Tells two files of one shape apart.</param>
internal sealed record Input(Draw Draw, int Rows, int Columns, int Seed = 1)
{
    /// <summary>How many balls <see cref="Draw.Blobs"/> are.</summary>
    public int Blobs { get; init; }
}

internal enum Draw
{
    /// <summary>Uniform in [−1, 1).</summary>
    Uniform,

    /// <summary>Symmetric, uniform in [−1, 1).</summary>
    Symmetric,

    /// <summary>Symmetric and positive definite: the last with 2·sqrt(n) added to the diagonal.</summary>
    PositiveDefinite,

    /// <summary>Forty directions of falling strength, and noise.</summary>
    LowRank,

    /// <summary>As many balls as <see cref="Input.Blobs"/> says, of deviation 3 around centres uniform in [−10, 10), rows of them in turn: scikit-learn's make_blobs with cluster_std = 3, by our own random numbers.</summary>
    Blobs,

    /// <summary>Not a matrix: a CSV file with a header; a quarter each of counts, prices, four decimals and seven digits.</summary>
    CsvText,

    /// <summary>Round crowds with room between them: 50 of deviation 0.3 in up to 3 columns, else 10 of deviation 1, their centres uniform in [−10, 10).</summary>
    Crowds,

    /// <summary>Not generated: the sensors of <see cref="Compare.Shuttle"/>.</summary>
    Shuttle,

    /// <summary>1 where a row of <see cref="Compare.Shuttle"/> is an anomaly, else 0.</summary>
    ShuttleAnomalies,
}
