using System.Numerics;

namespace Pipelines.Numerics;

/// <summary>x where x is above 0, otherwise slope · x. NaN stays NaN.</summary>
/// <param name="slope">Between 0 and 1; .01 is usual.</param>
internal readonly struct LeakyReluActivation(float slope) : IActivation
{
    /// <inheritdoc/>
    public void Apply(Span<float> values)
    {
        var i = 0;
        for (; i + Vector<float>.Count <= values.Length; i += Vector<float>.Count)
        {
            var x = new Vector<float>(values[i..]);
            Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), x, x * slope).CopyTo(values[i..]);
        }
        for (; i < values.Length; i++)
        {
            values[i] = values[i] > 0 ? values[i] : values[i] * slope;
        }
    }
}
