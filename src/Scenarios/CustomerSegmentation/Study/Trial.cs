using Pipelines.Models;

namespace CustomerSegmentation.Study;

/// <summary>One method with one number of segments, measured on the customers of the study.</summary>
/// <param name="Method">The method.</param>
/// <param name="Segments">How many segments came out.</param>
/// <param name="Labels">The segment of each customer of the study; −1 for none.</param>
internal sealed record Trial(string Method, int Segments, int[] Labels)
{
    /// <summary>What was fitted.</summary>
    public IClusterer? Model { get; init; }

    /// <summary>The mean adjusted Rand index with the segments of four fifths of the customers; NaN where methods are not compared by it.</summary>
    public double PartAgreement { get; init; } = double.NaN;

    /// <summary>The mean adjusted Rand index with the segments of customers drawn anew.</summary>
    public double Stability { get; init; } = double.NaN;

    /// <summary>For each segment by its label, how alike its best match is on average when customers are drawn anew (Jaccard).</summary>
    public IReadOnlyList<double> Jaccard { get; init; } = [];

    /// <summary>The share of customers in the smallest segment.</summary>
    public double SmallestShare { get; init; }

    /// <summary>Mean silhouette: shown, never used to choose.</summary>
    public double Silhouette { get; init; } = double.NaN;

    /// <summary>Share of the outcome's variance between the segments, corrected for their number; NaN without an outcome.</summary>
    public double Value { get; init; } = double.NaN;
}
