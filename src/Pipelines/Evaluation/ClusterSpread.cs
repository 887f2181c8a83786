using System.Numerics.Tensors;
using Pipelines.Data;

namespace Pipelines.Evaluation;

/// <summary>How far rows lie from the means of their clusters: what the indices of spread are made of. Rows of no cluster (labels below 0) are left out. Sums in double, in the order of the rows.</summary>
internal sealed class ClusterSpread
{
    private readonly double[] _means;
    private readonly double[] _distances;
    private readonly int _columns;

    public ClusterSpread(MatrixView rows, LabelCodes codes)
    {
        Codes = codes;
        _columns = rows.Columns;
        var clusters = codes.Counts.Length;
        (_means, _distances) = (new double[clusters * _columns], new double[clusters]);
        var value = new double[_columns];
        var centre = new double[_columns];
        for (var r = 0; r < rows.Rows; r++)
        {
            if (codes.Codes[r] >= 0)
            {
                TensorPrimitives.ConvertTruncating(rows[r], value);
                TensorPrimitives.Add<double>(MeanOf(codes.Codes[r]), value, MeanOf(codes.Codes[r]));
                TensorPrimitives.Add<double>(centre, value, centre);
            }
        }
        TensorPrimitives.Divide(centre, Math.Max(1, codes.Clustered), centre);
        for (var c = 0; c < clusters; c++)
        {
            TensorPrimitives.Divide(MeanOf(c), (double)codes.Counts[c], MeanOf(c));
            var distance = TensorPrimitives.Distance<double>(MeanOf(c), centre);
            Between += codes.Counts[c] * distance * distance;
        }
        for (var r = 0; r < rows.Rows; r++)
        {
            if (codes.Codes[r] >= 0)
            {
                TensorPrimitives.ConvertTruncating(rows[r], value);
                var distance = TensorPrimitives.Distance<double>(value, MeanOf(codes.Codes[r]));
                Within += distance * distance;
                _distances[codes.Codes[r]] += distance;
            }
        }
    }

    public LabelCodes Codes { get; }

    /// <summary>Sum of the squared distances of rows from the mean of their cluster.</summary>
    public double Within { get; }

    /// <summary>Sum of the squared distances of those means from the mean of all, each as often as it has rows.</summary>
    public double Between { get; }

    /// <summary>Between over within, each for its degrees of freedom; 1 where nothing lies within, as in the reference; NaN where there are fewer than two clusters or as many as rows.</summary>
    public double CalinskiHarabasz()
    {
        var (n, k) = (Codes.Clustered, Codes.Counts.Length);
        return k < 2 || k >= n ? double.NaN : Within == 0 ? 1 : Between * (n - k) / (Within * (k - 1));
    }

    /// <summary>The mean over clusters of the worst (sᵢ + sⱼ) / dᵢⱼ; NaN where there are fewer than two clusters or as many as rows.</summary>
    public double DaviesBouldin()
    {
        var (n, k) = (Codes.Clustered, Codes.Counts.Length);
        if (k < 2 || k >= n)
        {
            return double.NaN;
        }
        double sum = 0, farthest = 0, widest = 0;
        for (var i = 0; i < k; i++)
        {
            var own = _distances[i] / Codes.Counts[i];
            var worst = 0.0;
            widest = Math.Max(widest, own);
            for (var j = 0; j < k; j++)
            {
                var apart = i == j ? 0 : TensorPrimitives.Distance<double>(MeanOf(i), MeanOf(j));
                farthest = Math.Max(farthest, apart);
                if (apart > 0)
                {
                    worst = Math.Max(worst, (own + (_distances[j] / Codes.Counts[j])) / apart);
                }
            }
            sum += worst;
        }
        // Clusters without spread, or all in one place, are 0 in the reference.
        return widest < 1e-8 || farthest < 1e-8 ? 0 : sum / k;
    }

    private Span<double> MeanOf(int cluster) => _means.AsSpan(cluster * _columns, _columns);
}
