using Pipelines.Data;
using Pipelines.Numerics;
using Pipelines.Reduction;

namespace Pipelines.Anomaly;

/// <summary>The principal axes of standardised columns: z = (x − center) / deviation, whose covariance is Σ variance · axis axisᵀ.</summary>
/// <param name="Rows">How many rows they were taken from.</param>
/// <param name="Center">d numbers.</param>
/// <param name="Deviation">d numbers above 0; 1 for a constant column, whose movements then count in its own unit.</param>
/// <param name="Vectors">k x d: unit axes by falling variance.</param>
/// <param name="Variances">Of each of the k axes, 0 or more.</param>
/// <param name="Unseen">Variance along each direction that is not among the axes.</param>
internal sealed record CovarianceAxes(long Rows, double[] Center, double[] Deviation, double[] Vectors, double[] Variances, double Unseen)
{
    /// <summary>
    /// The least variance a direction is divided by, where standardised columns have variance 1. Float32 values that depend on each other exactly still differ by some 1e-7 of their size; below this nothing is known but that
    /// the rows did not move, so that any later movement is unusual.
    /// </summary>
    public const double Floor = 1e-9;

    public int Columns => Center.Length;

    public int Axes => Variances.Length;

    /// <summary>How many axes have more variance than rounding leaves.</summary>
    public int Rank
    {
        get
        {
            var rank = 0;
            while (rank < Axes && Variances[rank] > Floor)
            {
                rank++;
            }
            return rank;
        }
    }

    /// <summary>Sums of rows, block by block.</summary>
    public static ScatterMatrix Scatter(MatrixView rows, FitControl control)
    {
        var sums = new ScatterMatrix(rows.Columns);
        for (var first = 0; first < rows.Rows; first += ScatterMatrix.BlockRows)
        {
            sums.Add(rows[first..Math.Min(rows.Rows, first + ScatterMatrix.BlockRows)].Values, control.Threads, control.Cancellation);
        }
        return sums;
    }

    /// <summary>All axes of a covariance matrix.</summary>
    /// <param name="rows">How many rows it was taken from.</param>
    /// <param name="center">The mean.</param>
    /// <param name="covariance">d x d, its lower triangle; not changed.</param>
    /// <param name="standardize">False leaves columns in their units: all deviations are 1.</param>
    /// <param name="control">Threads and cancellation.</param>
    public static CovarianceAxes Of(long rows, double[] center, double[] covariance, bool standardize, FitControl control)
    {
        var d = center.Length;
        var deviation = new double[d];
        for (var j = 0; j < d; j++)
        {
            var variance = covariance[(j * d) + j];
            deviation[j] = standardize && variance > 0 ? Math.Sqrt(variance) : 1;
        }
        var correlation = new double[d * d];
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                correlation[(i * d) + j] = covariance[(i * d) + j] / deviation[i] / deviation[j];
            }
        }
        var (variances, vectors) = SymmetricEigen.Of(correlation, d, threads: control.Threads, cancellation: control.Cancellation);
        for (var i = 0; i < d; i++)
        {
            // Rounding leaves a little below or above zero where there is nothing.
            variances[i] = variances[i] > variances[0] * d * 2.220446049250313e-16 ? variances[i] : 0;
        }
        return new(rows, center, deviation, vectors, variances, Floor);
    }

    /// <summary>All axes of the rows that were summed.</summary>
    public static CovarianceAxes Of(ScatterMatrix sums, bool standardize, FitControl control) => Of(sums.Rows, sums.Mean, Covariance(sums), standardize, control);

    /// <summary>Scatter divided by n − 1; its lower triangle.</summary>
    public static double[] Covariance(ScatterMatrix sums)
    {
        var freedom = Math.Max(1, sums.Rows - 1);
        return Array.ConvertAll(sums.Scatter, s => s / freedom);
    }

    /// <summary>What squared lengths along each axis are divided by in a squared Mahalanobis distance.</summary>
    public double[] Divisors() => Array.ConvertAll(Variances, v => Math.Max(v, Floor));

    /// <summary>The same axes without the last ones.</summary>
    public CovarianceAxes Keep(int axes)
    {
        var left = 0.0;
        for (var i = axes; i < Axes; i++)
        {
            left += Variances[i];
        }
        return axes == Axes ? this : this with { Vectors = Vectors[..(axes * Columns)], Variances = Variances[..axes], Unseen = Math.Max(Floor, left / (Columns - axes)) };
    }
}
