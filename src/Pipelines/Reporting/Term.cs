namespace Pipelines.Reporting;

/// <summary>One entry of a report's glossary.</summary>
/// <param name="Word">The term.</param>
/// <param name="Meaning">What it means, in one or two sentences.</param>
public sealed record Term(string Word, string Meaning);
