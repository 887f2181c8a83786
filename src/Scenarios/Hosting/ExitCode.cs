namespace Scenarios.Hosting;

/// <summary>What the process says to the shell when it ends; the same in every scenario.</summary>
public enum ExitCode
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>The command line, an environment variable or the config file is wrong.</summary>
    Usage = 1,

    /// <summary>The data, or a file to read or write, cannot be used.</summary>
    Data = 2,

    /// <summary>The model file cannot be used, or does not fit the data's columns.</summary>
    Model = 3,

    /// <summary>The work is done and written, but a <c>--require</c> line does not hold.</summary>
    Gate = 4,

    /// <summary>A mistake in the program; details were written to a file.</summary>
    Bug = 70,

    /// <summary>Stopped by Ctrl-C or SIGTERM; nothing half-written is left.</summary>
    Cancelled = 130,
}
