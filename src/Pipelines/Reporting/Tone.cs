namespace Pipelines.Reporting;

/// <summary>How a finding should be read; shown as a colour and a word, never as a colour alone.</summary>
public enum Tone
{
    /// <summary>Neither good nor bad.</summary>
    Neutral,

    /// <summary>Better than what it is measured against.</summary>
    Good,

    /// <summary>Good in one respect, weak in another.</summary>
    Mixed,

    /// <summary>Worse than what it is measured against, or not fit for use.</summary>
    Poor,
}
