namespace Pipelines.Data;

/// <summary>A table read from CSV files, and how it was read.</summary>
public sealed record CsvData
{
    /// <summary>The rows that could be read.</summary>
    public required Table Table { get; init; }

    /// <summary>Type and facts of each column of <see cref="Table"/>, in its order.</summary>
    public required IReadOnlyList<CsvColumn> Columns { get; init; }

    /// <summary>The files, in the order read.</summary>
    public required IReadOnlyList<CsvSource> Sources { get; init; }

    /// <summary>Data rows in the files, dropped ones among them.</summary>
    public required long RowsRead { get; init; }

    /// <summary>The rows left out and why, in file order.</summary>
    public required IReadOnlyList<CsvBadRow> Dropped { get; init; }

    /// <summary>One hash for all the data: the SHA-256 of the only file's bytes, or of the files' hashes in order; empty where not taken.</summary>
    public required string Sha256 { get; init; }

    /// <summary>How the first file is written.</summary>
    public CsvDialect Dialect => Sources[0].Dialect;
}
