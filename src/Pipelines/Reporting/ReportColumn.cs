namespace Pipelines.Reporting;

/// <summary>One column of a <see cref="ReportTable"/>.</summary>
/// <param name="Heading">Its heading.</param>
public sealed record ReportColumn(string Heading)
{
    /// <summary>How its cells are set.</summary>
    public Align Align { get; init; }

    /// <summary>How numbers without a text of their own are written.</summary>
    public NumberFormat Format { get; init; }

    /// <summary>True to draw a bar behind each number, as long as its share of the column's largest magnitude.</summary>
    public bool Bar { get; init; }

    /// <summary>What the column says, for a reader who does not know the heading; empty where it is plain.</summary>
    public string Meaning { get; init; } = "";
}
