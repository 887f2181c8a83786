using System.Numerics.Tensors;

namespace Pipelines.Numerics;

/// <summary>c[i, j] · factor.</summary>
internal readonly struct ScaleEpilogue(float factor) : IGemmEpilogue
{
    /// <inheritdoc/>
    public void Apply(Span<float> values, int row, int column) => TensorPrimitives.Multiply(values, factor, values);
}
