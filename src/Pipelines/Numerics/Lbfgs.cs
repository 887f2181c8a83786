using System.Numerics.Tensors;

namespace Pipelines.Numerics;

/// <summary>
/// Minimises a smooth function of many numbers by the limited-memory BFGS method: the direction of each step is Newton's, with the inverse Hessian estimated from the last few steps.
/// Nocedal, "Updating quasi-Newton matrices with limited storage" (1980); the two-loop recursion and the line search (see <see cref="WolfeSearch"/>) follow Nocedal and Wright,
/// "Numerical optimization", 2nd edition 2006, algorithms 7.4, 7.5 and 3.5. Cost: one or two evaluations and 4·<see cref="Memory"/>·d multiply-adds a step; memory 2·<see cref="Memory"/>·d doubles.
/// No random numbers: the same function gives the same bits.
/// </summary>
internal static class Lbfgs
{
    /// <summary>How many steps are remembered.</summary>
    internal const int Memory = 10;

    /// <summary>Moves a point to the minimum.</summary>
    /// <param name="function">What to minimise.</param>
    /// <param name="point">Where to begin; receives the minimum.</param>
    /// <param name="iterations">The most steps to take.</param>
    /// <param name="tolerance">Done when no derivative is larger than this.</param>
    /// <param name="step">Told of each step's number, from 1, and the value after it.</param>
    public static LbfgsResult Minimize(IDifferentiable function, double[] point, int iterations, double tolerance, Action<int, double> step)
    {
        var d = point.Length;
        var (gradient, direction, nextPoint, nextGradient) = (new double[d], new double[d], new double[d], new double[d]);
        var (moves, changes, curvatures) = (new double[Memory][], new double[Memory][], new double[Memory]);
        var (remembered, newest) = (0, -1);
        var value = function.Evaluate(point, gradient);
        for (var iteration = 1; iteration <= iterations; iteration++)
        {
            if (TensorPrimitives.MaxMagnitude<double>(gradient) is var slope && Math.Abs(slope) <= tolerance)
            {
                return new(value, iteration - 1, true);
            }
            Direction(gradient, direction, moves, changes, curvatures, remembered, newest);
            // Before anything is known of the curvature, no coordinate should jump by more than 1.
            var first = remembered == 0 ? Math.Min(1, 1 / Math.Abs(TensorPrimitives.MaxMagnitude<double>(gradient))) : 1;
            while (!WolfeSearch.Step(function, point, ref value, gradient, direction, first, nextPoint, nextGradient))
            {
                if (remembered == 0)
                {
                    return new(value, iteration - 1, false);
                }
                // What was remembered misleads: start again straight down the slope.
                remembered = 0;
                TensorPrimitives.Negate(gradient, direction);
                first = 1 / Math.Sqrt(Math.Max(1, TensorPrimitives.Dot<double>(gradient, gradient)));
            }
            newest = (newest + 1) % Memory;
            var move = moves[newest] ??= new double[d];
            var change = changes[newest] ??= new double[d];
            TensorPrimitives.Subtract(nextPoint, point, move);
            TensorPrimitives.Subtract(nextGradient, gradient, change);
            curvatures[newest] = TensorPrimitives.Dot<double>(move, change);
            // A step along which the slope did not rise, as rounding may make it seem, would spoil the estimate: it is forgotten.
            if (curvatures[newest] > 0)
            {
                remembered = Math.Min(Memory, remembered + 1);
            }
            else
            {
                (newest, remembered) = (-1, 0);
            }
            (gradient, nextGradient) = (nextGradient, gradient);
            nextPoint.CopyTo(point, 0);
            step(iteration, value);
        }
        return new(value, iterations, Math.Abs(TensorPrimitives.MaxMagnitude<double>(gradient)) <= tolerance);
    }

    /// <summary>direction = −H·gradient, H the inverse Hessian that the remembered steps imply.</summary>
    private static void Direction(double[] gradient, double[] direction, double[][] moves, double[][] changes, double[] curvatures, int remembered, int newest)
    {
        TensorPrimitives.Negate(gradient, direction);
        if (remembered == 0)
        {
            return;
        }
        Span<double> alpha = stackalloc double[Memory];
        for (var age = 0; age < remembered; age++)
        {
            var i = (newest - age + Memory) % Memory;
            alpha[i] = TensorPrimitives.Dot<double>(moves[i], direction) / curvatures[i];
            TensorPrimitives.MultiplyAdd(changes[i], -alpha[i], direction, direction);
        }
        TensorPrimitives.Multiply(direction, curvatures[newest] / TensorPrimitives.Dot<double>(changes[newest], changes[newest]), direction);
        for (var age = remembered - 1; age >= 0; age--)
        {
            var i = (newest - age + Memory) % Memory;
            var beta = TensorPrimitives.Dot<double>(changes[i], direction) / curvatures[i];
            TensorPrimitives.MultiplyAdd(moves[i], alpha[i] - beta, direction, direction);
        }
    }
}
