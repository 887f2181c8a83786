using System.Runtime.Intrinsics;

namespace Pipelines.Neural;

/// <summary>σ' = y (1 − y).</summary>
internal readonly struct SigmoidSlope : IActivationSlope
{
    /// <inheritdoc/>
    public static Vector512<float> Multiply(Vector512<float> y, Vector512<float> gradient) => gradient * (y * (Vector512<float>.One - y));
}
