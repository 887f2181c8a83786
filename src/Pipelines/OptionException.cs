namespace Pipelines;

/// <summary>An option is outside its allowed range.</summary>
public sealed class OptionException : PipelinesException
{
    internal OptionException(string owner, string setting, string need, string value)
        : base("option.range", $"{owner}.{setting} must be {need}; got {value}.")
    {
        Owner = owner;
        Setting = setting;
    }

    /// <summary>The options record, such as <c>KMeansOptions</c>.</summary>
    public string Owner { get; }

    /// <summary>The setting at fault, such as <c>Clusters</c>.</summary>
    public string Setting { get; }
}
