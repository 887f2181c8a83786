using System.Numerics.Tensors;

namespace Pipelines.Numerics;

/// <summary>max(0, x). NaN stays NaN.</summary>
internal readonly struct ReluActivation : IActivation
{
    /// <inheritdoc/>
    public void Apply(Span<float> values) => TensorPrimitives.Max(values, 0f, values);
}
