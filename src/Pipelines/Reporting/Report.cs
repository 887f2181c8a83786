namespace Pipelines.Reporting;

/// <summary>
/// What a scenario found, as data. <see cref="HtmlReport"/>, <see cref="MarkdownReport"/>, <see cref="JsonReport"/> and <see cref="ConsoleReport"/> render it; the same report gives the same bytes.
/// Usually made by a <see cref="ReportBuilder"/>.
/// </summary>
/// <param name="Texts">The language and its fixed texts.</param>
/// <param name="Title">The title.</param>
public sealed record Report(TextTable Texts, string Title)
{
    /// <summary>One line under the title.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>What was found.</summary>
    public Verdict Verdict { get; init; } = new(Tone.Neutral, []);

    /// <summary>The figures at the head, usually four.</summary>
    public IReadOnlyList<Card> Cards { get; init; } = [];

    /// <summary>The tables a console shows under the cards; the files show them where their sections do.</summary>
    public IReadOnlyList<ReportTable> Main { get; init; } = [];

    /// <summary>The sections, top to bottom.</summary>
    public IReadOnlyList<Section> Sections { get; init; } = [];

    /// <summary>The metrics by model for JSON; the first model is the one the report is about.</summary>
    public IReadOnlyList<MetricSet> Metrics { get; init; } = [];

    /// <summary>The facts of the run, in order: hashes, rows, seed, settings, times. Nothing here reads a clock: times come in as facts.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>The command that repeats the run; empty where there is none.</summary>
    public string RepeatLine { get; init; } = "";

    /// <summary>The terms explained at the end.</summary>
    public IReadOnlyList<Term> Glossary { get; init; } = [];
}
