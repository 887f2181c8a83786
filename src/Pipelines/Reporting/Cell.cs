namespace Pipelines.Reporting;

/// <summary>One cell of a table: a text, a number, or a number with a text of its own.</summary>
/// <param name="Text">What is shown; null to show the number as the column formats it.</param>
/// <param name="Number">The raw number for bars, copying and JSON; NaN where there is none.</param>
public readonly record struct Cell(string? Text, double Number = double.NaN)
{
    /// <summary>A second, smaller text, such as an interval; empty where there is none.</summary>
    public string Note { get; init; } = "";

    /// <summary>True for the best of its column.</summary>
    public bool Best { get; init; }

    /// <summary>A small line that HTML draws in place of the text; null for none.</summary>
    public Sparkline? Line { get; init; }

    /// <summary>A small line; its blocks where only text is shown.</summary>
    public static implicit operator Cell(Sparkline line) => FromSparkline(line);

    /// <summary>A small line; its blocks where only text is shown.</summary>
    public static Cell FromSparkline(Sparkline line) => new(line.ToString()) { Line = line };

    /// <summary>A text.</summary>
    public static implicit operator Cell(string text) => new(text);

    /// <summary>A number, shown as its column formats it; NaN is shown as a dash.</summary>
    public static implicit operator Cell(double number) => new(null, number);

    /// <summary>A whole number, shown as its column formats it.</summary>
    public static implicit operator Cell(long number) => new(null, number);

    /// <summary>A cell with a text.</summary>
    public static Cell FromString(string text) => text;

    /// <summary>A cell with a number.</summary>
    public static Cell FromDouble(double number) => number;

    /// <summary>A cell with a whole number.</summary>
    public static Cell FromInt64(long number) => number;

    /// <summary>What people read in a column.</summary>
    public string Show(ReportColumn column) => Text ?? column.Format.Of(Number);
}
