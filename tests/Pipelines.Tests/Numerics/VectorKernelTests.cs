using Pipelines.Numerics;
using Xunit;

namespace Pipelines.Tests.Numerics;

public sealed class VectorKernelTests
{
    public static TheoryData<int> Offsets => [0, 1, 5];

    [Theory]
    [MemberData(nameof(Offsets))]
    public void Agree_with_plain_loops_in_double_for_every_length(int offset)
    {
        for (var n = 0; n <= 256; n++)
        {
            var x = GemmTests.Values(n + offset, 1).AsSpan(offset);
            var y = GemmTests.Values(n + offset, 2).AsSpan(offset);
            double dot = 0, distance = 0, sum = 0, squares = 0, magnitudes = 0;
            for (var i = 0; i < n; i++)
            {
                dot += (double)x[i] * y[i];
                distance += ((double)x[i] - y[i]) * ((double)x[i] - y[i]);
                sum += x[i];
                squares += (double)x[i] * x[i];
                magnitudes += Math.Abs((double)x[i]);
            }
            Assert.Equal(dot, Dot.Of(x, y), 1e-5);
            Assert.Equal(distance, SquaredDistance.Of(x, y), 1e-6 * (1 + distance));
            Assert.Equal(sum, Sums.Of(x), 1e-12);
            Assert.Equal(squares, Sums.OfSquares(x), 1e-12);
            Assert.Equal(magnitudes, Sums.OfMagnitudes(x), 1e-12);
            Assert.Equal(Math.Sqrt(squares), Sums.Norm(x), 1e-12);
            var to = y.ToArray();
            Axpy.Add(.3f, x, to);
            for (var i = 0; i < n; i++)
            {
                Assert.Equal(y[i] + (.3f * (double)x[i]), to[i], 1e-7);
            }
            if (n == 0)
            {
                Assert.True(double.IsNaN(Sums.Moments(x).Mean));
                continue;
            }
            var (mean, spread) = Sums.Moments(x);
            Assert.Equal(sum / n, mean, 1e-13);
            Assert.Equal(squares - (sum * sum / n), spread, 1e-11);
        }
    }

    [Theory]
    [MemberData(nameof(Offsets))]
    public void Elementary_functions_agree_with_Math_whatever_stands_beside(int offset)
    {
        for (var n = 0; n <= 256; n++)
        {
            var x = new float[n + offset];
            for (var i = 0; i < n; i++)
            {
                x[offset + i] = (float)(40 * Math.Sin((i * 1.7) + .3) * Math.Cos(i));
            }
            var (exp, tanh, sigmoid) = ((float[])x.Clone(), (float[])x.Clone(), (float[])x.Clone());
            Elementary.Exp(exp.AsSpan(offset));
            Elementary.Tanh(tanh.AsSpan(offset));
            Elementary.Sigmoid(sigmoid.AsSpan(offset));
            for (var i = offset; i < x.Length; i++)
            {
                Near(Math.Exp(x[i]), exp[i]);
                Near(Math.Tanh(x[i]), tanh[i]);
                Near(1 / (1 + Math.Exp(-x[i])), sigmoid[i]);
                float[] alone = [x[i], x[i], x[i]];
                Elementary.Exp(alone.AsSpan(0, 1));
                Elementary.Tanh(alone.AsSpan(1, 1));
                Elementary.Sigmoid(alone.AsSpan(2, 1));
                Assert.Equal([exp[i], tanh[i], sigmoid[i]], alone);
            }
        }
    }

    [Fact]
    public void The_tangent_of_a_small_value_is_that_value()
    {
        float[] small = [0, 1e-30f, -1e-8f, 1e-5f, 1e-3f, -.02f, .2f, .49f, .5f, .51f, -.7f];
        var tanh = (float[])small.Clone();
        Elementary.Tanh(tanh);
        for (var i = 0; i < small.Length; i++)
        {
            Near(Math.Tanh(small[i]), tanh[i]);
        }
    }

    [Fact]
    public void Elementary_functions_meet_their_limits()
    {
        float[] far = [-1e30f, -200, 200, 1e30f, float.NegativeInfinity, float.PositiveInfinity];
        var (exp, tanh, sigmoid) = ((float[])far.Clone(), (float[])far.Clone(), (float[])far.Clone());
        Elementary.Exp(exp);
        Elementary.Tanh(tanh);
        Elementary.Sigmoid(sigmoid);
        Assert.Equal([0, 0, float.PositiveInfinity, float.PositiveInfinity, 0, float.PositiveInfinity], exp);
        Assert.Equal([-1, -1, 1, 1, -1, 1], tanh);
        Assert.Equal([0, 0, 1, 1, 0, 1], sigmoid);
    }

    [Fact]
    public void Give_the_same_bits_wherever_the_values_lie()
    {
        var x = GemmTests.Values(1000, 1);
        var y = GemmTests.Values(1000, 2);
        for (var shift = 1; shift < 20; shift++)
        {
            var (u, v) = (new float[1000 + shift], new float[1000 + shift]);
            x.CopyTo(u, shift);
            y.CopyTo(v, shift);
            Assert.Equal(Dot.Of(x, y), Dot.Of(u.AsSpan(shift), v.AsSpan(shift)));
            Assert.Equal(Sums.Of(x), Sums.Of(u.AsSpan(shift)));
            Assert.Equal(SquaredDistance.Of(x, y), SquaredDistance.Of(u.AsSpan(shift), v.AsSpan(shift)));
        }
    }

