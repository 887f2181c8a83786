using System.Numerics.Tensors;

namespace Pipelines.Numerics;

/// <summary>c[i, j] + bias[j].</summary>
/// <param name="bias">One value a column of C.</param>
/// <param name="start">Where the first of them stands.</param>
internal readonly struct BiasEpilogue(float[] bias, int start = 0) : IGemmEpilogue
{
    /// <inheritdoc/>
    public void Apply(Span<float> values, int row, int column) => TensorPrimitives.Add(values, bias.AsSpan(start + column, values.Length), values);
}
