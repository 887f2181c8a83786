using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Evaluation;

/// <summary>How far two planes through zero are turned against each other, such as those of the components of two models.</summary>
public static class SubspaceAngle
{
    /// <summary>
    /// The largest principal angle between the planes that two sets of vectors span, in radians from 0 (one lies in the other) to π/2. Exact also for tiny angles: from sine and cosine together
    /// (Å. Björck, G. Golub, "Numerical methods for computing angles between linear subspaces", 1973). Reference: scipy.linalg.subspace_angles. Cost about 8 d k².
    /// </summary>
    /// <param name="first">k₁ x d, one vector a row; they need not be of length 1 or at right angles, but independent.</param>
    /// <param name="second">k₂ x d.</param>
    /// <exception cref="DataException">Widths differ, there is no vector, there are more vectors than columns, or a cell is NaN or infinite.</exception>
    public static double Largest(MatrixView first, MatrixView second)
    {
        foreach (var vectors in (MatrixView[])[first, second])
        {
            vectors.NeedRows(nameof(SubspaceAngle));
            vectors.NeedColumns(nameof(SubspaceAngle), first.Columns);
            vectors.NeedFinite(nameof(SubspaceAngle));
            if (vectors.Rows > vectors.Columns)
            {
                throw new DataException("evaluation.subspace", $"SubspaceAngle needs independent vectors; got {vectors.Rows} of {vectors.Columns} columns. Pass no more vectors than columns.");
            }
        }
        var (few, many) = first.Rows <= second.Rows ? (first, second) : (second, first);
        var (d, k, m) = (few.Columns, few.Rows, many.Rows);
        var (a, b) = (Basis(few), Basis(many));
        var (shared, rest) = (new double[m * k], (double[])a.Clone());
        // cos from Bᵀ A, sin from A − B Bᵀ A: what B holds of A and what it does not.
        DoubleGemm.Multiply(DoubleOperand.Of(b, d, m).Transposed, DoubleOperand.Of(a, d, k), DoubleOperand.Of(shared, m, k));
        DoubleGemm.Multiply(DoubleOperand.Of(b, d, m), DoubleOperand.Of(shared, m, k), DoubleOperand.Of(rest, d, k), scale: -1, accumulate: true);
        return Math.Atan2(Svd.Of(rest, d, k).Values[0], Svd.Of(shared, m, k).Values[k - 1]);
    }

    /// <summary>An orthonormal basis, d x k.</summary>
    private static double[] Basis(MatrixView vectors)
    {
        var basis = new double[vectors.Columns * vectors.Rows];
        for (var i = 0; i < vectors.Rows; i++)
        {
            for (var j = 0; j < vectors.Columns; j++)
            {
                basis[(j * vectors.Rows) + i] = vectors[i][j];
            }
        }
        Qr.Factor(basis, vectors.Columns, vectors.Rows);
        return basis;
    }
}
