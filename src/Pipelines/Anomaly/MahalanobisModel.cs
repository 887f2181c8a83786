using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Numerics;

namespace Pipelines.Anomaly;

/// <summary>A mean and a covariance that rows are measured against: the score is the squared distance (x − μ)ᵀ Σ⁻¹ (x − μ). Written by <see cref="Mahalanobis"/> and <see cref="MinimumCovarianceDeterminant"/>.</summary>
public sealed class MahalanobisModel : IAnomalyDetector, IModel
{
    internal const string KindName = "mahalanobis/1";

    private readonly double[] _location, _covariance;
    private readonly QuadraticForm _form;

    internal MahalanobisModel(long rows, double[] location, double[] covariance, float threshold, FitControl control)
    {
        Cholesky.Mirror(covariance, location.Length);
        (Rows, _location, _covariance, Threshold) = (rows, location, covariance, threshold);
        var axes = CovarianceAxes.Of(rows, location, covariance, standardize: true, control);
        Rank = axes.Rank;
        _form = new(axes, Array.ConvertAll(axes.Divisors(), v => 1 / v), 0);
    }

    private MahalanobisModel(MahalanobisModel other, float threshold) => (Rows, _location, _covariance, _form, Rank, Threshold) = (other.Rows, other._location, other._covariance, other._form, other.Rank, threshold);

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => _location.Length;

    /// <inheritdoc/>
    public float Threshold { get; }

    /// <summary>How many rows mean and covariance were taken from.</summary>
    public long Rows { get; }

    /// <summary>How many directions the training rows move in; fewer than <see cref="Columns"/> where columns are constant, depend on each other or outnumber the rows.</summary>
    public int Rank { get; }

    /// <summary>The mean, one number a column.</summary>
    public ReadOnlySpan<double> Location => _location;

    /// <summary>The covariance, d x d, row-major, symmetric.</summary>
    public ReadOnlySpan<double> Covariance => _covariance;

    /// <summary>
    /// The squared distance that a normal row to come exceeds this often if rows are normally distributed: of n rows that gave mean and covariance it follows d (n² − 1) / (n (n − d)) · F(d, n − d), with d the <see cref="Rank"/>.
    /// Infinite where there are not more rows than directions. Rows that depend on each other or are not normal exceed it more often: prefer <see cref="ScoreThreshold.ByHeldOut(ReadOnlySpan{float}, double)"/>.
    /// </summary>
    /// <param name="falseAlarmRate">More than 0 and less than 1.</param>
    public double TheoreticalLimit(double falseAlarmRate) => MonitorLimits.OfDistance(Rank, Rows, falseAlarmRate);

    /// <summary>The same model with another threshold.</summary>
    public MahalanobisModel WithThreshold(float threshold) => new(this, threshold);

    /// <inheritdoc/>
    public void Score(MatrixView rows, Span<float> scores)
    {
        rows.NeedColumns(nameof(MahalanobisModel), Columns);
        MatrixChecks.NeedLength(scores.Length, rows.Rows, nameof(MahalanobisModel), nameof(scores));
        rows.NeedFinite(nameof(MahalanobisModel));
        _form.Values(rows, scores);
    }

    /// <summary>How much each column has to do with a row's distance: by how much it falls when that column alone is set to the value that makes it least (the reconstruction-based contribution of C. F. Alcala, S. J. Qin, 2009).</summary>
    /// <param name="row">d finite numbers.</param>
    /// <param name="contributions">Receives d numbers, 0 or more; they do not sum to the distance.</param>
    /// <exception cref="DataException">A length does not fit, or a cell is NaN or infinite.</exception>
    public void Contributions(ReadOnlySpan<float> row, Span<double> contributions)
    {
        AnomalyChecks.NeedRow(row, Columns, contributions.Length, nameof(MahalanobisModel));
        _form.Contributions(row, contributions);
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Whole("rows", Rows);
        writer.Number("threshold", Threshold);
        writer.Doubles("location", _location);
        writer.Doubles("covariance", _covariance, Columns, Columns);
    }

    internal static MahalanobisModel Read(ModelReader reader)
    {
        var location = reader.Doubles("location");
        var covariance = reader.Doubles("covariance", location.Length, location.Length);
        var threshold = (float)reader.Number("threshold");
        return location.Length > 0 && Array.TrueForAll(location, double.IsFinite) && Array.TrueForAll(covariance, double.IsFinite)
            ? new(reader.Whole("rows", 1), location, covariance, threshold, FitControl.Default)
            : throw reader.Damaged("covariance", "is not a finite covariance with its mean");
    }

    internal MahalanobisModel WithContamination(MatrixView training, double contamination)
    {
        var scores = new float[training.Rows];
        _form.Values(training, scores);
        return WithThreshold(ScoreThreshold.ByContamination(scores, contamination));
    }
}
