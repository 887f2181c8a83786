using System.Runtime.Intrinsics;

namespace Pipelines.Neural;

/// <summary>tanh' = 1 − y².</summary>
internal readonly struct TanhSlope : IActivationSlope
{
    /// <inheritdoc/>
    public static Vector512<float> Multiply(Vector512<float> y, Vector512<float> gradient) => gradient * (Vector512<float>.One - (y * y));
}
