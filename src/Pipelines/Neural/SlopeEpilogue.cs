using Pipelines.Numerics;

namespace Pipelines.Neural;

/// <summary>c[i, j] · slope(y[i, j]): the derivative of the layer below, multiplied into the gradient by its outputs while that is in the cache.</summary>
/// <param name="y">What the layer below gave.</param>
internal readonly struct SlopeEpilogue<TSlope>(Batch y) : IGemmEpilogue where TSlope : struct, IActivationSlope
{
    /// <inheritdoc/>
    public void Apply(Span<float> values, int row, int column) => Slope.Multiply<TSlope>(y[row].Slice(column, values.Length), values);
}
