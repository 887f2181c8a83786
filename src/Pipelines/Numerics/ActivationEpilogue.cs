using System.Numerics.Tensors;

namespace Pipelines.Numerics;

/// <summary>activation(c[i, j] + bias[j]): a dense layer in one pass.</summary>
/// <param name="bias">One value a column of C.</param>
/// <param name="activation">What follows the bias.</param>
internal readonly struct ActivationEpilogue<TActivation>(float[] bias, TActivation activation) : IGemmEpilogue where TActivation : struct, IActivation
{
    /// <inheritdoc/>
    public void Apply(Span<float> values, int row, int column)
    {
        TensorPrimitives.Add(values, bias.AsSpan(column, values.Length), values);
        activation.Apply(values);
    }
}
