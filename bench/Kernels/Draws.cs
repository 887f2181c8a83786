using System.Globalization;
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

    /// <summary>Symmetric and positive definite, n x n: uniform in [−1, 1), and 2·sqrt(n) more on the diagonal.</summary>
    public static double[] PositiveDefinite(int n)
    {
        var drawn = Uniform(n * n);
        var values = new double[n * n];
        for (var r = 0; r < n; r++)
        {
            for (var c = 0; c < n; c++)
            {
                values[(r * n) + c] = drawn[(Math.Min(r, c) * n) + Math.Max(r, c)] + (r == c ? 2 * Math.Sqrt(n) : 0);
            }
        }
        return values;
    }

    /// <summary>128x784x256 as three numbers.</summary>
    public static (int, int, int) Sizes(string shape)
    {
        var sizes = Array.ConvertAll(shape.Split('x'), s => int.Parse(s, CultureInfo.InvariantCulture));
        return (sizes[0], sizes[1], sizes[2]);
    }
}
