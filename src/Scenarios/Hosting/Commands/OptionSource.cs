namespace Scenarios.Hosting.Commands;

/// <summary>Where an option's value came from; a later one wins.</summary>
public enum OptionSource
{
    /// <summary>Nobody named it.</summary>
    Default,

    /// <summary>The file of <c>--config</c>.</summary>
    Config,

    /// <summary>An environment variable <c>PIPELINES_OPTION_NAME</c>.</summary>
    Environment,

    /// <summary>The command line.</summary>
    CommandLine,
}
