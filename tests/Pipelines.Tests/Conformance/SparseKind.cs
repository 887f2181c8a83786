using System.Runtime.InteropServices;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Reduction;

namespace Pipelines.Tests.Conformance;

/// <summary>Sparse rows: every second cell of the clouds of <see cref="MatrixKind"/>. Models answer as they do over dense rows.</summary>
internal sealed class SparseKind : DataKind<SparseView>
{
    private readonly MatrixKind _rows = new();

    public override SparseView Sample() => Sparse(_rows.Sample());

    public override SparseView Empty() => Sparse(_rows.Empty());

    public override IEnumerable<(string Name, SparseView Data)> Degenerate() => _rows.Degenerate().Select(d => (d.Name, Sparse(d.Data).View)).Append(("nothing stored", new SparseMatrix(3, new long[5], [], []).View));

    public override IEnumerable<(string Name, SparseView Data, string[] Place)> NotFinite()
    {
        foreach (var value in new[] { float.NaN, float.NegativeInfinity })
        {
            yield return ($"{value}", new SparseMatrix(4, [0, 1, 1, 3], [2, 0, 3], [1, 5, value]), ["row 2", "column 3"]);
        }
    }

    public override SparseView Elsewhere(SparseView data) => Sparse(Dense(data));

    public override byte[] Bytes(SparseView data) => [.. MatrixAnswers.Bytes(data.Values), .. MemoryMarshal.AsBytes(data.Indices), .. MemoryMarshal.AsBytes(data.Starts)];

    public override float[][] Answers(object model, SparseView data, bool alone) => MatrixAnswers.Of(model, Dense(data), alone);

    public override IEnumerable<(string Name, Action Call)> Misfits(object model, SparseView data) => MatrixAnswers.Misfits(model, Dense(data))
        .Append(("sparse rows one column wider", () => ((TruncatedSvdModel)model).Transform(new SparseMatrix(data.Columns + 1, [0, 0], [], []), new Matrix(1, ((ITransformer)model).ResultColumns))));

    public override Action SpanCall(object model, SparseView data)
    {
        var (dense, result) = (MatrixAnswers.SpanCall(model, Dense(data)), new Matrix(data.Rows, ((ITransformer)model).ResultColumns));
        return () =>
        {
            dense();
            ((TruncatedSvdModel)model).Transform(data, result);
        };
    }

    public override void CheckRole(object model, SparseView data) => MatrixAnswers.CheckRole(model, Dense(data));

    internal static Matrix Dense(SparseView rows)
    {
        var dense = new Matrix(rows.Rows, rows.Columns);
        for (var r = 0; r < rows.Rows; r++)
        {
            for (var i = 0; i < rows[r].Count; i++)
            {
                dense[r][rows[r].Indices[i]] = rows[r].Values[i];
            }
        }
        return dense;
    }

    /// <summary>The cells whose row and column are both even or both odd.</summary>
    internal static SparseMatrix Sparse(MatrixView rows)
    {
        var (starts, indices, values) = (new List<long> { 0 }, new List<int>(), new List<float>());
        for (var r = 0; r < rows.Rows; r++)
        {
            for (var c = r % 2; c < rows.Columns; c += 2)
            {
                indices.Add(c);
                values.Add(rows[r][c]);
            }
            starts.Add(indices.Count);
        }
        return new(rows.Columns, [.. starts], [.. indices], [.. values]);
    }
}
