using System.Numerics.Tensors;

namespace Pipelines.Numerics;

/// <summary>
/// exp, tanh and sigmoid of many values in place. TensorPrimitives computes them, over whole vectors always: its path for a few values rounds differently,
/// and then a value's bits would depend on how many stand beside it. NaN stays NaN.
/// </summary>
internal static class Elementary
{
    // As many values as the widest vector holds.
    private const int Lanes = 16;

    /// <summary>exp(x): 0 from about −104 down, infinity from about 88.7 up.</summary>
    public static void Exp(Span<float> values)
    {
        if (values.Length >= Lanes)
        {
            TensorPrimitives.Exp(values, values);
            return;
        }
        Span<float> whole = stackalloc float[Lanes];
        values.CopyTo(whole);
        TensorPrimitives.Exp(whole, whole);
        whole[..values.Length].CopyTo(values);
    }

    /// <summary>tanh(x), between −1 and 1.</summary>
    public static void Tanh(Span<float> values)
    {
        if (values.Length >= Lanes)
        {
            TensorPrimitives.Tanh(values, values);
            return;
        }
        Span<float> whole = stackalloc float[Lanes];
        values.CopyTo(whole);
        TensorPrimitives.Tanh(whole, whole);
        whole[..values.Length].CopyTo(values);
    }

    /// <summary>1 / (1 + exp(−x)), between 0 and 1 and never NaN by overflow: exp(−x) = ∞ gives 0.</summary>
    public static void Sigmoid(Span<float> values)
    {
        if (values.Length >= Lanes)
        {
            TensorPrimitives.Sigmoid(values, values);
            return;
        }
        Span<float> whole = stackalloc float[Lanes];
        values.CopyTo(whole);
        TensorPrimitives.Sigmoid(whole, whole);
        whole[..values.Length].CopyTo(values);
    }
}
