namespace Pipelines.Reporting;

/// <summary>What was found, in plain sentences: what, how sure, against what, what to do, what it cannot tell.</summary>
/// <param name="Tone">How to read it.</param>
/// <param name="Sentences">At most five.</param>
public sealed record Verdict(Tone Tone, IReadOnlyList<string> Sentences);
