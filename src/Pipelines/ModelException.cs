namespace Pipelines;

/// <summary>A model file cannot be used: damaged, foreign, newer than this library, or fitted on other columns.</summary>
/// <param name="code">Stable name of the error, such as <c>model.hash</c>.</param>
/// <param name="message">One line: which file, what is wrong, the way out.</param>
/// <param name="inner">What caused it.</param>
public sealed class ModelException(string code, FormattableString message, Exception? inner = null) : PipelinesException(code, message, inner);
