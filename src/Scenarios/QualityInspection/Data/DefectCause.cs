namespace QualityInspection.Data;

/// <summary>Why a part is bad.</summary>
internal enum DefectCause
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>The tool was worn: the diameter grew out of its tolerance.</summary>
    ToolWear,

    /// <summary>A batch of bad material: too soft and too rough.</summary>
    Material,

    /// <summary>The machine was set up wrongly after a change: the length is off.</summary>
    Setup,

    /// <summary>A void inside: lighter than a part of its size can be, and within every tolerance.</summary>
    Void,
}
