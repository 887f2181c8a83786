using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Neural;

/// <summary>Derivatives of activations, from what the activation gave: all of them can be told from y alone, so sums need not be kept.</summary>
internal static class Slope
{
    /// <summary>The slope of the leaky ReLU below 0.</summary>
    public const float Leak = 0.01f;

    /// <summary>Multiplies the gradient by a row's outputs y by the derivative of the activation that gave them.</summary>
    public static void Apply(Activation activation, ReadOnlySpan<float> y, Span<float> gradient)
    {
        switch (activation)
        {
            case Activation.Relu:
                Multiply<ReluSlope>(y, gradient);
                break;
            case Activation.LeakyRelu:
                Multiply<LeakyReluSlope>(y, gradient);
                break;
            case Activation.Tanh:
                Multiply<TanhSlope>(y, gradient);
                break;
            case Activation.Sigmoid:
                Multiply<SigmoidSlope>(y, gradient);
                break;
            case Activation.Softmax:
                Softmax(y, gradient);
                break;
        }
    }

    /// <summary>The same for every row.</summary>
    public static void Apply(Activation activation, Batch y, Batch gradient)
    {
        if (activation == Activation.None)
        {
            return;
        }
        for (var r = 0; r < y.Rows; r++)
        {
            Apply(activation, y[r], gradient[r]);
        }
    }

    /// <summary>gradient[i] *= slope(y[i]).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply<TSlope>(ReadOnlySpan<float> y, Span<float> gradient) where TSlope : struct, IActivationSlope
    {
        ref var from = ref MemoryMarshal.GetReference(y);
        ref var to = ref MemoryMarshal.GetReference(gradient);
        nuint i = 0, n = (nuint)gradient.Length;
        for (; i + 16 <= n; i += 16)
        {
            TSlope.Multiply(Vector512.LoadUnsafe(ref from, i), Vector512.LoadUnsafe(ref to, i)).StoreUnsafe(ref to, i);
        }
        for (; i < n; i++)
        {
            ref var g = ref Unsafe.Add(ref to, i);
            g = TSlope.Multiply(Vector512.CreateScalar(Unsafe.Add(ref from, i)), Vector512.CreateScalar(g)).ToScalar();
        }
    }

    /// <summary>The derivative of a softmax is no number a value but a matrix: dᵢ = yᵢ (gᵢ − Σ gⱼ yⱼ).</summary>
    private static void Softmax(ReadOnlySpan<float> y, Span<float> gradient)
    {
        var sum = 0.0;
        for (var j = 0; j < y.Length; j++)
        {
            sum += (double)y[j] * gradient[j];
        }
        for (var j = 0; j < y.Length; j++)
        {
            gradient[j] = (float)(y[j] * (gradient[j] - sum));
        }
    }
}
