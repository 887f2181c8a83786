using Pipelines.Numerics;

namespace Pipelines.Tests.Anomaly;

/// <summary>Mean and covariance of normal rows: the simplest detector of many sensors together, for tests of what comes after a detector.</summary>
internal sealed class NormalCloud
{
    private readonly double[] _mean, _factor;

    public NormalCloud(IReadOnlyList<double[]> rows)
    {
        var d = rows[0].Length;
        (_mean, _factor) = (new double[d], new double[d * d]);
        foreach (var row in rows)
        {
            for (var i = 0; i < d; i++)
            {
                _mean[i] += row[i] / rows.Count;
            }
        }
        foreach (var row in rows)
        {
            for (var i = 0; i < d; i++)
            {
                for (var j = 0; j <= i; j++)
                {
                    _factor[(i * d) + j] += (row[i] - _mean[i]) * (row[j] - _mean[j]) / (rows.Count - 1);
                }
            }
        }
        if (Cholesky.Factor(_factor, d) >= 0)
        {
            throw new ArgumentException("The covariance is singular.");
        }
    }

    /// <summary>Squared Mahalanobis distance.</summary>
    public double Score(double[] row)
    {
        double[] away = [.. row.Select((v, i) => v - _mean[i])];
        var solved = away.ToArray();
        Cholesky.Solve(_factor, away.Length, solved);
        return away.Zip(solved, (a, s) => a * s).Sum();
    }
}
