using Pipelines.Data;

namespace QualityInspection.Study;

/// <summary>
/// What a classifier is told of a part: each standardised measurement and its square, products of pairs where there are few, how odd the part is, and how near to a limit of tolerance. A defect lies on both sides of
/// a tolerance more often than on one, which no plane through the measurements alone can part.
/// </summary>
internal static class DefectFeatures
{
    private const int MostForPairs = 12;
    // Far parts are far in any case; their squares would drown the others.
    private const float Far = 6;

    /// <summary>Number of features of so many measurements.</summary>
    public static int Count(int measurements) => (2 * measurements) + (measurements <= MostForPairs ? measurements * (measurements - 1) / 2 : 0) + 2;

    /// <summary>The features of parts.</summary>
    /// <param name="encoded">Standardised measurements.</param>
    /// <param name="ratios">Statistic over limit of each part.</param>
    /// <param name="excess">Place in the tolerance of each part.</param>
    public static Matrix Of(MatrixView encoded, ReadOnlySpan<double> ratios, ReadOnlySpan<double> excess)
    {
        var d = encoded.Columns;
        var result = new Matrix(encoded.Rows, Count(d));
        for (var r = 0; r < encoded.Rows; r++)
        {
            var from = encoded[r];
            var to = result[r];
            var at = 0;
            for (var c = 0; c < d; c++)
            {
                var z = Math.Clamp(from[c], -Far, Far);
                to[at++] = z;
                to[at++] = (z * z) - 1;
                for (var k = 0; d <= MostForPairs && k < c; k++)
                {
                    to[at++] = z * Math.Clamp(from[k], -Far, Far);
                }
            }
            to[at++] = (float)Math.Log(0.1 + ratios[r]);
            to[at] = (float)Math.Min(excess[r], 3);
        }
        return result;
    }
}
