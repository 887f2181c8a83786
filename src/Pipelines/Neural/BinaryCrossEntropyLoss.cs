using System.Numerics.Tensors;
using Pipelines.Numerics;

namespace Pipelines.Neural;

/// <summary>Binary cross-entropy from log odds z: max(z, 0) − z t + log(1 + exp(−|z|)), whose derivative is σ(z) − t.</summary>
internal sealed class BinaryCrossEntropyLoss : Loss
{
    private const int Chunk = 256;

    /// <inheritdoc/>
    internal override bool TakesScores => true;

    /// <inheritdoc/>
    internal override bool Folds(Activation activation) => activation == Activation.Sigmoid;

    /// <inheritdoc/>
    internal override double Row(ReadOnlySpan<float> output, ReadOnlySpan<float> target, float weight, Span<float> gradient)
    {
        Span<float> small = stackalloc float[Chunk];
        Span<float> log = stackalloc float[Chunk];
        var scale = weight / output.Length;
        var sum = 0.0;
        for (var from = 0; from < output.Length; from += Chunk)
        {
            var count = Math.Min(Chunk, output.Length - from);
            var z = output.Slice(from, count);
            var t = target.Slice(from, count);
            var g = gradient.Slice(from, count);
            var e = small[..count];
            var l = log[..count];
            TensorPrimitives.Abs(z, e);
            TensorPrimitives.Negate(e, e);
            Elementary.Exp(e);
            TensorPrimitives.Add(e, 1f, l);
            TensorPrimitives.Log(l, l);
            var part = 0f;
            for (var j = 0; j < count; j++)
            {
                var known = !float.IsNaN(t[j]);
                var wanted = known ? t[j] : 0;
                var p = (z[j] >= 0 ? 1 : e[j]) / (1 + e[j]);
                part += known ? MathF.Max(z[j], 0) - (z[j] * wanted) + l[j] : 0;
                g[j] = known ? scale * (p - wanted) : 0;
            }
            sum += part;
        }
        return sum / output.Length;
    }

    /// <inheritdoc/>
    internal override void NeedTarget(ReadOnlySpan<float> target, int outputs, long row)
    {
        foreach (var t in target)
        {
            if (t is < 0 or > 1)
            {
                throw new DataException("network.probability", $"NeuralNetwork with Loss.BinaryCrossEntropy must be given targets between 0 and 1, or NaN for missing; got {t} in row {row}. Scale them, or take Loss.MeanSquared.");
            }
        }
    }
}
