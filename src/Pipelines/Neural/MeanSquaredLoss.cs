using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pipelines.Neural;

/// <summary>Mean of squares.</summary>
internal sealed class MeanSquaredLoss : Loss
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double Row(ReadOnlySpan<float> output, ReadOnlySpan<float> target, float weight, Span<float> gradient)
    {
        ref var o = ref MemoryMarshal.GetReference(output);
        ref var t = ref MemoryMarshal.GetReference(target);
        ref var g = ref MemoryMarshal.GetReference(gradient);
        var scale = 2 * weight / output.Length;
        Vector512<float> sums = default;
        nuint j = 0, n = (nuint)output.Length;
        for (; j + 16 <= n; j += 16)
        {
            var wanted = Vector512.LoadUnsafe(ref t, j);
            var error = (Vector512.LoadUnsafe(ref o, j) - wanted) & Vector512.Equals(wanted, wanted);
            sums += error * error;
            (error * scale).StoreUnsafe(ref g, j);
        }
        double sum = Vector512.Sum(sums);
        for (; j < n; j++)
        {
            var wanted = Unsafe.Add(ref t, j);
            var error = float.IsNaN(wanted) ? 0 : Unsafe.Add(ref o, j) - wanted;
            sum += error * error;
            Unsafe.Add(ref g, j) = error * scale;
        }
        return sum / output.Length;
    }
}
