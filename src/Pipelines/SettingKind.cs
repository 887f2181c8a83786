namespace Pipelines;

/// <summary>What sort of value a setting takes.</summary>
public enum SettingKind
{
    /// <summary>A real number.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>One of a few named values.</summary>
    Choice,
}
