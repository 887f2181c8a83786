using Pipelines.Numerics;
using Xunit;

namespace Pipelines.Tests.Numerics;

public sealed class GemmEpilogueTests
{
    private static readonly int[] Widths = [1, 2, 3, 5, 10, 16, 17, 33, 35, 66, 131];

    [Fact]
    public void Adds_the_bias_of_each_column() => Follows(bias => new BiasEpilogue(bias), (x, bias) => x + bias);

    [Fact]
    public void Scales() => Follows(_ => new ScaleEpilogue(.25f), (x, _) => x * .25);

    [Fact]
    public void Adds_the_bias_and_cuts_off_below_zero() => Follows(bias => new ActivationEpilogue<ReluActivation>(bias, default), (x, bias) => Math.Max(0, x + bias));

    [Fact]
    public void Adds_the_bias_and_leaks_below_zero() =>
        Follows(bias => new ActivationEpilogue<LeakyReluActivation>(bias, new LeakyReluActivation(.1f)), (x, bias) => x + bias > 0 ? x + bias : (x + bias) * .1);

    [Fact]
    public void Adds_the_bias_and_takes_the_tangent() => Follows(bias => new ActivationEpilogue<TanhActivation>(bias, default), (x, bias) => Math.Tanh(x + bias));

    [Fact]
    public void Adds_the_bias_and_takes_the_sigmoid() => Follows(bias => new ActivationEpilogue<SigmoidActivation>(bias, default), (x, bias) => 1 / (1 + Math.Exp(-(x + bias))));

    [Fact]
    public void Keeps_NaN()
    {
        foreach (var length in new[] { 1, 7, 16, 40 })
        {
            foreach (var activation in new Action<Span<float>>[] { default(ReluActivation).Apply, new LeakyReluActivation(.1f).Apply, default(TanhActivation).Apply, default(SigmoidActivation).Apply, Elementary.Exp })
            {
                var values = new float[length];
                Array.Fill(values, float.NaN);
                activation(values);
                Assert.All(values, v => Assert.True(float.IsNaN(v)));
            }
        }
    }

    private static void Follows<TEpilogue>(Func<float[], TEpilogue> make, Func<double, double, double> plain) where TEpilogue : struct, IGemmEpilogue
    {
        foreach (var (m, k) in new[] { (1, 20), (5, 400), (40, 30), (700, 500) })
        {
            foreach (var n in m == 700 ? [10, 300] : Widths)
            {
                var (a, b) = GemmTests.Factors("NN", m, k, n);
                var bias = GemmTests.Values(n, 9);
                var (bare, one, eight) = (new float[m * n], new float[m * n], new float[m * n]);
                Gemm.Multiply(a, b, new GemmTarget(bare, m, n), cancellation: TestContext.Current.CancellationToken);
                Gemm.Multiply(a, b, new GemmTarget(one, m, n), make(bias), cancellation: TestContext.Current.CancellationToken);
                Gemm.Multiply(a, b, new GemmTarget(eight, m, n), make(bias), threads: 8, cancellation: TestContext.Current.CancellationToken);
                Assert.Equal(one, eight);
                for (var i = 0; i < bare.Length; i++)
                {
                    Assert.Equal(plain(bare[i], bias[i % n]), one[i], 2e-6 * (1 + Math.Abs(one[i])));
                }
                var alone = new float[n];
                Gemm.Multiply(a.Slice(m / 2, 1), b, new GemmTarget(alone, 1, n), make(bias), cancellation: TestContext.Current.CancellationToken);
                Assert.Equal(one[(m / 2 * n)..(((m / 2) + 1) * n)], alone);
            }
        }
    }
}
