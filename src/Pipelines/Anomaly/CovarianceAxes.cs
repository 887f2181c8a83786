using Pipelines.Data;
using Pipelines.Numerics;
using Pipelines.Reduction;

namespace Pipelines.Anomaly;

/// <summary>The principal axes of standardised columns: z = (x − center) / deviation, whose covariance is Σ variance · axis axisᵀ.</summary>
/// <param name="Rows">How many rows they were taken from.</param>
/// <param name="Center">d numbers.</param>
/// <param name="Deviation">d numbers above 0; 1 for a constant column, whose movements then count in its own unit. One number for all where columns are not standardised.</param>
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
    /// <param name="standardize">False leaves columns in proportion: all are divided by the root of their mean variance.</param>
    /// <param name="control">Threads and cancellation.</param>
    public static CovarianceAxes Of(long rows, double[] center, double[] covariance, bool standardize, FitControl control)
    {
        var d = center.Length;
        var deviation = new double[d];
        for (var j = 0; j < d; j++)
        {
            deviation[j] = covariance[(j * d) + j];
        }
        ToDeviations(deviation, standardize);
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

    /// <summary>Turns the variances of columns into what they are divided by. Without standardising that is one number, so that the floor of variances and limits means the same in every unit.</summary>
    public static void ToDeviations(Span<double> variances, bool standardize)
    {
        var mean = 0.0;
        foreach (var variance in variances)
        {
            mean += variance / variances.Length;
        }
        foreach (ref var variance in variances)
        {
            var own = standardize ? variance : mean;
            variance = own > 0 ? Math.Sqrt(own) : 1;
        }
    }

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