    [Fact]
    public void Sums_keep_what_float_sums_lose()
    {
        var x = new float[1 << 20];
        Array.Fill(x, .1f);
        x[0] = 1e8f;
        // In float32 every tenth would be lost beside 1e8.
        Assert.Equal(1e8 + (((1 << 20) - 1) * (double).1f), Sums.Of(x), 1e-3);
        var far = new float[] { 1e6f + 1, 1e6f + 2, 1e6f + 3, 1e6f + 4 };
        Assert.Equal((1e6 + 2.5, 5.0), Sums.Moments(far));
    }

    [Fact]
    public void Refuse_unequal_lengths()
    {
        Assert.Throws<ArgumentException>(() => Dot.Of([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => SquaredDistance.Of([1], [1, 2]));
        Assert.Throws<ArgumentException>(() => Axpy.Add(1, [1], []));
    }

    [Fact]
    public void Column_moments_agree_with_plain_loops_and_keep_their_bits_on_any_number_of_threads()
    {
        foreach (var (n, d) in new[] { (0, 3), (1, 5), (2, 1), (100_003, 3), (5000, 37), (300, 784), (40, 0) })
        {
            var values = GemmTests.Values(n * d, 1);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] += 1000;
            }
            var one = ColumnMoments.Of(GemmOperand.Of(values, n, d), 1, TestContext.Current.CancellationToken);
            var eight = ColumnMoments.Of(GemmOperand.Of(values, n, d), 8, TestContext.Current.CancellationToken);
            Assert.Equal(n, one.Count);
            Assert.Equal(one.Means.ToArray(), eight.Means.ToArray());
            Assert.Equal(one.Squares.ToArray(), eight.Squares.ToArray());
            for (var j = 0; j < d; j += 7)
            {
                double mean = 0, squares = 0;
                for (var i = 0; i < n; i++)
                {
                    mean += values[(i * d) + j] / (double)n;
                }
                for (var i = 0; i < n; i++)
                {
                    squares += Math.Pow(values[(i * d) + j] - mean, 2);
                }
                Assert.Equal(mean, one.Means[j], 1e-9);
                Assert.Equal(squares, one.Squares[j], 1e-9 * (1 + squares));
            }
        }
    }

    [Fact]
    public void Soft_maximum_agrees_with_plain_loops_for_every_length()
    {
        for (var n = 1; n <= 256; n++)
        {
            var x = GemmTests.Values(n, 3).Select(v => (v * 30) + 500).ToArray();
            var largest = x.Max();
            var total = x.Sum(v => Math.Exp(v - (double)largest));
            var p = (float[])x.Clone();
            var log = SoftMax.Apply(p);
            Assert.Equal(largest + Math.Log(total), log, 1e-4);
            Assert.Equal(log, SoftMax.LogSumExp(x, new float[n]));
            for (var i = 0; i < n; i++)
            {
                Near(Math.Exp(x[i] - (double)largest) / total, p[i]);
            }
            Assert.Equal(1, p.Sum(v => (double)v), 1e-6);
        }
    }

    [Fact]
    public void Soft_maximum_says_what_has_no_probability()
    {
        Assert.Equal(double.NegativeInfinity, SoftMax.Apply([]));
        float[] none = [float.NegativeInfinity, float.NegativeInfinity];
        Assert.Equal(double.NegativeInfinity, SoftMax.Apply(none));
        Assert.Equal([float.NaN, float.NaN], none);
        float[] one = [3, float.PositiveInfinity, float.NegativeInfinity];
        Assert.Equal(double.PositiveInfinity, SoftMax.Apply(one));
        Assert.Equal([0, 1, 0], one);
        float[] bad = [3, float.NaN];
        Assert.Equal(double.NaN, SoftMax.Apply(bad));
        Assert.Equal([float.NaN, float.NaN], bad);
        float[] zero = [float.NegativeInfinity, 2];
        Assert.Equal(2, SoftMax.Apply(zero), 1e-6);
        Assert.Equal([0, 1], zero);
    }

    [Fact]
    public void Matrix_times_vector_agrees_with_dot_products()
    {
        foreach (var (m, k) in new[] { (0, 3), (1, 1), (65, 300), (3000, 257), (5, 0) })
        {
            var a = GemmOperand.Of(GemmTests.Values(m * k, 1), m, k);
            var x = GemmTests.Values(k, 2);
            var (one, eight) = (new float[m], new float[m]);
            Gemv.Multiply(a, x, one, 1, TestContext.Current.CancellationToken);
            Gemv.Multiply(a, x, eight, 8, TestContext.Current.CancellationToken);
            Assert.Equal(one, eight);
            var b = GemmOperand.Of(x, k, 1);
            for (var row = 0; row < m; row++)
            {
                Assert.Equal(GemmTests.Oracle(a, b, row, 0, out var size), one[row], size * 1e-6);
            }
        }
    }

    private static void Near(double expected, float actual) => Assert.Equal(expected, actual, (4e-7 * Math.Abs(expected)) + 1e-37);
}
