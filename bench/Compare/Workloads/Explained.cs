using Pipelines.Data;

namespace Bench.Compare.Workloads;

/// <summary>How much of the variance of rows lies along components, judged for all sides alike and in double.</summary>
internal static class Explained
{
    public static double Of(MatrixView components, MatrixView rows)
    {
        var mean = new double[rows.Columns];
        for (var r = 0; r < rows.Rows; r++)
        {
            var row = rows[r];
            for (var c = 0; c < mean.Length; c++)
            {
                mean[c] += (double)row[c] / rows.Rows;
            }
        }
        double along = 0, all = 0;
        for (var r = 0; r < rows.Rows; r++)
        {
            var row = rows[r];
            for (var k = 0; k < components.Rows; k++)
            {
                var axis = components[k];
                var score = 0.0;
                for (var c = 0; c < mean.Length; c++)
                {
                    score += (row[c] - mean[c]) * axis[c];
                }
                along += score * score;
            }
            for (var c = 0; c < mean.Length; c++)
            {
                all += (row[c] - mean[c]) * (row[c] - mean[c]);
            }
        }
        return along / all;
    }
}
