using System.Numerics.Tensors;

namespace Pipelines.Data;

/// <summary>The checks every estimator and model makes of the rows and spans it is given, so that they are refused in the same words. Rows and columns are counted from 0, as they are indexed.</summary>
internal static class MatrixChecks
{
    /// <summary>There has to be something to learn from.</summary>
    /// <exception cref="DataException">Fewer than <paramref name="least"/> rows, or no column.</exception>
    public static void NeedRows(this MatrixView rows, string owner, int least = 1)
    {
        if (rows.Rows < least || rows.Columns == 0)
        {
            throw new DataException("rows.few", $"{owner} must be given at least {least} rows with at least 1 column; got {rows.Rows} x {rows.Columns}. Check how the data was read and filtered.");
        }
    }

    /// <summary>A model reads rows as wide as those it was fitted on.</summary>
    /// <exception cref="DataException">They have another width.</exception>
    public static void NeedColumns(this MatrixView rows, string owner, int columns)
    {
        if (rows.Columns != columns)
        {
            throw new DataException("rows.width", $"{owner} must be given rows of {columns} columns, as it was fitted on; got {rows.Columns} columns. Encode the rows as the training data was.");
        }
    }

    /// <summary>NaN and infinities spread through every sum; they are refused at the door. Rows are counted from <paramref name="firstRow"/> where they are part of a stream.</summary>
    /// <exception cref="DataException">A cell is NaN or infinite; the message names the first such row and its column.</exception>
    public static void NeedFinite(this MatrixView rows, string owner, long firstRow = 0)
    {
        // Of no values at all TensorPrimitives says no.
        if (rows.Values.IsEmpty || TensorPrimitives.IsFiniteAll(rows.Values))
        {
            return;
        }
        Refuse(rows, owner, refuseMissing: true, firstRow);
    }

    /// <summary>Where NaN means missing, only infinities are refused.</summary>
    /// <exception cref="DataException">A cell is infinite; the message names the first such row and its column.</exception>
    public static void NeedNumbersOrMissing(this MatrixView rows, string owner)
    {
        if (!TensorPrimitives.IsInfinityAny(rows.Values))
        {
            return;
        }
        Refuse(rows, owner, refuseMissing: false, 0);
    }

    private static void Refuse(MatrixView rows, string owner, bool refuseMissing, long firstRow)
    {
        var at = 0;
        while (refuseMissing ? float.IsFinite(rows.Values[at]) : !float.IsInfinity(rows.Values[at]))
        {
            at++;
        }
        throw new DataException("rows.finite", $"{owner} must be given finite numbers; got {rows.Values[at]} in row {firstRow + (at / rows.Columns)}, column {at % rows.Columns}. Fill or drop such cells first.");
    }

    /// <summary>The caller's span has to have room for exactly the answers.</summary>
    /// <exception cref="DataException">It has another length.</exception>
    public static void NeedLength(int got, int need, string owner, string result)
    {
        if (got != need)
        {
            throw new DataException("result.length", $"{owner}.{result} must have room for {need} values; got {got}. Pass one place for each row.");
        }
    }

    /// <summary>The caller's matrix has to be as large as the answer.</summary>
    /// <exception cref="DataException">It has another shape.</exception>
    public static void NeedShape(this Matrix result, string owner, int rows, int columns)
    {
        if (result.Rows != rows || result.Columns != columns)
        {
            throw new DataException("result.shape", $"{owner}.result must be {rows} x {columns}; got {result.Rows} x {result.Columns}. Make it with new Matrix({rows}, {columns}).");
        }
    }
}
