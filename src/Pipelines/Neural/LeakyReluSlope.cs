using System.Runtime.Intrinsics;

namespace Pipelines.Neural;

/// <summary>1 where y is above 0, otherwise <see cref="Slope.Leak"/>.</summary>
internal readonly struct LeakyReluSlope : IActivationSlope
{
    /// <inheritdoc/>
    public static Vector512<float> Multiply(Vector512<float> y, Vector512<float> gradient) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(y, Vector512<float>.Zero), gradient, gradient * Slope.Leak);
}
