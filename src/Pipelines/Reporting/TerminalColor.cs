namespace Pipelines.Reporting;

/// <summary>Whether text for a terminal may hold colour.</summary>
public enum TerminalColor
{
    /// <summary>No escape codes, as for a file or pipe.</summary>
    None,

    /// <summary>The sixteen ANSI colours.</summary>
    Ansi,
}
