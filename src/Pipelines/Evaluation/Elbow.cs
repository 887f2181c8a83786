namespace Pipelines.Evaluation;

/// <summary>Where a falling curve, such as inertia by the number of clusters, bends: more clusters help much before and little after.</summary>
/// <remarks>
/// The rule of V. Satopää, J. Albrecht, D. Irwin, B. Raghavan, "Finding a 'kneedle' in a haystack: detecting knee points in system behavior", ICDCS Workshops 2011, for a convex falling curve:
/// both axes are brought to 0 to 1, and the elbow is the point farthest below the line from the first point to the last. Departures: no smoothing, since there are few points, and their threshold is left out,
/// since the whole curve is known. The elbow moves with the range of k that is looked at, and a curve that bends nowhere in particular has one too: <see cref="Depth"/> says how sharp it is.
/// </remarks>
/// <param name="Place">The place of the elbow among the points given; −1 where the curve bends nowhere below its chord.</param>
/// <param name="X">The point's x, such as the number of clusters; NaN where there is none.</param>
/// <param name="Depth">How far the point lies below the chord, in shares of the curve's height: near 0 hardly an elbow, near 1 a corner.</param>
public readonly record struct Elbow(int Place, double X, double Depth)
{
    /// <summary>Looks for the elbow.</summary>
    /// <param name="x">At least 3 numbers, rising.</param>
    /// <param name="y">The curve at each, finite.</param>
    /// <exception cref="DataException">Fewer than 3 points, lengths that differ, a number that is not finite, or x that do not rise.</exception>
    public static Elbow Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        EvaluationInput.SameLength(nameof(Elbow), x.Length, nameof(y), y.Length);
        EvaluationInput.Finite(nameof(Elbow), nameof(x), x);
        EvaluationInput.Finite(nameof(Elbow), nameof(y), y);
        if (x.Length < 3)
        {
            throw new DataException("evaluation.elbow", $"Elbow needs at least 3 points; got {x.Length}. Try more numbers of clusters.");
        }
        for (var i = 1; i < x.Length; i++)
        {
            if (x[i] <= x[i - 1])
            {
                throw new DataException("evaluation.elbow-order", $"Elbow.x must rise; place {i + 1} is {x[i]} after {x[i - 1]}. Sort the points.");
            }
        }
        var (width, height) = (x[^1] - x[0], y[0] - y[^1]);
        var (place, depth) = (-1, 0.0);
        for (var i = 1; i < x.Length - 1 && height > 0; i++)
        {
            // On the chord 1 − x̂ = ŷ.
            var below = 1 - ((x[i] - x[0]) / width) - ((y[i] - y[^1]) / height);
            if (below > depth)
            {
                (place, depth) = (i, below);
            }
        }
        return new(place, place < 0 ? double.NaN : x[place], depth);
    }
}
