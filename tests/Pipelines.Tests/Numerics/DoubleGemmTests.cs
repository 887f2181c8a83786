using Pipelines.Numerics;
using Xunit;

namespace Pipelines.Tests.Numerics;

public sealed class DoubleGemmTests
{
    private static readonly int[] Sizes = [1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 33];
    private static readonly int[] Depths = [0, 1, 2, 3, 64, 191, 192, 193, 400];
    private static readonly int[] ThreadCounts = [2, 8];

    [Fact]
    public void Every_kernel_agrees_with_the_plain_loops_on_every_small_shape()
    {
        foreach (var m in Sizes)
        {
            foreach (var n in Sizes)
            {
                Agrees<DoubleGemmKernel512>(m, n, 13);
                Agrees<DoubleGemmKernel256>(m, n, 13);
                Agrees<DoubleGemmKernel128>(m, n, 13);
                Agrees<DoubleGemmKernelScalar>(m, n, 13);
            }
        }
    }

    [Fact]
    public void Agrees_with_the_plain_loops_at_every_depth()
    {
        foreach (var k in Depths)
        {
            Agrees<DoubleGemmKernel512>(19, 37, k);
            Agrees<DoubleGemmKernel256>(19, 37, k);
            Agrees<DoubleGemmKernelScalar>(19, 37, k);
        }
    }

    [Fact]
    public void Gives_the_same_bits_on_any_number_of_threads_and_in_any_part_of_the_rows()
    {
        const int M = 211, N = 130, K = 390;
        var (a, b) = (Normal(M * K, 1), Normal(K * N, 2));
        var one = new double[M * N];
        DoubleGemm.Multiply(DoubleOperand.Of(a, M, K), DoubleOperand.Of(b, K, N), DoubleOperand.Of(one, M, N), cancellation: Token);
        foreach (var threads in ThreadCounts)
        {
            var many = new double[M * N];
            DoubleGemm.Multiply(DoubleOperand.Of(a, M, K), DoubleOperand.Of(b, K, N), DoubleOperand.Of(many, M, N), threads: threads, cancellation: Token);
            Assert.Equal(one, many);
        }
        var row = new double[N];
        DoubleGemm.Multiply(DoubleOperand.Of(a, 1, K, 77 * K), DoubleOperand.Of(b, K, N), DoubleOperand.Of(row, 1, N), cancellation: Token);
        Assert.Equal(one.AsSpan(77 * N, N).ToArray(), row);
    }

    [Fact]
    public void Spreads_NaN_only_along_its_row()
    {
        var a = Normal(10 * 20, 3);
        a[(4 * 20) + 7] = double.NaN;
        var c = new double[10 * 30];
        DoubleGemm.Multiply(DoubleOperand.Of(a, 10, 20), DoubleOperand.Of(Normal(20 * 30, 4), 20, 30), DoubleOperand.Of(c, 10, 30), cancellation: Token);
        for (var i = 0; i < c.Length; i++)
        {
            Assert.Equal(i / 30 == 4, double.IsNaN(c[i]));
        }
    }

    [Fact]
    public void Refuses_shapes_that_do_not_fit_and_stops_when_cancelled()
    {
        var x = DoubleOperand.Of(new double[6], 2, 3);
        Assert.Throws<ArgumentException>(() => DoubleGemm.Multiply(x, x, DoubleOperand.Of(new double[6], 2, 3), cancellation: Token));
        Assert.Throws<ArgumentException>(() => DoubleOperand.Of(new double[5], 2, 3));
        Assert.ThrowsAny<OperationCanceledException>(() => DoubleGemm.Multiply(x, x.Transposed, DoubleOperand.Of(new double[4], 2, 2), cancellation: new(true)));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>NN, NT, TN; replacing, adding, subtracting; whole and below the diagonal; inside a larger array whose rest must stay.</summary>
    private static void Agrees<TKernel>(int m, int n, int k) where TKernel : struct, IDoubleGemmKernel
    {
        for (var form = 0; form < 12; form++)
        {
            var (transposeA, transposeB, accumulate, lower) = (form % 3 == 1, form % 3 == 2, form % 2 == 1, form / 6 == 1);
            var scale = form % 4 == 3 ? -1.0 : 1;
            var (a, b, c) = (Normal(m * k, 5), Normal(k * n, 6), Normal((m * (n + 3)) + 2, 7));
            var left = transposeA ? DoubleOperand.Of(a, k, m).Transposed : DoubleOperand.Of(a, m, k);
            var right = transposeB ? DoubleOperand.Of(b, n, k).Transposed : DoubleOperand.Of(b, k, n);
            var expected = (double[])c.Clone();
            for (var i = 0; i < m; i++)
            {
                for (var j = 0; j < n && !(lower && j > i); j++)
                {
                    var sum = 0.0;
                    for (var p = 0; p < k; p++)
                    {
                        sum += left.At(i, p) * right.At(p, j);
                    }
                    ref var to = ref expected[2 + (i * (n + 3)) + j];
                    to = (accumulate ? to : 0) + (scale * sum);
                }
            }
            DoubleGemm.Blocks<TKernel>(left, right, DoubleOperand.Of(c, m, n, 2, n + 3), scale, accumulate, lower, 1, Token);
            for (var i = 0; i < c.Length; i++)
            {
                Assert.True(Math.Abs(expected[i] - c[i]) <= 1e-12 * (k + 1), $"{typeof(TKernel).Name} {m} x {n} x {k}, form {form}, place {i}: expected {expected[i]}, got {c[i]}.");
            }
        }
    }

    private static double[] Normal(int count, long seed)
    {
        var rng = Rng.At(seed);
        var values = new double[count];
        foreach (ref var value in values.AsSpan())
        {
            value = rng.NextGaussian();
        }
        return values;
    }
}
