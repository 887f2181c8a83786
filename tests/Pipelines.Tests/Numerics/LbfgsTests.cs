using Pipelines.Numerics;
using Xunit;

namespace Pipelines.Tests.Numerics;

public sealed class LbfgsTests
{
    [Fact]
    public void Finds_the_minimum_of_the_valley_of_Rosenbrock()
    {
        double[] point = [-1.2, 1, -1.2, 1];
        var steps = 0;
        var result = Lbfgs.Minimize(new Rosenbrock(), point, 1000, 1e-10, (step, _) => Assert.Equal(++steps, step));
        Assert.True(result.Converged);
        Assert.Equal(steps, result.Iterations);
        Assert.InRange(result.Iterations, 1, 100);
        Assert.All(point, x => Assert.Equal(1, x, 1e-9));
        Assert.Equal(0, result.Value, 1e-18);
    }

    [Fact]
    public void A_quadratic_of_fewer_coordinates_than_its_memory_takes_few_steps()
    {
        double[] point = [5, -7, 11, 2];
        var result = Lbfgs.Minimize(new Quadratic([1, 10, 100, 1000]), point, 100, 1e-9, (_, _) => { });
        Assert.True(result.Converged);
        Assert.InRange(result.Iterations, 1, 40);
        Assert.All(point, x => Assert.Equal(3, x, 1e-9));
    }

    [Fact]
    public void Starting_at_the_minimum_takes_no_step() =>
        Assert.Equal(new(0, 0, true), Lbfgs.Minimize(new Quadratic([1, 2]), [3, 3], 100, 1e-9, (_, _) => Assert.Fail("No step is needed.")));

    [Fact]
    public void Stops_where_rounding_hides_every_step() =>
        // A slope that no rounding error lets vanish: the value is 10^9 plus very little.
        Assert.InRange(Lbfgs.Minimize(new Quadratic([1e-3, 1], 1e9), [4, 5], 10_000, double.Epsilon, (_, _) => { }).Iterations, 1, 9_999);

    [Fact]
    public void Fails_honestly_where_there_is_no_minimum()
    {
        var result = Lbfgs.Minimize(new Slide(), [0], 50, 1e-9, (_, _) => { });
        Assert.False(result.Converged);
    }

    [Fact]
    public void Goes_back_from_places_without_a_value()
    {
        double[] point = [1e-3];
        // x − log x is not a number below 0; its minimum is at 1, and the first steps overshoot from a steep wall.
        Assert.True(Lbfgs.Minimize(new Barrier(), point, 200, 1e-10, (_, _) => { }).Converged);
        Assert.Equal(1, point[0], 1e-9);
    }

    private sealed class Rosenbrock : IDifferentiable
    {
        public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
        {
            double value = 0;
            for (var i = 0; i < point.Length; i += 2)
            {
                var (x, y) = (point[i], point[i + 1]);
                value += (100 * (y - (x * x)) * (y - (x * x))) + ((1 - x) * (1 - x));
                (gradient[i], gradient[i + 1]) = ((-400 * x * (y - (x * x))) - (2 * (1 - x)), 200 * (y - (x * x)));
            }
            return value;
        }
    }

    private sealed class Quadratic(double[] curvatures, double floor = 0) : IDifferentiable
    {
        public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
        {
            var value = floor;
            for (var i = 0; i < point.Length; i++)
            {
                gradient[i] = curvatures[i] * (point[i] - 3);
                value += gradient[i] * (point[i] - 3) / 2;
            }
            return value;
        }
    }

    private sealed class Slide : IDifferentiable
    {
        public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
        {
            gradient[0] = -1;
            return -point[0];
        }
    }

    private sealed class Barrier : IDifferentiable
    {
        public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
        {
            gradient[0] = 1 - (1 / point[0]);
            return point[0] - Math.Log(point[0]);
        }
    }
}
