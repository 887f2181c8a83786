namespace Pipelines.Reporting.Charts;

/// <summary>A stretch of the x axis shaded from bottom to top: training, a stop, an alarm.</summary>
/// <param name="From">Its start.</param>
/// <param name="To">Its end.</param>
/// <param name="Label">What it marks; spans of one label share a legend entry.</param>
/// <param name="Tone">How to read it.</param>
public sealed record ShadedSpan(double From, double To, string Label, Tone Tone = Tone.Neutral);
