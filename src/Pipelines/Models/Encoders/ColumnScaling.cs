using Pipelines.Data;

namespace Pipelines.Models.Encoders;

/// <summary>Applies an <see cref="IColumnScaler"/> to every cell of a matrix.</summary>
internal static class ColumnScaling
{
    public static void Transform<TScaler>(TScaler scaler, string owner, int columns, MatrixView rows, Matrix result) where TScaler : IColumnScaler
    {
        Check(owner, columns, rows, result);
        for (var r = 0; r < rows.Rows; r++)
        {
            var from = rows[r];
            var to = result[r];
            for (var c = 0; c < from.Length; c++)
            {
                to[c] = (float)scaler.Scale(c, from[c]);
            }
        }
    }

    public static void Inverse<TScaler>(TScaler scaler, string owner, int columns, MatrixView rows, Matrix result) where TScaler : IColumnScaler
    {
        Check(owner, columns, rows, result);
        for (var r = 0; r < rows.Rows; r++)
        {
            var from = rows[r];
            var to = result[r];
            for (var c = 0; c < from.Length; c++)
            {
                to[c] = (float)scaler.Unscale(c, from[c]);
            }
        }
    }

    private static void Check(string owner, int columns, MatrixView rows, Matrix result)
    {
        rows.NeedColumns(owner, columns);
        result.NeedShape(owner, rows.Rows, columns);
        rows.NeedFinite(owner);
    }
}
