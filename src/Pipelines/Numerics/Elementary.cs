using System.Numerics;
using System.Numerics.Tensors;

namespace Pipelines.Numerics;

/// <summary>
/// exp, tanh and sigmoid of many values in place, to a relative error of 4e-7. TensorPrimitives computes them, over whole vectors always: its path for a few values rounds differently,
/// and then a value's bits would depend on how many stand beside it. NaN stays NaN.
/// </summary>
internal static class Elementary
{
    // As many values as the widest vector holds.
    private const int Lanes = 16;

    // tanh x = x + x³ Σ aₖ x²ᵏ; the first term left out is below 1e-8 at ½.
    private static ReadOnlySpan<float> Series => [-1 / 3f, 2 / 15f, -17 / 315f, 62 / 2835f, -1382 / 155925f, 21844 / 6081075f, -929569 / 638512875f];

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

    /// <summary>
    /// tanh(x), between −1 and 1. Below ½ in magnitude by its power series, where TensorPrimitives keeps only the absolute error small (its tanh of 0 is 1e-7) and a small signal would drown.
    /// </summary>
    public static void Tanh(Span<float> values)
    {
        Span<float> x = stackalloc float[16 * Lanes];
        Span<float> t = stackalloc float[16 * Lanes];
        for (; values.Length > 0; values = values[Math.Min(values.Length, x.Length)..])
        {
            var count = Math.Min(values.Length, x.Length);
            var whole = Math.Max(count, Lanes);
            values[..count].CopyTo(x);
            TensorPrimitives.Tanh(x[..whole], t[..whole]);
            var i = 0;
            for (; i + Vector<float>.Count <= count; i += Vector<float>.Count)
            {
                var v = new Vector<float>(x[i..]);
                var square = v * v;
                var sum = new Vector<float>(Series[^1]);
                for (var term = Series.Length - 2; term >= 0; term--)
                {
                    sum = Vector.MultiplyAddEstimate(sum, square, new Vector<float>(Series[term]));
                }
                Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(v), new Vector<float>(.5f)), Vector.MultiplyAddEstimate(sum * square, v, v), new Vector<float>(t[i..])).CopyTo(values[i..]);
            }
            for (; i < count; i++)
            {
                var square = x[i] * x[i];
                var sum = Series[^1];
                for (var term = Series.Length - 2; term >= 0; term--)
                {
                    sum = float.MultiplyAddEstimate(sum, square, Series[term]);
                }
                values[i] = Math.Abs(x[i]) < .5f ? float.MultiplyAddEstimate(sum * square, x[i], x[i]) : t[i];
            }
        }
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
