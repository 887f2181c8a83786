using System.Buffers;
using System.Numerics.Tensors;
using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Clustering;

/// <summary>
/// A fitted mixture of normal distributions. A row belongs to the component of greatest responsibility; as a detector of anomalies its score is the negative log density, so that rows unlike any seen score high.
/// NaN and infinities are refused.
/// </summary>
public sealed class GaussianMixtureModel : IClusterer, IAnomalyDetector, IModel
{
    internal const string KindName = "gaussian-mixture/1";

    private readonly MixtureDensity _density;

    internal GaussianMixtureModel(MixtureDensity density, long rows, double logLikelihood, float threshold, int iterations, bool converged, int requested) =>
        (_density, Rows, LogLikelihood, Threshold, Iterations, Converged, Requested) = (density, rows, logLikelihood, threshold, iterations, converged, requested);

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => _density.Columns;

    /// <summary>How many components there are.</summary>
    public int Clusters => _density.Components;

    /// <summary>How many components were asked for. More than <see cref="Clusters"/> where the training rows held fewer different ones.</summary>
    public int Requested { get; }

    /// <summary>How free the shapes of the components are.</summary>
    public CovarianceKind Covariances => _density.Kind;

    /// <summary>How many rows it was fitted on.</summary>
    public long Rows { get; }

    /// <summary>Σ log density over the training rows, in nats.</summary>
    public double LogLikelihood { get; }

    /// <summary>Negative log density that the given share of the training rows exceeded; a row above it is unlike those seen.</summary>
    public float Threshold { get; }

    /// <summary>Passes over the training rows from the start that was kept.</summary>
    public int Iterations { get; }

    /// <summary>False where <see cref="GaussianMixtureOptions.MaxIterations"/> ended the search.</summary>
    public bool Converged { get; }

    /// <summary>π: the share of each component; they sum to 1.</summary>
    public ReadOnlySpan<double> Weights => _density.Weights;

    /// <summary>Free numbers of the model: means, covariances and k − 1 weights.</summary>
    public long Parameters
    {
        get
        {
            long k = Clusters, d = Columns;
            return (k * d) + k - 1 + _density.Kind switch
            {
                CovarianceKind.Full => k * d * (d + 1) / 2,
                CovarianceKind.Tied => d * (d + 1) / 2,
                CovarianceKind.Diagonal => k * d,
                _ => k,
            };
        }
    }

    /// <summary>Bayesian information criterion on the training rows, −2 log L + p ln n: of several models the least is to be preferred.</summary>
    public double Bic => (-2 * LogLikelihood) + (Parameters * Math.Log(Rows));

    /// <summary>Akaike's information criterion on the training rows, −2 log L + 2 p: lenient to more components than <see cref="Bic"/>.</summary>
    public double Aic => (-2 * LogLikelihood) + (2 * Parameters);

    /// <summary>μ of one component: d numbers.</summary>
    /// <param name="component">From 0 to <see cref="Clusters"/> − 1.</param>
    public ReadOnlySpan<double> Mean(int component) => _density.Means.AsSpan(component * Columns, Columns);

    /// <summary>Σ of one component as d x d numbers, row after row, whatever shape it was fitted with.</summary>
    /// <param name="component">From 0 to <see cref="Clusters"/> − 1.</param>
    public double[] Covariance(int component)
    {
        var d = Columns;
        var all = _density.Covariances;
        if (_density.Kind is CovarianceKind.Full or CovarianceKind.Tied)
        {
            return all.AsSpan(_density.Kind == CovarianceKind.Full ? component * d * d : 0, d * d).ToArray();
        }
        var covariance = new double[d * d];
        for (var j = 0; j < d; j++)
        {
            covariance[j * (d + 1)] = all[_density.Kind == CovarianceKind.Diagonal ? (component * d) + j : component];
        }
        return covariance;
    }

    /// <inheritdoc/>
    public void Assign(MatrixView rows, Span<int> labels)
    {
        Need(rows, labels.Length, nameof(labels));
        var k = Clusters;
        var densities = ArrayPool<double>.Shared.Rent(MixtureDensity.BlockRows * k);
        for (var from = 0; from < rows.Rows; from += MixtureDensity.BlockRows)
        {
            var count = Math.Min(MixtureDensity.BlockRows, rows.Rows - from);
            _density.Densities(rows, from, count, densities);
            for (var r = 0; r < count; r++)
            {
                labels[from + r] = TensorPrimitives.IndexOfMax<double>(densities.AsSpan(r * k, k));
            }
        }
        ArrayPool<double>.Shared.Return(densities);
    }

