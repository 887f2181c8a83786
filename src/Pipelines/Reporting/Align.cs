namespace Pipelines.Reporting;

/// <summary>How the cells of a column are set.</summary>
public enum Align
{
    /// <summary>To the left, as text is.</summary>
    Left,

    /// <summary>To the right, as numbers are.</summary>
    Right,

    /// <summary>In the middle.</summary>
    Center,
}
