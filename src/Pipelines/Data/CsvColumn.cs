namespace Pipelines.Data;

/// <summary>What was found out about one column while it was read.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Facts">Each conversion applied and each oddity, ready to be said.</param>
public sealed record CsvColumn(string Name, CsvType Type, IReadOnlyList<CsvFact> Facts);
