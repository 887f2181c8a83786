namespace Scenarios.Hosting.Commands;

/// <summary>How many values an option takes.</summary>
public enum OptionShape
{
    /// <summary>None: it is on where it is named.</summary>
    Flag,

    /// <summary>One.</summary>
    One,

    /// <summary>One or more, by naming it again.</summary>
    Many,
}
