namespace Pipelines.Reporting;

/// <summary>The languages that reports, help and messages exist in.</summary>
public enum Language
{
    /// <summary>English, <c>en</c>.</summary>
    English,

    /// <summary>Simplified Chinese, <c>zh</c>.</summary>
    Chinese,
}
