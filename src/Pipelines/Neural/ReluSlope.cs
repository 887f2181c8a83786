using System.Runtime.Intrinsics;

namespace Pipelines.Neural;

/// <summary>1 where y is above 0, otherwise 0.</summary>
internal readonly struct ReluSlope : IActivationSlope
{
    /// <inheritdoc/>
    public static Vector512<float> Multiply(Vector512<float> y, Vector512<float> gradient) => gradient & Vector512.GreaterThan(y, Vector512<float>.Zero);
}
