using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Numerics;

/// <summary>
/// Sums of float32 values in double, in 16 lanes whose order depends on the length alone: the relative error stays near 1e-16 · n / 16 where float32 sums lose four digits in a million values.
/// Cost: one addition a value, two passes for the variance. NaN and infinities spread as in IEEE arithmetic.
/// </summary>
internal static class Sums
{
    /// <summary>Σ x; 0 of no values.</summary>
    public static double Of(ReadOnlySpan<float> x) => Run<Value>(x, 0);

    /// <summary>Σ x²; 0 of no values. Cannot overflow: squares of float32 fit into double.</summary>
    public static double OfSquares(ReadOnlySpan<float> x) => Run<Square>(x, 0);

    /// <summary>Σ |x|; 0 of no values.</summary>
    public static double OfMagnitudes(ReadOnlySpan<float> x) => Run<Magnitude>(x, 0);

    /// <summary>√Σ x², the Euclidean norm.</summary>
    public static double Norm(ReadOnlySpan<float> x) => Math.Sqrt(OfSquares(x));

    /// <summary>Mean; NaN of no values.</summary>
    public static double Mean(ReadOnlySpan<float> x) => Of(x) / x.Length;

    /// <summary>Mean and Σ (x − mean)², in two passes. Divide the latter by n for the variance, by n − 1 for the sample's. NaN and 0 of no values.</summary>
    public static (double Mean, double Squares) Moments(ReadOnlySpan<float> x)
    {
        var mean = Mean(x);
        return (mean, Run<Square>(x, mean));
    }

    private interface ITerm
    {
        static abstract Vector256<double> Of(Vector256<double> x);
    }

    private readonly struct Value : ITerm
    {
        public static Vector256<double> Of(Vector256<double> x) => x;
    }

    private readonly struct Square : ITerm
    {
        public static Vector256<double> Of(Vector256<double> x) => x * x;
    }

    private readonly struct Magnitude : ITerm
    {
        public static Vector256<double> Of(Vector256<double> x) => Vector256.Abs(x);
    }

    /// <summary>Σ term(x − shift).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Run<TTerm>(ReadOnlySpan<float> x, double shift) where TTerm : struct, ITerm
    {
        ref var values = ref MemoryMarshal.GetReference(x);
        var shifts = Vector256.Create(shift);
        Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default;
        nuint i = 0, n = (nuint)x.Length;
        for (; i + 16 <= n; i += 16)
        {
            var (a, b) = Vector256.Widen(Vector256.LoadUnsafe(ref values, i));
            var (c, d) = Vector256.Widen(Vector256.LoadUnsafe(ref values, i + 8));
            s0 += TTerm.Of(a - shifts);
            s1 += TTerm.Of(b - shifts);
            s2 += TTerm.Of(c - shifts);
            s3 += TTerm.Of(d - shifts);
        }
        var sum = Vector256.Sum(s0 + s1 + (s2 + s3));
        for (; i < n; i++)
        {
            sum += TTerm.Of(Vector256.Create(Unsafe.Add(ref values, i) - shift)).ToScalar();
        }
        return sum;
    }
}
