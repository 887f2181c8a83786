namespace DimensionalityReduction.Data;

/// <summary>What an algorithm is to predict.</summary>
internal enum TargetTask
{
    /// <summary>Nothing: there is no target.</summary>
    None,

    /// <summary>One of a few classes.</summary>
    Classes,

    /// <summary>A number.</summary>
    Number,
}
