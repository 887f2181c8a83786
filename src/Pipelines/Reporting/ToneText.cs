namespace Pipelines.Reporting;

/// <summary>The word of a tone, so that it is never said by colour alone.</summary>
internal static class ToneText
{
    internal static string Of(TextTable texts, Tone tone) => texts[tone switch
    {
        Tone.Good => "report.tone.good",
        Tone.Mixed => "report.tone.mixed",
        Tone.Poor => "report.tone.poor",
        _ => "report.tone.neutral",
    }];
}
