using Pipelines.Data;

namespace Pipelines.Anomaly;

/// <summary>Squared distance of a row from the mean, in the metric of the covariance: (x − μ)ᵀ Σ⁻¹ (x − μ). Finds rows whose columns are each in range but do not go together.</summary>
/// <remarks>
/// Mean and covariance (divided by n − 1) of all training rows, in double; with many anomalies among them use <see cref="MinimumCovarianceDeterminant"/>. No unit matters: scaling a column changes nothing.
/// Cost: n d² + 8 d³ operations to fit, d² a row to score; memory 12 d² bytes.
/// P. C. Mahalanobis, "On the generalised distance in statistics", 1936. Reference: EmpiricalCovariance of scikit-learn 1.2.1 (which divides by n). Departure: where columns depend on each other, are constant, or outnumber the rows,
/// a direction in which the training rows do not move is given a variance of 1e-9 (of columns standardised to 1) where scikit-learn leaves it out: a sensor that was always constant and moves is an anomaly, and not invisible.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class Mahalanobis(MahalanobisOptions? options = null) : IEstimator<MatrixView, MahalanobisModel>
{
    private readonly MahalanobisOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    public MahalanobisModel Fit(MatrixView data, FitControl? control = null)
    {
        data.NeedRows(nameof(Mahalanobis));
        data.NeedFinite(nameof(Mahalanobis));
        control ??= FitControl.Default;
        var sums = CovarianceAxes.Scatter(data, control);
        var model = new MahalanobisModel(sums.Rows, sums.Mean, CovarianceAxes.Covariance(sums), 0, control).WithContamination(data, _options.Contamination);
        control.Step(1, 1);
        return model;
    }
}
