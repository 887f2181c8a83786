using Pipelines.Numerics;
using Xunit;

namespace Pipelines.Tests.Numerics;

public sealed class SmallCholeskyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(33)]
    public void Solving_undoes_multiplying(int n)
    {
        var stride = OuterSum.Stride(n);
        var (a, h, x) = (new double[n * stride], new double[stride], new double[stride]);
        for (var row = 0; row < n + 3; row++)
        {
            var rng = Rng.At(1, n, row);
            for (var i = 0; i < n; i++)
            {
                x[i] = rng.NextGaussian();
            }
            OuterSum.Add(a, h, x, n, 1, 0);
        }
        var solution = Enumerable.Range(1, n).Select(i => Math.Sin(i)).ToArray();
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                h[i] += a[(Math.Max(i, j) * stride) + Math.Min(i, j)] * solution[j];
            }
        }
        Assert.True(SmallCholesky.Factor(a, n, stride));
        SmallCholesky.SolveLower(a, n, stride, h);
        SmallCholesky.SolveUpper(a, n, stride, h);
        for (var i = 0; i < n; i++)
        {
            Assert.Equal(solution[i], h[i], 1e-6);
        }
    }

    [Fact]
    public void Says_that_a_matrix_is_not_positive_definite()
    {
        Assert.False(SmallCholesky.Factor([1, 2, 2, 1], 2, 2));
        Assert.False(SmallCholesky.Factor([double.NaN], 1, 1));
        Assert.False(SmallCholesky.Factor([double.PositiveInfinity], 1, 1));
    }

    // The plain loops that OuterSum puts into vectors.
    [Fact]
    public void Outer_sums_agree_with_plain_loops_for_every_length()
    {
        for (var n = 1; n <= 70; n++)
        {
            var stride = OuterSum.Stride(n);
            var (a, h, x) = (new double[n * stride], new double[stride], new double[stride]);
            var (plain, target) = (new double[n * n], new double[n]);
            for (var round = 0; round < 3; round++)
            {
                for (var i = 0; i < n; i++)
                {
                    x[i] = Math.Cos((round * 100) + i);
                }
                OuterSum.Add(a, h, x, n, 0.5 + round, 2 - round);
                for (var i = 0; i < n; i++)
                {
                    target[i] += (0.5 + round) * (2 - round) * x[i];
                    for (var j = 0; j < n; j++)
                    {
                        plain[(i * n) + j] += (0.5 + round) * x[i] * x[j];
                    }
                }
            }
            for (var i = 0; i < n; i++)
            {
                Assert.Equal(target[i], h[i], 1e-12);
                for (var j = 0; j <= i; j++)
                {
                    Assert.Equal(plain[(i * n) + j], a[(i * stride) + j], 1e-12);
                }
            }
        }
    }

    [Fact]
    public void Wishart_draws_have_mean_freedom_times_the_inverse_scale()
    {
        double[] inverseScale = [2, 0.5, -0.3, 0.5, 1, 0.2, -0.3, 0.2, 1.5];
        const int Draws = 20_000;
        var mean = new double[9];
        var draw = new double[9];
        for (var d = 0; d < Draws; d++)
        {
            var rng = Rng.At(3, 0, d);
            Assert.True(WishartDraw.FromInverseScale(inverseScale.AsSpan().ToArray(), 3, 7, draw, ref rng));
            for (var i = 0; i < 9; i++)
            {
                mean[i] += draw[i] / Draws / 7;
            }
        }
        // The mean of Λ / ν times V is the identity; 4 standard errors are about .02.
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                var product = Enumerable.Range(0, 3).Sum(k => mean[(i * 3) + k] * inverseScale[(k * 3) + j]);
                Assert.Equal(i == j ? 1 : 0, product, 0.02);
            }
        }
    }

    // scipy 1.10.1, Golden/bayesian_matrix_factorization.py.
    [Fact]
    public void Normal_quantiles_and_log_gamma_agree_with_scipy()
    {
        double[] p = [1e-300, 1e-12, 0.001, 0.05, 0.3, 0.5, 0.9, 0.975, 1 - 1e-10];
        double[] z = [-37.0470962993612, -7.034483825301131, -3.090232306167813, -1.6448536269514729, -0.5244005127080409, 0.0, 1.2815515655446004, 1.959963984540054, 6.361340889697422];
        for (var i = 0; i < p.Length; i++)
        {
            Assert.Equal(z[i], NormalDistribution.Quantile(p[i]), 1e-13 * Math.Max(1, Math.Abs(z[i])));
        }
        double[] x = [0.001, 0.5, 1.0, 3.7, 9.99, 150.0, 1e6];
        double[] logGamma = [6.907178885383853, 0.5723649429247, 0.0, 1.428072326665388, 12.779315214350195, 600.0094705553274, 12815504.569147611];
        for (var i = 0; i < x.Length; i++)
        {
            Assert.Equal(logGamma[i], LogGamma.At(x[i]), 1e-12 * Math.Max(1, logGamma[i]));
        }
    }
}
