namespace Pipelines;

/// <summary>The data cannot be used as it is: a file, a cell, a shape.</summary>
/// <param name="code">Stable name of the error, such as <c>csv.number</c>.</param>
/// <param name="message">One line: where, what, which value, the way out.</param>
/// <param name="inner">What caused it.</param>
public sealed class DataException(string code, FormattableString message, Exception? inner = null) : PipelinesException(code, message, inner);
