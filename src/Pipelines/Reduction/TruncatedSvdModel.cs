using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Numerics;

namespace Pipelines.Reduction;

/// <summary>A fitted <see cref="TruncatedSvd"/>: y = V x, of sparse or dense rows. NaN and infinities are refused.</summary>
public sealed class TruncatedSvdModel : ITransformer, IModel
{
    internal const string KindName = "truncated-svd/1";

    private readonly double[] _vectors, _values, _variances, _ratios, _byColumn;
    private readonly Matrix _components;
    private readonly AffineMap _map;

    private TruncatedSvdModel(int columns, double[] vectors, double[] values, double[] variances, double[] ratios)
    {
        (_vectors, _values, _variances, _ratios) = (vectors, values, variances, ratios);
        var k = values.Length;
        _components = new(k, columns, Array.ConvertAll(vectors, v => (float)v));
        _map = new(vectors, new double[columns], new double[k]);
        _byColumn = new double[vectors.Length];
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                _byColumn[(j * k) + i] = vectors[(i * columns) + j];
            }
        }
    }

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => _components.Columns;

    /// <inheritdoc/>
    public int ResultColumns => _values.Length;

    /// <summary>k x d: one direction a row, of length 1, at right angles to the others. Of each the entry of largest magnitude, the first of them, is positive.</summary>
    public MatrixView Components => _components;

    /// <summary>Singular values, falling.</summary>
    public ReadOnlySpan<double> SingularValues => _values;

    /// <summary>Variance (divided by n) of the training rows along each direction. Not falling where a direction points at the mean, which is not removed.</summary>
    public ReadOnlySpan<double> ExplainedVariance => _variances;

    /// <summary>Share of the whole variance of the columns along each direction; 0 where the rows do not vary at all.</summary>
    public ReadOnlySpan<double> ExplainedVarianceRatio => _ratios;

    /// <inheritdoc/>
    public void Transform(MatrixView rows, Matrix result)
    {
        rows.NeedColumns(nameof(TruncatedSvdModel), Columns);
        result.NeedShape(nameof(TruncatedSvdModel), rows.Rows, ResultColumns);
        rows.NeedFinite(nameof(TruncatedSvdModel));
        _map.Apply(rows, result);
    }

    /// <summary>Writes V x of each sparse row, in double; 2 k operations a stored cell.</summary>
    /// <param name="rows">n x <see cref="Columns"/>.</param>
    /// <param name="result">Receives n x <see cref="ResultColumns"/>.</param>
    /// <exception cref="DataException">A shape does not fit, or a stored cell is NaN or infinite.</exception>
    public void Transform(SparseView rows, Matrix result)
    {
        var k = ResultColumns;
        if (rows.Columns != Columns)
        {
            throw new DataException("reduction.sparse-width", $"TruncatedSvdModel must be given rows of {Columns} columns, as it was fitted on; got {rows.Columns} columns. Encode the rows as the training data was.");
        }
        result.NeedShape(nameof(TruncatedSvdModel), rows.Rows, k);
        SparseProducts.NeedFinite(rows, nameof(TruncatedSvdModel));
        var sums = System.Buffers.ArrayPool<double>.Shared.Rent(k);
        for (var r = 0; r < rows.Rows; r++)
        {
            var row = rows[r];
            sums.AsSpan(0, k).Clear();
            for (var i = 0; i < row.Count; i++)
            {
                RowSums.Add(_byColumn.AsSpan(row.Indices[i] * k, k), row.Values[i], sums.AsSpan(0, k));
            }
            System.Numerics.Tensors.TensorPrimitives.ConvertTruncating<double, float>(sums.AsSpan(0, k), result[r]);
        }
        System.Buffers.ArrayPool<double>.Shared.Return(sums);
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Doubles("values", _values);
        writer.Doubles("components", _vectors, ResultColumns, Columns);
        writer.Doubles("variances", _variances);
        writer.Doubles("ratios", _ratios);
    }

    internal static TruncatedSvdModel Read(ModelReader reader)
    {
        var values = reader.Doubles("values");
        var vectors = reader.Doubles("components", values.Length, -1);
        return vectors.Length > 0 && Array.TrueForAll(vectors, double.IsFinite) && Array.TrueForAll(values, double.IsFinite)
            ? new(vectors.Length / values.Length, vectors, values, reader.Doubles("variances", values.Length), reader.Doubles("ratios", values.Length))
            : throw reader.Damaged("components", "are not finite numbers");
    }

    /// <summary>Adds the variances of the scores and of the columns.</summary>
    internal static TruncatedSvdModel Of(SparseView rows, double[] vectors, double[] values)
    {
        var (n, d, k) = (rows.Rows, rows.Columns, values.Length);
        var (sums, squares) = (new double[d], new double[d]);
        for (var i = 0; i < rows.Count; i++)
        {
            double value = rows.Values[i];
            sums[rows.Indices[i]] += value;
            squares[rows.Indices[i]] += value * value;
        }
        var whole = 0.0;
        for (var j = 0; j < d; j++)
        {
            whole += Math.Max(0, (squares[j] - (sums[j] * sums[j] / n)) / n);
        }
        var (variances, ratios) = (new double[k], new double[k]);
        for (var i = 0; i < k; i++)
        {
            // Scores along v have mean (sums · v) / n and squares that sum to σ².
            var mean = RowSums.Dot(sums, vectors.AsSpan(i * d, d)) / n;
            variances[i] = Math.Max(0, (values[i] * values[i] / n) - (mean * mean));
            ratios[i] = whole > 0 ? variances[i] / whole : 0;
        }
        return new(d, vectors, values, variances, ratios);
    }
}
