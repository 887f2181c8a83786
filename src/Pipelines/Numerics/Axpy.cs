using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Numerics;

/// <summary>y += α·x on float32 values. Cost: 2n operations. NaN and infinities spread as in IEEE arithmetic.</summary>
internal static class Axpy
{
    /// <summary>Adds α times x to y, element by element.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float alpha, ReadOnlySpan<float> x, Span<float> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"{x.Length} values against {y.Length}.", nameof(y));
        }
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        var factor = Vector256.Create(alpha);
        nuint i = 0, n = (nuint)x.Length;
        if (Vector512.IsHardwareAccelerated && n >= 64)
        {
            var wide = Vector512.Create(alpha);
            for (; i + 32 <= n; i += 32)
            {
                Vector512.MultiplyAddEstimate(wide, Vector512.LoadUnsafe(ref from, i), Vector512.LoadUnsafe(ref to, i)).StoreUnsafe(ref to, i);
                Vector512.MultiplyAddEstimate(wide, Vector512.LoadUnsafe(ref from, i + 16), Vector512.LoadUnsafe(ref to, i + 16)).StoreUnsafe(ref to, i + 16);
            }
        }
        for (; i + 16 <= n; i += 16)
        {
            Vector256.MultiplyAddEstimate(factor, Vector256.LoadUnsafe(ref from, i), Vector256.LoadUnsafe(ref to, i)).StoreUnsafe(ref to, i);
            Vector256.MultiplyAddEstimate(factor, Vector256.LoadUnsafe(ref from, i + 8), Vector256.LoadUnsafe(ref to, i + 8)).StoreUnsafe(ref to, i + 8);
        }
        for (; i < n; i++)
        {
            ref var element = ref Unsafe.Add(ref to, i);
            element = float.MultiplyAddEstimate(alpha, Unsafe.Add(ref from, i), element);
        }
    }
}
