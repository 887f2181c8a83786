using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Numerics;

/// <summary>The matrices of Golden/decompositions.py, and what numpy and scipy say about them.</summary>
internal static class GoldenTable
{
    private static readonly GoldenNumbers Numbers = new("decompositions.txt");

    /// <summary>a_ij = ((37 i + 91 j + (i j) % 17) % 101) / 101 − 1/2, plus <paramref name="diagonal"/> on the diagonal.</summary>
    public static double[] Of(int rows, int columns, double diagonal = 0)
    {
        var a = new double[rows * columns];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                a[(i * columns) + j] = (((i * 37) + (j * 91) + (i * j % 17)) % 101 / 101.0) - 0.5 + (i == j ? diagonal : 0);
            }
        }
        return a;
    }

    /// <summary>The lower triangle of <see cref="Of"/>, mirrored.</summary>
    public static double[] Symmetric(int n)
    {
        var a = Of(n, n);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                a[(j * n) + i] = a[(i * n) + j];
            }
        }
        return a;
    }

    /// <summary>The first values agree with a golden list to 1e-10 of its largest.</summary>
    public static void Agrees(string list, ReadOnlySpan<double> actual)
    {
        var expected = Numbers[list];
        var tolerance = 1e-10 * expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"{list}, place {i}: expected {expected[i]:R}, got {actual[i]:R}.");
        }
    }

    /// <summary>Standard normal values.</summary>
    public static double[] Normal(int count, long seed)
    {
        var rng = Rng.At(seed);
        var values = new double[count];
        foreach (ref var value in values.AsSpan())
        {
            value = rng.NextGaussian();
        }
        return values;
    }

    /// <summary>A B, plainly.</summary>
    public static double[] Product(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int m, int k, int n)
    {
        var c = new double[m * n];
        for (var i = 0; i < m; i++)
        {
            for (var p = 0; p < k; p++)
            {
                for (var j = 0; j < n; j++)
                {
                    c[(i * n) + j] += a[(i * k) + p] * b[(p * n) + j];
                }
            }
        }
        return c;
    }

    /// <summary>The transpose of an m x n table.</summary>
    public static double[] Transposed(ReadOnlySpan<double> a, int m, int n)
    {
        var t = new double[m * n];
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                t[(j * m) + i] = a[(i * n) + j];
            }
        }
        return t;
    }

    /// <summary>No element differs by more than <paramref name="tolerance"/>.</summary>
    public static void Close(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"Place {i}: expected {expected[i]:R}, got {actual[i]:R}.");
        }
    }

    /// <summary>The rows are orthonormal to 1e-12.</summary>
    public static void RowsAreOrthonormal(ReadOnlySpan<double> a, int rows, int columns)
    {
        var identity = new double[rows * rows];
        for (var i = 0; i < rows; i++)
        {
            identity[(i * rows) + i] = 1;
        }
        Close(identity, Product(a, Transposed(a, rows, columns), rows, columns, rows), 1e-12);
    }
}
