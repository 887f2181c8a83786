using Pipelines.Data;

namespace Pipelines.Tests.Conformance;

/// <summary>Rows of numbers: three well separated clouds in three dimensions.</summary>
internal sealed class MatrixKind : DataKind<MatrixView>
{
    public override MatrixView Sample() => Clouds(60);

    public override MatrixView Empty() => new Matrix(0, 3);

    public override IEnumerable<(string Name, MatrixView Data)> Degenerate() =>
    [
        ("one row", Clouds(1)),
        ("one column", new Matrix(7, 1, [1, 4, 2, 8, 5, 7, 3])),
        ("one row and column", new Matrix(1, 1, [5])),
        ("constant columns", new Matrix(4, 2, [3, 0.1f, 3, 0.1f, 3, 0.1f, 3, 0.1f])),
        ("one constant column", new Matrix(4, 2, [3, 1, 3, 2, 3, 4, 3, 8])),
        ("duplicate rows", new Matrix(6, 2, [1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4])),
        ("zeros", new Matrix(5, 3)),
    ];

    public override IEnumerable<(string Name, MatrixView Data, string[] Place)> NotFinite()
    {
        foreach (var (value, row, column) in new[] { (float.NaN, 0, 0), (float.PositiveInfinity, 17, 2), (float.NegativeInfinity, 59, 1), (float.NaN, 31, 1) })
        {
            var rows = Clouds(60);
            rows[row][column] = value;
            yield return ($"{value} at {row}, {column}", rows, [$"row {row}", $"column {column}"]);
        }
    }

    public override MatrixView Elsewhere(MatrixView data)
    {
        var larger = new Matrix(data.Rows + 5, data.Columns);
        Array.Fill(larger.Values, 1e6f);
        data.Values.CopyTo(larger.Values.AsSpan(3 * data.Columns));
        return larger.View[3..^2];
    }

    public override byte[] Bytes(MatrixView data) => MatrixAnswers.Bytes(data.Values);

    public override float[][] Answers(object model, MatrixView data, bool alone) => MatrixAnswers.Of(model, data, alone);

    public override IEnumerable<(string Name, Action Call)> Misfits(object model, MatrixView data) => MatrixAnswers.Misfits(model, data);

    public override Action SpanCall(object model, MatrixView data) => MatrixAnswers.SpanCall(model, data);

    public override void CheckRole(object model, MatrixView data) => MatrixAnswers.CheckRole(model, data);

    /// <summary>Rows of three clouds in turn, around (0, 0, 0), (10, 20, 30) and (20, 40, 60), of spread 1.</summary>
    internal static Matrix Clouds(int rows)
    {
        var matrix = new Matrix(rows, 3);
        for (var r = 0; r < rows; r++)
        {
            var rng = Rng.At(11, item: r);
            for (var c = 0; c < 3; c++)
            {
                matrix[r][c] = (float)rng.NextGaussian() + (10 * (c + 1) * (r % 3));
            }
        }
        return matrix;
    }
}
