using System.Numerics.Tensors;

namespace Pipelines.Numerics;

/// <summary>
/// Chooses how far to go in a direction so that the value falls enough and the slope flattens enough (the strong Wolfe conditions): Nocedal and Wright, "Numerical optimization", 2nd edition 2006,
/// algorithms 3.5 and 3.6 in one loop, with cubic interpolation. Departure: a rise within rounding counts as a fall (after Hager and Zhang, "A new conjugate gradient method with guaranteed
/// descent and an efficient line search", 2005), so that the last digits of a minimum can be reached, where values no longer differ and slopes still do.
/// </summary>
internal static class WolfeSearch
{
    private const int MostTrials = 40;
    private const double Fall = 1e-4;
    private const double Flattening = 0.9;
    private const double Rounding = 1e-14;

    private readonly record struct Trial(double At, double Value, double Slope);

    /// <summary>Takes one step.</summary>
    /// <param name="function">What is minimised.</param>
    /// <param name="point">Where the step begins.</param>
    /// <param name="value">The value there; receives the value at the end of the step.</param>
    /// <param name="gradient">The derivatives at <paramref name="point"/>.</param>
    /// <param name="direction">Where to go.</param>
    /// <param name="first">How far to try first.</param>
    /// <param name="nextPoint">Receives the end of the step.</param>
    /// <param name="nextGradient">Receives the derivatives there.</param>
    /// <returns>False where no step was found; <paramref name="value"/> is then unchanged.</returns>
    public static bool Step(IDifferentiable function, double[] point, ref double value, double[] gradient, double[] direction, double first, double[] nextPoint, double[] nextGradient)
    {
        var start = new Trial(0, value, TensorPrimitives.Dot<double>(gradient, direction));
        if (!(start.Slope < 0))
        {
            return false;
        }
        var rounding = Rounding * Math.Abs(value);
        // The minimum lies between low, the best so far, and high; high is unknown while the slope still falls.
        var low = start;
        Trial? high = null;
        var at = first;
        for (var trial = 0; trial < MostTrials; trial++)
        {
            TensorPrimitives.MultiplyAdd(direction, at, point, nextPoint);
            var here = new Trial(at, function.Evaluate(nextPoint, nextGradient), TensorPrimitives.Dot<double>(nextGradient, direction));
            var fell = here.Value <= start.Value + (Fall * at * start.Slope) + rounding && double.IsFinite(here.Slope);
            if (fell && Math.Abs(here.Slope) <= -Flattening * start.Slope)
            {
                value = here.Value;
                return true;
            }
            if (!fell || here.Value > low.Value + rounding)
            {
                high = here;
            }
            else
            {
                if (high is null ? here.Slope >= 0 : here.Slope * (high.Value.At - low.At) >= 0)
                {
                    high = low;
                }
                low = here;
            }
            at = high is { } other ? Between(low, other) : at * 4;
        }
        if (low.At == 0)
        {
            return false;
        }
        // No trial was flat enough, but the best one is lower than the start.
        TensorPrimitives.MultiplyAdd(direction, low.At, point, nextPoint);
        value = function.Evaluate(nextPoint, nextGradient);
        return true;
    }

    /// <summary>The minimum of the cubic through both values and slopes, kept away from the ends; the middle where there is none.</summary>
    private static double Between(Trial low, Trial high)
    {
        var width = high.At - low.At;
        var d1 = low.Slope + high.Slope - (3 * (high.Value - low.Value) / width);
        var square = (d1 * d1) - (low.Slope * high.Slope);
        var d2 = Math.Sign(width) * Math.Sqrt(square);
        var share = (d2 + d1 - low.Slope) / (high.Slope - low.Slope + (2 * d2));
        return low.At + (width * (double.IsFinite(share) ? Math.Clamp(share, 0.1, 0.9) : 0.5));
    }
}
