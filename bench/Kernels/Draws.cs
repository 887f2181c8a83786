using Pipelines;

namespace Bench.Kernels;

/// <summary>The numbers that benchmarks run on.</summary>
internal static class Draws
{
    /// <summary>Uniform in [−1, 1), the same every time.</summary>
    public static float[] Uniform(int count, int seed = 1)
    {
        var rng = Rng.At(seed);
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = (2 * rng.NextSingle()) - 1;
        }
        return values;
    }
}
