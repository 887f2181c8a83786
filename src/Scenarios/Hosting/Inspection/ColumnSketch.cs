namespace Scenarios.Hosting.Inspection;

/// <summary>What is known of a column when its role is guessed.</summary>
/// <param name="Name">As in the header.</param>
public sealed record ColumnSketch(string Name)
{
    /// <summary>What its cells are, or null where only the header was read.</summary>
    public Pipelines.Data.CsvType? Type { get; init; }

    /// <summary>How many rows have a value.</summary>
    public long Present { get; init; }

    /// <summary>How many different values.</summary>
    public long Distinct { get; init; }

    /// <summary>The smallest number; NaN where it holds none.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>The largest number; NaN where it holds none.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>True where a number in it has a fraction.</summary>
    public bool Fractions { get; init; }
}
