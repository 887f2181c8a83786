using System.Buffers;
using System.Numerics.Tensors;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Numerics;

namespace Pipelines.Reduction;

/// <summary>A fitted <see cref="ProbabilisticPca"/>. A row becomes the expected z given what is known of it; NaN stands for a value that is not known (a row of them becomes 0), infinities are refused.</summary>
public sealed class ProbabilisticPcaModel : ITransformer, IModel
{
    internal const string KindName = "probabilistic-pca/1";

    private readonly double[] _mean, _vectors, _variances;
    private readonly Matrix _components;
    private readonly LatentPosterior _posterior;

    private ProbabilisticPcaModel(double[] mean, double[] vectors, double[] variances, double noise, double likelihood)
    {
        (_mean, _vectors, _variances, NoiseVariance, MeanLogLikelihood) = (mean, vectors, variances, noise, likelihood);
        var (d, k) = (mean.Length, variances.Length);
        _components = new(k, d, Array.ConvertAll(vectors, v => (float)v));
        var weights = new double[d * k];
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < d; j++)
            {
                weights[(j * k) + i] = vectors[(i * d) + j] * Math.Sqrt(Math.Max(0, variances[i] - noise));
            }
        }
        _posterior = new(weights, mean, noise);
    }

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => _mean.Length;

    /// <summary>How many components there are, k.</summary>
    public int ResultColumns => _variances.Length;

    /// <summary>μ, one value a column. With missing values this is the likeliest mean, not the mean of what is known.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>k x d: one principal axis a row, by falling variance. Of each the loading of largest magnitude, the first of them, is positive.</summary>
    public MatrixView Components => _components;

    /// <summary>Variance of the model along each axis, noise included; divided by n, as maximum likelihood has it.</summary>
    public ReadOnlySpan<double> Variances => _variances;

    /// <summary>σ², the variance of the noise in every direction; more than 0.</summary>
    public double NoiseVariance { get; }

    /// <summary>Mean log-likelihood of a training row.</summary>
    public double MeanLogLikelihood { get; }

    /// <inheritdoc/>
    public void Transform(MatrixView rows, Matrix result)
    {
        Check(rows);
        result.NeedShape(nameof(ProbabilisticPcaModel), rows.Rows, ResultColumns);
        var buffer = ArrayPool<double>.Shared.Rent(_posterior.WorkLength + ResultColumns);
        var (work, z) = (buffer.AsMemory(0, _posterior.WorkLength), buffer.AsMemory(_posterior.WorkLength, ResultColumns));
        for (var r = 0; r < rows.Rows; r++)
        {
            _posterior.Infer(rows[r], work.Span, z.Span);
            TensorPrimitives.ConvertTruncating<double, float>(z.Span, result[r]);
        }
        ArrayPool<double>.Shared.Return(buffer);
    }

    /// <summary>Log-likelihood of what is known of each row, in nats; low for rows unlike the training rows. Comparable only between rows with as many known values.</summary>
    /// <param name="rows">n x <see cref="Columns"/>; NaN where not known.</param>
    /// <param name="likelihoods">Receives n values.</param>
    /// <exception cref="DataException">The rows have another width, a cell is infinite, or the span has another length.</exception>
    public void LogLikelihoods(MatrixView rows, Span<double> likelihoods)
    {
        Check(rows);
        MatrixChecks.NeedLength(likelihoods.Length, rows.Rows, nameof(ProbabilisticPcaModel), nameof(likelihoods));
        var (work, z) = (new double[_posterior.WorkLength], new double[ResultColumns]);
        for (var r = 0; r < rows.Rows; r++)
        {
            likelihoods[r] = _posterior.Infer(rows[r], work, z);
        }
    }

    /// <summary>The rows with each missing value replaced by what the model expects given the known ones; known values stay.</summary>
    /// <param name="rows">n x <see cref="Columns"/>; NaN where not known.</param>
    /// <exception cref="DataException">The rows have another width, or a cell is infinite.</exception>
    public Matrix Impute(MatrixView rows)
    {
        Check(rows);
        var filled = rows.ToMatrix();
        var (work, z) = (new double[_posterior.WorkLength], new double[ResultColumns]);
        for (var r = 0; r < rows.Rows; r++)
        {
            _posterior.Infer(rows[r], work, z);
            for (var j = 0; j < Columns; j++)
            {
                if (float.IsNaN(filled[r][j]))
                {
                    filled[r][j] = (float)(_mean[j] + RowSums.Dot(_posterior.Weights(j), z));
                }
            }
        }
        return filled;
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Doubles("mean", _mean);
        writer.Doubles("variances", _variances);
        writer.Doubles("components", _vectors, ResultColumns, Columns);
        writer.Number("noise", NoiseVariance);
        writer.Number("likelihood", MeanLogLikelihood);
    }

    internal static ProbabilisticPcaModel Read(ModelReader reader)
    {
        var mean = reader.Doubles("mean");
        var variances = reader.Doubles("variances");
        var vectors = reader.Doubles("components", variances.Length, mean.Length);
        var noise = reader.Number("noise");
        return vectors.Length > 0 && noise > 0 && Array.TrueForAll(mean, double.IsFinite) && Array.TrueForAll(vectors, double.IsFinite) && Array.TrueForAll(variances, double.IsFinite)
            ? new(mean, vectors, variances, noise, reader.Number("likelihood"))
            : throw reader.Damaged("components", "are not finite components with their variances");
    }

    /// <summary>Turns W to its principal axes and measures the likelihood of the training rows.</summary>
    internal static ProbabilisticPcaModel Of(double[] weights, double[] mean, double noise, MatrixView rows, FitControl control)
    {
        var d = mean.Length;
        var k = weights.Length / d;
        var found = Svd.Of(weights, d, k, control.Threads, control.Cancellation);
        var (vectors, variances) = (new double[k * d], new double[k]);
        for (var i = 0; i < k; i++)
        {
            var axis = vectors.AsSpan(i * d, d);
            for (var j = 0; j < d; j++)
            {
                axis[j] = found.Left[(j * k) + i];
            }
            Signs.Fix(axis);
            variances[i] = (found.Values[i] * found.Values[i]) + noise;
        }
        var likelihoods = new double[rows.Rows];
        new ProbabilisticPcaModel(mean, vectors, variances, noise, 0).LogLikelihoods(rows, likelihoods);
        return new(mean, vectors, variances, noise, TensorPrimitives.Sum<double>(likelihoods) / rows.Rows);
    }

    private void Check(MatrixView rows)
    {
        rows.NeedColumns(nameof(ProbabilisticPcaModel), Columns);
        rows.NeedNumbersOrMissing(nameof(ProbabilisticPcaModel));
    }
}
