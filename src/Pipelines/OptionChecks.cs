namespace Pipelines;

/// <summary>Checks of options records against their own table of settings.</summary>
public static class OptionChecks
{
    /// <summary>Returns the options unchanged.</summary>
    /// <exception cref="OptionException">A setting is out of range; the message names it, its range and the value.</exception>
    public static TOptions Checked<TOptions>(this TOptions options) where TOptions : class, IOptions<TOptions>, new()
    {
        foreach (var setting in TOptions.Settings)
        {
            if (!setting.Allows(options))
            {
                throw new OptionException(typeof(TOptions).Name, setting.Name, setting.Need, setting.Text(options));
            }
        }
        return options;
    }
}
