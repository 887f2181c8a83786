namespace Pipelines.Numerics;

/// <summary>The hyperbolic tangent. NaN stays NaN.</summary>
internal readonly struct TanhActivation : IActivation
{
    /// <inheritdoc/>
    public void Apply(Span<float> values) => Elementary.Tanh(values);
}
