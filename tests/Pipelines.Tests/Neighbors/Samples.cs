using Pipelines.Data;

namespace Pipelines.Tests.Neighbors;

/// <summary>Rows that are hard on a search each in its own way, and queries beside them.</summary>
internal static class Samples
{
    public static IReadOnlyList<string> Names { get; } =
        ["gaussian 2", "gaussian 9", "gaussian 40", "clusters far from zero", "integers with ties", "duplicates", "all equal", "one column", "one row", "two rows", "constant column", "tiny", "huge", "largest", "33 rows", "513 rows"];

    public static (Matrix Points, MatrixView Queries) Of(string name)
    {
        var points = name switch
        {
            "gaussian 2" => Gaussian(700, 2, 1),
            "gaussian 9" => Gaussian(600, 9, 2),
            "gaussian 40" => Gaussian(400, 40, 3),
            // Cancellation: the spread is a millionth of the distance from zero, and differs from cluster to cluster.
            "clusters far from zero" => Map(Gaussian(600, 5, 4), (v, r, c) => (r % 3 * 1000) + 5000 + (v * MathF.Pow(10, -3 - (r % 3)))),
            "integers with ties" => Map(Gaussian(900, 3, 5), (v, _, _) => MathF.Round(2 * v)),
            "duplicates" => Map(Gaussian(500, 2, 6), (_, r, c) => (r % 7 * 0.1f) + c),
            "all equal" => Map(new(300, 3), (_, _, _) => 0.1f),
            "one column" => Map(Gaussian(400, 1, 7), (v, r, _) => r % 5 == 0 ? 1 : v),
            "one row" => new(1, 3, [1, 2, 3]),
            "two rows" => new(2, 1, [1, 1]),
            "constant column" => Map(Gaussian(300, 4, 8), (v, _, c) => c == 2 ? -7 : v),
            "tiny" => Map(Gaussian(300, 3, 9), (v, _, _) => v * 1e-22f),
            "huge" => Map(Gaussian(300, 3, 10), (v, _, _) => v * 1e18f),
            "largest" => Map(Gaussian(100, 2, 11), (v, r, _) => r % 2 == 0 ? float.MaxValue : -1e38f * v),
            "33 rows" => Gaussian(33, 2, 12),
            "513 rows" => Gaussian(513, 6, 13),
            _ => throw new ArgumentException(name, nameof(name)),
        };
        var queries = new Matrix(Math.Min(140, points.Rows) + 1, points.Columns);
        for (var q = 0; q < queries.Rows; q++)
        {
            // Rows themselves, and points between two of them.
            for (var c = 0; c < points.Columns; c++)
            {
                queries[q][c] = q % 2 == 0 ? points[q % points.Rows][c] : (points[q % points.Rows][c] / 2) + (points[q * 7 % points.Rows][c] / 2);
            }
        }
        return (points, queries);
    }

    public static Matrix Gaussian(int rows, int columns, long seed)
    {
        var matrix = new Matrix(rows, columns);
        for (var r = 0; r < rows; r++)
        {
            var rng = Rng.At(seed, item: r);
            for (var c = 0; c < columns; c++)
            {
                matrix[r][c] = (float)rng.NextGaussian();
            }
        }
        return matrix;
    }

    private static Matrix Map(Matrix matrix, Func<float, int, int, float> value)
    {
        for (var i = 0; i < matrix.Values.Length; i++)
        {
            matrix.Values[i] = value(matrix.Values[i], i / matrix.Columns, i % matrix.Columns);
        }
        return matrix;
    }
}
