namespace Pipelines;

/// <summary>An option is outside its allowed range, or names something that does not exist.</summary>
public sealed class OptionException : PipelinesException
{
    internal OptionException(string owner, string setting, string need, string value)
        : base("option.range", $"{owner}.{setting} must be {need}; got {value}.")
    {
        Owner = owner;
        Setting = setting;
    }

    /// <summary>An error in what the user asked for that is not the range of one setting: a name that does not exist, a text that cannot be read.</summary>
    internal OptionException(string code, FormattableString message) : base(code, message) => (Owner, Setting) = ("", "");

    /// <summary>The options record, such as <c>KMeansOptions</c>; empty where the error is not about one setting.</summary>
    public string Owner { get; }

    /// <summary>The setting at fault, such as <c>Clusters</c>; empty where the error is not about one setting.</summary>
    public string Setting { get; }
}
