using System.Runtime.Intrinsics;

namespace Pipelines.Neural;

/// <summary>The derivative of an activation, from what the activation gave.</summary>
internal interface IActivationSlope
{
    /// <summary>gradient · slope(y).</summary>
    static abstract Vector512<float> Multiply(Vector512<float> y, Vector512<float> gradient);
}
