using Pipelines.Data;

namespace Pipelines.Anomaly;

/// <summary>(x − mean) / deviation of each column, into memory of the caller: what a scaler does, without a matrix of its own.</summary>
/// <param name="Mean">One number a column.</param>
/// <param name="Deviation">One number above 0 a column.</param>
internal sealed record ColumnStandard(double[] Mean, double[] Deviation)
{
    public void Apply(MatrixView rows, Span<float> result)
    {
        var d = Mean.Length;
        for (var r = 0; r < rows.Rows; r++)
        {
            var row = rows[r];
            for (var c = 0; c < d; c++)
            {
                result[(r * d) + c] = (float)((row[c] - Mean[c]) / Deviation[c]);
            }
        }
    }
}
