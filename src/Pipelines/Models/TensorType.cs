namespace Pipelines.Models;

/// <summary>What a tensor in a model file holds, always little-endian.</summary>
internal enum TensorType
{
    /// <summary>32-bit floating point.</summary>
    Float32,

    /// <summary>64-bit floating point.</summary>
    Float64,

    /// <summary>32-bit whole numbers.</summary>
    Int32,

    /// <summary>64-bit whole numbers.</summary>
    Int64,

    /// <summary>Bytes.</summary>
    UInt8,
}

internal sealed record Tensor(TensorType Type, int[] Shape, Array Values);
