using Pipelines.Numerics;
using Xunit;

namespace Pipelines.Tests.Numerics;

public sealed class SyrkTests
{
    [Fact]
    public void Gives_the_bits_of_the_general_product_at_every_small_size_on_any_number_of_threads()
    {
        for (var n = 0; n <= 150; n += n < 70 ? 1 : 13)
        {
            foreach (var layout in new[] { "NN", "TN" })
            {
                Agrees(layout, n, n % 3 == 0 ? 391 : n % 11);
            }
        }
        Agrees("NN", 500, 100);
        Agrees("TN", 417, 900);
        Agrees("TN", 8300, 2);
    }

    [Fact]
    public void Leaves_what_lies_beside_the_result()
    {
        const int N = 50;
        var (a, _) = GemmTests.Factors("NN", N, 20, 1);
        var values = new float[3 + (N * (N + 2))];
        Array.Fill(values, 42);
        Syrk.Multiply(a, new GemmTarget(values, N, N, 3, N + 2), 1, TestContext.Current.CancellationToken);
        for (var i = 0; i < values.Length; i++)
        {
            var column = (i - 3) % (N + 2);
            Assert.Equal(i < 3 || column >= N, values[i] == 42);
        }
    }

    [Fact]
    public void Refuses_a_result_of_another_shape() =>
        Assert.Throws<ArgumentException>(() => Syrk.Multiply(GemmOperand.Of(new float[6], 2, 3), new GemmTarget(new float[9], 3, 3), 1, TestContext.Current.CancellationToken));

    private static void Agrees(string layout, int n, int k)
    {
        var (a, _) = GemmTests.Factors(layout, n, k, 1);
        var whole = new float[n * n];
        Gemm.Multiply(a, a.Transposed, new GemmTarget(whole, n, n), cancellation: TestContext.Current.CancellationToken);
        foreach (var threads in new[] { 1, 8 })
        {
            var half = new float[n * n];
            Syrk.Multiply(a, new GemmTarget(half, n, n), threads, TestContext.Current.CancellationToken);
            Assert.True(whole.AsSpan().SequenceEqual(half), $"{layout} {n} x {k} on {threads} threads");
        }
    }
}
