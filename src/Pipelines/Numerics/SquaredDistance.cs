using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Numerics;

/// <summary>
/// Squared Euclidean distance Σ (xᵢ − yᵢ)² of float32 points, from their differences and therefore free of cancellation; summed in lanes whose order depends on the length alone.
/// Cost: 3n operations. NaN and infinities spread as in IEEE arithmetic.
/// </summary>
internal static class SquaredDistance
{
    /// <summary>The distance squared; 0 of no values.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Of(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"{x.Length} values against {y.Length}.", nameof(y));
        }
        ref var a = ref MemoryMarshal.GetReference(x);
        ref var b = ref MemoryMarshal.GetReference(y);
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default;
        nuint i = 0, n = (nuint)x.Length;
        if (Vector512.IsHardwareAccelerated && n >= 128)
        {
            Vector512<float> w0 = default, w1 = default, w2 = default, w3 = default;
            for (; i + 64 <= n; i += 64)
            {
                var d0 = Vector512.LoadUnsafe(ref a, i) - Vector512.LoadUnsafe(ref b, i);
                var d1 = Vector512.LoadUnsafe(ref a, i + 16) - Vector512.LoadUnsafe(ref b, i + 16);
                var d2 = Vector512.LoadUnsafe(ref a, i + 32) - Vector512.LoadUnsafe(ref b, i + 32);
                var d3 = Vector512.LoadUnsafe(ref a, i + 48) - Vector512.LoadUnsafe(ref b, i + 48);
                w0 = Vector512.MultiplyAddEstimate(d0, d0, w0);
                w1 = Vector512.MultiplyAddEstimate(d1, d1, w1);
                w2 = Vector512.MultiplyAddEstimate(d2, d2, w2);
                w3 = Vector512.MultiplyAddEstimate(d3, d3, w3);
            }
            w0 += w1;
            w2 += w3;
            (s0, s1, s2, s3) = (w0.GetLower(), w0.GetUpper(), w2.GetLower(), w2.GetUpper());
        }
        for (; i + 32 <= n; i += 32)
        {
            var d0 = Vector256.LoadUnsafe(ref a, i) - Vector256.LoadUnsafe(ref b, i);
            var d1 = Vector256.LoadUnsafe(ref a, i + 8) - Vector256.LoadUnsafe(ref b, i + 8);
            var d2 = Vector256.LoadUnsafe(ref a, i + 16) - Vector256.LoadUnsafe(ref b, i + 16);
            var d3 = Vector256.LoadUnsafe(ref a, i + 24) - Vector256.LoadUnsafe(ref b, i + 24);
            s0 = Vector256.MultiplyAddEstimate(d0, d0, s0);
            s1 = Vector256.MultiplyAddEstimate(d1, d1, s1);
            s2 = Vector256.MultiplyAddEstimate(d2, d2, s2);
            s3 = Vector256.MultiplyAddEstimate(d3, d3, s3);
        }
        for (; i + 8 <= n; i += 8)
        {
            var d = Vector256.LoadUnsafe(ref a, i) - Vector256.LoadUnsafe(ref b, i);
            s0 = Vector256.MultiplyAddEstimate(d, d, s0);
        }
        var sum = Vector256.Sum(s0 + s1 + (s2 + s3));
        for (; i < n; i++)
        {
            var d = Unsafe.Add(ref a, i) - Unsafe.Add(ref b, i);
            sum += d * d;
        }
        return sum;
    }
}
