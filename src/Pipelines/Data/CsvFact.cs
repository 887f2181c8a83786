namespace Pipelines.Data;

/// <summary>Something noticed about a file or a column, to be said in the reader's language.</summary>
/// <param name="Key">The key of its text, such as <c>csv.fact.delimiter</c>.</param>
/// <param name="Arguments">The facts inside the text, in the order of its placeholders.</param>
public sealed record CsvFact(string Key, params IReadOnlyList<object> Arguments);
