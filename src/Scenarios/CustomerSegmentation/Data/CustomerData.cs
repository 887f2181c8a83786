using Pipelines.Clustering;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Scenarios.Hosting.Inspection;

namespace CustomerSegmentation.Data;

/// <summary>Customers as they were read: one row each, which columns form segments and how they become numbers, and what they did next.</summary>
internal sealed record CustomerData
{
    /// <summary>One row a customer: the columns that were read, or what was computed from transactions.</summary>
    public required Table Customers { get; init; }

    /// <summary>Who each is: an id, or the number of the row.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>What the ids are called.</summary>
    public required string IdName { get; init; }

    /// <summary>The columns that form segments.</summary>
    public required Schema Schema { get; init; }

    /// <summary>How they become numbers.</summary>
    public required TableEncoderOptions Encoding { get; init; }

    /// <summary>The scale that all columns share, or null where they do not.</summary>
    public SharedScale? Scale { get; init; }

    /// <summary>The columns that form none, and why.</summary>
    public required IReadOnlyList<IgnoredColumn> Ignored { get; init; }

    /// <summary>Number cells without a value, which take the median of their column.</summary>
    public required long MissingCells { get; init; }

    /// <summary>What was made of the transactions; null where customers were given as rows.</summary>
    public RfmFeatures? Rfm { get; init; }

    /// <summary>Which columns of the transactions are what.</summary>
    public RfmColumns? RfmColumns { get; init; }

    /// <summary>The transactions; null where customers were given as rows.</summary>
    public Table? Transactions { get; init; }

    /// <summary>The first and last day of the transactions.</summary>
    public (DateOnly First, DateOnly Last) Span { get; init; }

    /// <summary>Days that are held out after the as-of day; 0 for none.</summary>
    public int HorizonDays { get; init; }

    /// <summary>What each did next or answered: money, or 1 and 0; empty where nothing is known.</summary>
    public double[] Outcome { get; init; } = [];

    /// <summary>The outcome column; empty for the spend of the next period.</summary>
    public string OutcomeName { get; init; } = "";

    /// <summary>The text that counts as yes; empty for numbers.</summary>
    public string OutcomeYes { get; init; } = "";

    /// <summary>Customers without an outcome: they are measured by none.</summary>
    public int WithoutOutcome { get; init; }

    /// <summary>What each customer is worth so far; empty where nothing says it.</summary>
    public double[] Value => Rfm is null ? [] : [.. Rfm.Monetary];

    /// <summary>The files, as the user would name them.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>SHA-256 of the bytes.</summary>
    public required string Hash { get; init; }

    /// <summary>Rows that could not be read, and why.</summary>
    public required IReadOnlyList<CsvBadRow> Unreadable { get; init; }

    /// <summary>Rows of the files that could be read.</summary>
    public required long RowsRead { get; init; }

    /// <summary>True for the made shop.</summary>
    public bool Made { get; init; }

    /// <summary>True where the outcome is yes or no.</summary>
    public bool OutcomeIsShare => OutcomeYes.Length > 0 || (Outcome.Length > 0 && Rfm is null && Array.TrueForAll(Outcome, o => o is 0 or 1 || double.IsNaN(o)));

    /// <summary>How many columns form segments.</summary>
    public int Features => Schema.Columns.Count;
}
