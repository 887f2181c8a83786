using System.Numerics.Tensors;

namespace Pipelines.Numerics;

/// <summary>activation(c[i, j] + bias[j]): a dense layer in one pass.</summary>
/// <param name="bias">One value a column of C.</param>
/// <param name="activation">What follows the bias.</param>
/// <param name="start">Where the first value of the bias stands.</param>
internal readonly struct ActivationEpilogue<TActivation>(float[] bias, TActivation activation, int start = 0) : IGemmEpilogue where TActivation : struct, IActivation
{
    /// <inheritdoc/>
    public void Apply(Span<float> values, int row, int column)
    {
        TensorPrimitives.Add(values, bias.AsSpan(start + column, values.Length), values);
        activation.Apply(values);
    }
}
