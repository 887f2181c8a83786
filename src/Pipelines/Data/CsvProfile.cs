namespace Pipelines.Data;

/// <summary>What is in a CSV file: how it is written and what each column holds.</summary>
/// <param name="Sources">The files and how each is written.</param>
/// <param name="Rows">Data rows that can be read.</param>
/// <param name="BadRows">Rows that cannot, and why.</param>
/// <param name="Columns">The columns, in file order.</param>
public sealed record CsvProfile(IReadOnlyList<CsvSource> Sources, long Rows, IReadOnlyList<CsvBadRow> BadRows, IReadOnlyList<CsvColumnProfile> Columns)
{
    /// <summary>Different values are counted up to here: 1,000,000.</summary>
    public const int DistinctCap = 1_000_000;

    /// <summary>How the first file is written.</summary>
    public CsvDialect Dialect => Sources[0].Dialect;
}
