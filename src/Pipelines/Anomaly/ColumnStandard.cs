using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Anomaly;

/// <summary>(x − mean) / deviation of each column, into memory of the caller: what a scaler does, without a matrix of its own.</summary>
/// <param name="Mean">One number a column.</param>
/// <param name="Deviation">One number above 0 a column.</param>
internal sealed record ColumnStandard(double[] Mean, double[] Deviation)
{
    /// <summary>Of training rows: the deviation of each column, or the root of their mean variance for all; 1 where nothing varies.</summary>
    public static ColumnStandard Of(MatrixView rows, bool each, FitControl control)
    {
        var moments = ColumnMoments.Of(rows.Operand, control.Threads, control.Cancellation);
        var deviations = new double[rows.Columns];
        var all = 0.0;
        for (var c = 0; c < deviations.Length; c++)
        {
            var variance = moments.Squares[c] / rows.Rows;
            all += variance / deviations.Length;
            deviations[c] = variance > 0 ? Math.Sqrt(variance) : 1;
        }
        if (!each)
        {
            Array.Fill(deviations, all > 0 ? Math.Sqrt(all) : 1);
        }
        return new(moments.Means.ToArray(), deviations);
    }

    /// <summary>Standardises rows, one after the other, into <paramref name="result"/>.</summary>
    public void Apply(MatrixView rows, Span<float> result)
    {
        var d = Mean.Length;
        for (var r = 0; r < rows.Rows; r++)
        {
            var row = rows[r];
            for (var c = 0; c < d; c++)
            {
                // A finite number stays one, however small the deviation.
                result[(r * d) + c] = (float)Math.Clamp((row[c] - Mean[c]) / Deviation[c], float.MinValue, float.MaxValue);
            }
        }
    }
}
