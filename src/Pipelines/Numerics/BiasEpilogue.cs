using System.Numerics.Tensors;

namespace Pipelines.Numerics;

/// <summary>c[i, j] + bias[j].</summary>
/// <param name="bias">One value a column of C.</param>
internal readonly struct BiasEpilogue(float[] bias) : IGemmEpilogue
{
    /// <inheritdoc/>
    public void Apply(Span<float> values, int row, int column) => TensorPrimitives.Add(values, bias.AsSpan(column, values.Length), values);
}
