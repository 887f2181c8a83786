namespace Pipelines.Data;

/// <summary>One column as <see cref="CsvFile.Inspect(string, CsvOptions?, CancellationToken)"/> sees it.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Missing">How many rows have no value.</param>
/// <param name="Distinct">How many different values; at most <see cref="CsvProfile.DistinctCap"/>.</param>
/// <param name="DistinctCapped">True where there are more than <paramref name="Distinct"/>.</param>
/// <param name="Low">The smallest number or earliest time as text; empty for text and where all are missing.</param>
/// <param name="High">The largest number or latest time as text; empty for text and where all are missing.</param>
/// <param name="Samples">Up to three different values as the file writes them.</param>
/// <param name="Facts">Each conversion applied and each oddity, ready to be said.</param>
public sealed record CsvColumnProfile(
    string Name, CsvType Type, long Missing, long Distinct, bool DistinctCapped, string Low, string High, IReadOnlyList<string> Samples, IReadOnlyList<CsvFact> Facts);
