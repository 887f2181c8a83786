namespace Pipelines.Numerics;

/// <summary>1 / (1 + exp(−x)). NaN stays NaN.</summary>
internal readonly struct SigmoidActivation : IActivation
{
    /// <inheritdoc/>
    public void Apply(Span<float> values) => Elementary.Sigmoid(values);
}
