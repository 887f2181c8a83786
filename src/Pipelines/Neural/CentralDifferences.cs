namespace Pipelines.Neural;

/// <summary>Derivatives by trying: (f(x + h) − f(x − h)) / 2h for each coordinate, the check of every exact derivative.</summary>
public static class CentralDifferences
{
    /// <summary>The derivative of a function by each coordinate of a point.</summary>
    /// <remarks>
    /// The error is about h²/6 times the third derivative plus 1e-16 / h times the value: near 1e-10 for smooth functions of moderate size at the default, and worse across a kink. Cost: two evaluations a coordinate.
    /// </remarks>
    /// <param name="function">The function; it may be called with the same array every time and must not keep or change it.</param>
    /// <param name="point">Where; never changed.</param>
    /// <param name="step">h, in units of the coordinate's magnitude where that is above 1; above 0. Default: 0.00001.</param>
    public static double[] Gradient(Func<double[], double> function, ReadOnlySpan<double> point, double step = 1e-5)
    {
        var moved = point.ToArray();
        var gradient = new double[moved.Length];
        for (var i = 0; i < moved.Length; i++)
        {
            var h = step * Math.Max(1, Math.Abs(point[i]));
            // What was really moved, after rounding.
            var (above, below) = (point[i] + h, point[i] - h);
            moved[i] = above;
            var high = function(moved);
            moved[i] = below;
            gradient[i] = (high - function(moved)) / (above - below);
            moved[i] = point[i];
        }
        return gradient;
    }
}
