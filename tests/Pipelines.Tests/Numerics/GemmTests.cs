using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Pipelines.Numerics;
using Xunit;

namespace Pipelines.Tests.Numerics;

public sealed class GemmTests
{
    private static readonly int[] Threads = [1, 2, 8];
    private static readonly (int M, int K, int N)[] Odd =
    [
        (0, 3, 3), (3, 0, 3), (3, 3, 0), (1, 1, 1), (1, 784, 10), (1, 400, 130), (4, 385, 64), (7, 5, 65), (8, 384, 32), (8, 0, 33), (9, 383, 33), (13, 385, 31), (16, 769, 16),
        (17, 20, 15), (23, 400, 47), (200, 3, 10), (401, 8, 10), (193, 390, 20), (64, 1200, 1), (5, 40, 8200), (31, 7, 8230),
    ];

    public static TheoryData<string> Layouts => ["NN", "NT", "TN", "TT"];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Agrees_with_sums_in_double_at_odd_shapes(string layout)
    {
        foreach (var (m, k, n) in Odd)
        {
            Agrees(layout, m, k, n, (a, b, c, add) => Gemm.Multiply(a, b, c, add, 1, Token));
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Agrees_with_sums_in_double_at_every_small_shape(string layout)
    {
        for (var n = 1; n <= 70; n++)
        {
            for (var m = 1; m <= 20; m++)
            {
                Agrees(layout, m, ((m * 7) + n) % 23, n, (a, b, c, add) => Gemm.Multiply(a, b, c, add, 1, Token));
            }
        }
    }

    public static TheoryData<string> Kernels
    {
        get
        {
            var kernels = new TheoryData<string> { nameof(GemmKernelScalar), nameof(GemmKernel128) };
            if (Vector256.IsHardwareAccelerated && Fma.IsSupported)
            {
                kernels.Add(nameof(GemmKernel256));
            }
            if (Vector512.IsHardwareAccelerated)
            {
                kernels.Add(nameof(GemmKernel512));
                kernels.Add(nameof(GemmKernel512Narrow));
            }
            return kernels;
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_kernel_agrees_with_sums_in_double(string kernel)
    {
        Product product = kernel switch
        {
            nameof(GemmKernelScalar) => On<GemmKernelScalar>,
            nameof(GemmKernel128) => On<GemmKernel128>,
            nameof(GemmKernel256) => On<GemmKernel256>,
            nameof(GemmKernel512) => On<GemmKernel512>,
            _ => On<GemmKernel512Narrow>,
        };
        foreach (var layout in Layouts)
        {
            for (var m = 1; m <= 20; m++)
            {
                Agrees(layout.Data, m, 390 - m, 33 + m, product);
                Agrees(layout.Data, m, m, m * 3, product);
            }
        }
    }

    [Fact]
    public void Gives_the_same_bits_on_any_number_of_threads_and_on_every_fused_kernel()
    {
        foreach (var (m, k, n) in new[] { (301, 800, 70), (5000, 40, 10), (3, 2000, 700), (40, 300, 900) })
        {
            var a = GemmOperand.Of(Values(m * k, 1), m, k);
            var b = GemmOperand.Of(Values(k * n, 2), k, n);
            var results = Threads.Select(threads => Result(m, n, c => Gemm.Multiply(a, b, c, false, threads, Token))).ToList();
            if (Fma.IsSupported)
            {
                results.Add(Result(m, n, c => On<GemmKernel256>(a, b, c, false)));
            }
            Assert.All(results, r => Assert.Equal(results[0], r));
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_row_gives_the_same_bits_alone_and_in_any_batch(string layout)
    {
        foreach (var (m, k, n) in new[] { (29, 801, 101), (29, 801, 10), (29, 30, 64) })
        {
            var (a, b) = Factors(layout, m, k, n);
            var whole = Result(m, n, c => Gemm.Multiply(a, b, c, false, 1, Token));
            for (var rows = 1; rows <= 12; rows++)
            {
                for (var row = 0; row + rows <= m; row += 5)
                {
                    var part = Result(rows, n, c => Gemm.Multiply(a.Slice(row, rows), b, c, false, 1, Token));
                    Assert.Equal(whole[(row * n)..((row + rows) * n)], part);
                }
            }
        }
    }

    [Fact]
    public void A_column_gives_the_same_bits_whatever_columns_stand_beside_it()
    {
        const int M = 21, K = 500, N = 77;
        var (a, b) = Factors("NT", M, K, N);
        var whole = Result(M, N, c => Gemm.Multiply(a, b, c, false, 1, Token));
        for (var n = 1; n < N; n += 4)
        {
            var part = Result(M, n, c => Gemm.Multiply(a, b.Transposed.Slice(0, n).Transposed, c, false, 1, Token));
            for (var row = 0; row < M; row++)
            {
                Assert.Equal(whole[(row * N)..((row * N) + n)], part[(row * n)..((row + 1) * n)]);
            }
        }
    }

    [Fact]
    public void Reads_and_writes_inside_larger_tables_and_touches_nothing_else()
    {
        foreach (var (m, k, n) in new[] { (20, 400, 10), (9, 30, 33), (3, 10, 70), (1, 784, 64) })
        {
            var a = GemmOperand.Of(Values(7 + (m * (k + 3)), 1), m, k, 7, k + 3);
            var b = GemmOperand.Of(Values(5 + (k * (n + 6)), 2), k, n, 5, n + 6);
            var values = new float[11 + (m * (n + 4))];
            Array.Fill(values, 42);
            Gemm.Multiply(a, b, new GemmTarget(values, m, n, 11, n + 4), cancellation: Token);
            for (var place = 0; place < values.Length; place++)
            {
                var (row, column) = Math.DivRem(place - 11, n + 4);
                if (place < 11 || column >= n)
                {
                    Assert.Equal(42, values[place]);
                }
                else
                {
                    Assert.Equal(Oracle(a, b, row, column, out var size), values[place], size * 1e-5);
                }
            }
        }
    }

    [Fact]
    public void Lets_a_NaN_reach_its_row_and_no_other()
    {
        foreach (var n in new[] { 3, 10, 20, 33 })
        {
            var values = Values(40 * 8, 1);
            values[(17 * 8) + 2] = float.NaN;
            values[(21 * 8) + 2] = float.PositiveInfinity;
            var c = Result(40, n, to => Gemm.Multiply(GemmOperand.Of(values, 40, 8), GemmOperand.Of(Values(8 * n, 2), 8, n), to, cancellation: Token));
            for (var i = 0; i < c.Length; i++)
            {
                Assert.Equal(i / n == 17, float.IsNaN(c[i]));
                Assert.Equal(i / n is 17 or 21, !float.IsFinite(c[i]));
            }
        }
    }

    [Fact]
    public void Refuses_shapes_that_do_not_fit()
    {
        var a = GemmOperand.Of(new float[6], 2, 3);
        Assert.Throws<ArgumentException>(() => Gemm.Multiply(a, a, new GemmTarget(new float[6], 2, 3), cancellation: Token));
        Assert.Throws<ArgumentException>(() => Gemm.Multiply(a, a.Transposed, new GemmTarget(new float[6], 2, 3), cancellation: Token));
        Assert.Throws<ArgumentException>(() => GemmOperand.Of(new float[5], 2, 3));
        Assert.Throws<ArgumentException>(() => new GemmTarget(new float[6], 2, 3, 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Stops_when_cancelled(int threads)
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var (a, b) = Factors("NN", 400, 400, 400);
        Assert.ThrowsAny<OperationCanceledException>(() => Gemm.Multiply(a, b, new GemmTarget(new float[400 * 400], 400, 400), false, threads, source.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => Gemm.Multiply(a.Slice(0, 3), b, new GemmTarget(new float[400 * 400], 3, 400), false, threads, source.Token));
    }

    [Fact]
    public void Allocates_nothing_on_one_thread()
    {
        var (a, b) = Factors("NN", 50, 400, 33);
        var c = new GemmTarget(new float[50 * 33], 50, 33);
        Gemm.Multiply(a, b, c, cancellation: Token);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Gemm.Multiply(a, b, c, cancellation: Token);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    internal delegate void Product(GemmOperand a, GemmOperand b, GemmTarget c, bool accumulate);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static void On<TKernel>(GemmOperand a, GemmOperand b, GemmTarget c, bool accumulate) where TKernel : struct, IGemmKernel =>
        Gemm.Blocks<TKernel, NoEpilogue>(a, b, c, default, accumulate, 1, Token);

    /// <summary>The plain twin, with the sum of absolute products by which its rounding is measured.</summary>
    internal static double Oracle(GemmOperand a, GemmOperand b, int row, int column, out double size)
    {
        double sum = 0;
        size = 1e-30;
        for (var p = 0; p < a.Columns; p++)
        {
            var product = (double)a.At(row, p) * b.At(p, column);
            sum += product;
            size += Math.Abs(product);
        }
        return sum;
    }

    private static void Agrees(string layout, int m, int k, int n, Product product)
    {
        var (a, b) = Factors(layout, m, k, n);
        var before = Values(m * n, 3);
        foreach (var accumulate in new[] { false, true })
        {
            var c = (float[])before.Clone();
            product(a, b, new GemmTarget(c, m, n), accumulate);
            // Far products are checked at their corners and along diagonals: the oracle is slow.
            var step = m * k * n > 300_000 ? 37 : 1;
            for (var i = 0; i < c.Length; i += i + step < c.Length ? step : 1)
            {
                var sum = Oracle(a, b, i / n, i % n, out var size) + (accumulate ? before[i] : 0);
                if (!(Math.Abs(sum - c[i]) <= (size + 1) * 1e-6))
                {
                    Assert.Fail($"{layout} {m} x {k} x {n}, accumulate {accumulate}: element ({i / n}, {i % n}) is {c[i]}, should be {sum}.");
                }
            }
        }
    }

    internal static (GemmOperand A, GemmOperand B) Factors(string layout, int m, int k, int n)
    {
        var (a, b) = (Values(m * k, 1), Values(k * n, 2));
        return (layout[0] == 'N' ? GemmOperand.Of(a, m, k) : GemmOperand.Of(a, k, m).Transposed, layout[1] == 'N' ? GemmOperand.Of(b, k, n) : GemmOperand.Of(b, n, k).Transposed);
    }

    internal static float[] Values(int count, int item)
    {
        var rng = Rng.At(7, 0, item);
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = (float)(rng.NextDouble() - .5);
        }
        return values;
    }

    private static float[] Result(int rows, int columns, Action<GemmTarget> product)
    {
        var values = new float[rows * columns];
        product(new GemmTarget(values, rows, columns));
        return values;
    }
}