    /// <summary>Writes the negative log density of each row, in nats: larger is more unusual.</summary>
    /// <param name="rows">n x <see cref="Columns"/>, finite; never changed.</param>
    /// <param name="scores">Receives one score a row; length n.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell is NaN or infinite.</exception>
    public void Score(MatrixView rows, Span<float> scores)
    {
        Need(rows, scores.Length, nameof(scores));
        var k = Clusters;
        var densities = ArrayPool<double>.Shared.Rent(MixtureDensity.BlockRows * k);
        for (var from = 0; from < rows.Rows; from += MixtureDensity.BlockRows)
        {
            var count = Math.Min(MixtureDensity.BlockRows, rows.Rows - from);
            _density.Densities(rows, from, count, densities);
            for (var r = 0; r < count; r++)
            {
                // Farther than single precision tells is the largest of it.
                scores[from + r] = (float)Math.Min(float.MaxValue, -MixtureDensity.Normalize(densities.AsSpan(r * k, k)));
            }
        }
        ArrayPool<double>.Shared.Return(densities);
    }

    /// <summary>Writes how far each row belongs to each component: the probability that it came from it.</summary>
    /// <param name="rows">n x <see cref="Columns"/>, finite; never changed.</param>
    /// <param name="result">Receives n x <see cref="Clusters"/> shares; each row sums to 1.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell is NaN or infinite.</exception>
    public void Responsibilities(MatrixView rows, Matrix result)
    {
        Need(rows, rows.Rows, nameof(result));
        result.NeedShape(nameof(GaussianMixtureModel), rows.Rows, Clusters);
        var k = Clusters;
        var densities = ArrayPool<double>.Shared.Rent(MixtureDensity.BlockRows * k);
        for (var from = 0; from < rows.Rows; from += MixtureDensity.BlockRows)
        {
            var count = Math.Min(MixtureDensity.BlockRows, rows.Rows - from);
            _density.Densities(rows, from, count, densities);
            for (var r = 0; r < count; r++)
            {
                var shares = densities.AsSpan(r * k, k);
                MixtureDensity.Normalize(shares);
                TensorPrimitives.ConvertTruncating<double, float>(shares, result[from + r]);
            }
        }
        ArrayPool<double>.Shared.Return(densities);
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Text("covariance", _density.Kind.ToString());
        writer.Whole("rows", Rows);
        writer.Number("log-likelihood", LogLikelihood);
        writer.Number("threshold", Threshold);
        writer.Whole("iterations", Iterations);
        writer.Flag("converged", Converged);
        writer.Whole("requested", Requested);
        writer.Doubles("weights", _density.Weights);
        writer.Doubles("means", _density.Means, Clusters, Columns);
        writer.Doubles("covariances", _density.Covariances);
    }

    internal static GaussianMixtureModel Read(ModelReader reader)
    {
        var shape = reader.Shape("means");
        var means = reader.Doubles("means", -1, -1);
        var (k, d) = (shape[0], shape[1]);
        var weights = reader.Doubles("weights", k);
        var covariances = reader.Doubles("covariances");
        if (!Enum.TryParse<CovarianceKind>(reader.Text("covariance"), out var kind) || k == 0 || d == 0 || covariances.Length != MixtureDensity.CovarianceLength(kind, k, d)
            || !Array.TrueForAll(means, double.IsFinite) || !Array.TrueForAll(covariances, double.IsFinite) || !Array.TrueForAll(weights, w => w is >= 0 and <= 1.000001))
        {
            throw reader.Damaged("covariances", "are not finite covariances of the means beside them");
        }
        return new(new(kind, d, weights, means, covariances), reader.Whole("rows", 1), reader.Number("log-likelihood"), (float)reader.Number("threshold"),
            (int)reader.Whole("iterations", 0, int.MaxValue), reader.Flag("converged"), (int)reader.Whole("requested", 1, int.MaxValue));
    }

    private void Need(MatrixView rows, int room, string result)
    {
        rows.NeedColumns(nameof(GaussianMixtureModel), Columns);
        MatrixChecks.NeedLength(room, rows.Rows, nameof(GaussianMixtureModel), result);
        rows.NeedFinite(nameof(GaussianMixtureModel));
    }
}
