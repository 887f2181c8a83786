using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Anomaly;

/// <summary>Mean and covariance that up to half of the rows cannot spoil: those of the half whose covariance has the least determinant, then of all rows that are near by that measure. The score is the squared Mahalanobis distance.</summary>
/// <remarks>
/// FastMCD: random halves, each improved by taking the rows nearest to its own mean and covariance (which never raises the determinant), the best of them until nothing changes; above 500 rows first in groups of about 300, at most 20 of them,
/// then on 1,500 rows, then on all. The covariance is made consistent by the median distance, and mean and covariance are taken again from the rows within the 97.5 % quantile of chi-squared.
/// Cost: up to some 300 passes of n d² over the rows; memory 4 n d bytes beside the rows.
/// P. J. Rousseeuw, K. Van Driessen, "A fast algorithm for the minimum covariance determinant estimator", 1999. Reference: MinCovDet and EllipticEnvelope of scikit-learn 1.2.1. Departures: other random starts; at most 20 groups, where there is one for
/// each 300 rows there; a column that does not vary among the chosen rows gets a little variance (1e-9 of its spread), so that rows that differ there are far away, where scikit-learn leaves such directions out; scores are not negated;
/// the last covariance is divided by n − 1; one column is treated as many are.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class MinimumCovarianceDeterminant(MinimumCovarianceDeterminantOptions? options = null) : IEstimator<MatrixView, MahalanobisModel>
{
    private readonly MinimumCovarianceDeterminantOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public MahalanobisModel Fit(MatrixView data, FitControl? control = null)
    {
        data.NeedRows(nameof(MinimumCovarianceDeterminant));
        data.NeedFinite(nameof(MinimumCovarianceDeterminant));
        control ??= FitControl.Default;
        var (n, d) = (data.Rows, data.Columns);
        var support = Math.Clamp(_options.Support > 0 ? (int)(_options.Support * n) : (n + d + 2) / 2, 1, n);
        var concentration = new Concentration(data, support, _options.Seed, control);
        var best = concentration.Find();
        var distances = new double[n];
        concentration.Distances(best, data, distances);
        // Consistent with normal rows: half of them are nearer than the median of chi-squared.
        var sorted = (double[])distances.Clone();
        Array.Sort(sorted);
        var median = n % 2 == 1 ? sorted[n / 2] : (sorted[(n / 2) - 1] + sorted[n / 2]) / 2;
        var correction = median / GammaDistribution.ChiSquaredQuantile(0.5, d);
        var limit = GammaDistribution.ChiSquaredQuantile(0.975, d) * correction;
        var near = new List<int>(n);
        for (var r = 0; r < n; r++)
        {
            if (distances[r] <= limit)
            {
                near.Add(r);
            }
        }
        var sums = concentration.Sums(data, [.. near]);
        var model = new MahalanobisModel(sums.Rows, sums.Mean, CovarianceAxes.Covariance(sums), 0, control).WithContamination(data, _options.Contamination);
        control.Step(Concentration.Stages + 1, Concentration.Stages + 1);
        return model;
    }
}
