using System.Buffers;
using System.Numerics.Tensors;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Numerics;

namespace Pipelines.Reduction;

/// <summary>
/// Fitted principal components: y = W (x − mean) with one row of W a component, divided by its standard deviation where <see cref="Whiten"/> is true. NaN and infinities are refused.
/// Up to 128 columns the arithmetic is double, beyond that float32.
/// </summary>
public sealed class PcaModel : IInverseTransformer, IModel
{
    internal const string KindName = "pca/1";

    private readonly double[] _mean, _vectors, _squares, _variances, _ratios;
    private readonly double _total;
    private readonly Matrix _components;
    private readonly AffineMap _forward, _back;

    private PcaModel(long rows, double[] mean, double[] vectors, double[] squares, double total, bool whiten)
    {
        (Rows, _mean, _vectors, _squares, _total, Whiten) = (rows, mean, vectors, squares, total, whiten);
        var (d, k) = (mean.Length, squares.Length);
        _components = new(k, d, Array.ConvertAll(vectors, v => (float)v));
        var freedom = Math.Max(1, rows - 1);
        _variances = Array.ConvertAll(squares, s => s / freedom);
        // Rounding must not explain more than there is.
        _ratios = Array.ConvertAll(squares, s => total > 0 ? Math.Min(1, s / total) : 0);
        var left = Math.Min(rows, d) - k;
        NoiseVariance = left > 0 ? Math.Max(0, total - TensorPrimitives.Sum<double>(squares)) / freedom / left : 0;

        var (forward, back) = ((double[])vectors.Clone(), new double[d * k]);
        for (var i = 0; i < k; i++)
        {
            var deviation = whiten ? Math.Sqrt(_variances[i]) : 1;
            var axis = forward.AsSpan(i * d, d);
            for (var j = 0; j < d; j++)
            {
                back[(j * k) + i] = axis[j] * deviation;
            }
            TensorPrimitives.Multiply(axis, deviation > 0 ? 1 / deviation : 0, axis);
        }
        (_forward, _back) = (new(forward, mean, new double[k]), new(back, new double[k], mean));
    }

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => _mean.Length;

    /// <summary>How many components there are, k.</summary>
    public int ResultColumns => _squares.Length;

    /// <summary>How many rows it was fitted on.</summary>
    public long Rows { get; }

    /// <summary>True where components are divided by their standard deviation.</summary>
    public bool Whiten { get; }

    /// <summary>The mean of each column over the training rows.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>k x d: one component a row, of length 1, at right angles to the others, by falling variance. Of each the loading of largest magnitude, the first of them, is positive.</summary>
    public MatrixView Components => _components;

    /// <summary>Singular values of the centred training rows, falling.</summary>
    public double[] SingularValues => Array.ConvertAll(_squares, Math.Sqrt);

    /// <summary>Variance of the training rows along each component, divided by n − 1; falling.</summary>
    public ReadOnlySpan<double> ExplainedVariance => _variances;

    /// <summary>Share of the whole variance along each component, 0 to 1; 0 where the rows do not vary at all.</summary>
    public ReadOnlySpan<double> ExplainedVarianceRatio => _ratios;

    /// <summary>Mean variance along the directions that were left out: the noise of the probabilistic model; 0 where none was.</summary>
    public double NoiseVariance { get; }

    /// <summary>The whole variance of the training rows: the sum over columns, divided by n − 1.</summary>
    public double TotalVariance => _total / Math.Max(1, Rows - 1);

    /// <summary>d x k: each component times its standard deviation, so that a column's squares sum to the variance of that column that is explained. On standardised columns these are correlations of columns with components.</summary>
    public Matrix Loadings()
    {
        var loadings = new Matrix(Columns, ResultColumns);
        for (var i = 0; i < ResultColumns; i++)
        {
            for (var j = 0; j < Columns; j++)
            {
                loadings[j][i] = (float)(_vectors[(i * Columns) + j] * Math.Sqrt(_variances[i]));
            }
        }
        return loadings;
    }

    /// <inheritdoc/>
    public void Transform(MatrixView rows, Matrix result)
    {
        rows.NeedColumns(nameof(PcaModel), Columns);
        result.NeedShape(nameof(PcaModel), rows.Rows, ResultColumns);
        rows.NeedFinite(nameof(PcaModel));
        _forward.Apply(rows, result);
    }

    /// <inheritdoc/>
    public void Inverse(MatrixView rows, Matrix result)
    {
        rows.NeedColumns(nameof(PcaModel), ResultColumns);
        result.NeedShape(nameof(PcaModel), rows.Rows, Columns);
        rows.NeedFinite(nameof(PcaModel));
        _back.Apply(rows, result);
    }

    /// <summary>Squared distance of each row from the plane of the components, ‖x − x̂‖² (in process monitoring SPE or Q). Summed in double from the residual itself; costs 4 d k operations a row.</summary>
    /// <param name="rows">n x <see cref="Columns"/>.</param>
    /// <param name="errors">Receives n values, 0 or more.</param>
    /// <exception cref="DataException">The rows have another width, a cell is NaN or infinite, or the span has another length.</exception>
    public void ReconstructionErrors(MatrixView rows, Span<double> errors)
    {
        rows.NeedColumns(nameof(PcaModel), Columns);
        MatrixChecks.NeedLength(errors.Length, rows.Rows, nameof(PcaModel), nameof(errors));
        rows.NeedFinite(nameof(PcaModel));
        var buffer = ArrayPool<double>.Shared.Rent(Columns + ResultColumns);
        var x = buffer.AsSpan(0, Columns);
        for (var r = 0; r < rows.Rows; r++)
        {
            TensorPrimitives.ConvertTruncating(rows[r], x);
            TensorPrimitives.Subtract(x, _mean, x);
            Reject(x, buffer.AsSpan(Columns, ResultColumns));
            errors[r] = TensorPrimitives.SumOfSquares<double>(x);
        }
        ArrayPool<double>.Shared.Return(buffer);
    }

    /// <summary>The same model with only its first components.</summary>
    /// <param name="components">From 1 to <see cref="ResultColumns"/>.</param>
    /// <exception cref="DataException">There are fewer, or less than 1 is asked for.</exception>
    public PcaModel Keep(int components) => components >= 1 && components <= ResultColumns
        ? new(Rows, _mean, _vectors[..(components * Columns)], _squares[..components], _total, Whiten)
        : throw new DataException("reduction.keep", $"PcaModel.components must be from 1 to {ResultColumns}; got {components}. Fit with more components or keep fewer.");

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Whole("rows", Rows);
        writer.Flag("whiten", Whiten);
        writer.Number("total", _total);
        writer.Doubles("mean", _mean);
        writer.Doubles("squares", _squares);
        writer.Doubles("components", _vectors, ResultColumns, Columns);
    }

    internal static PcaModel Read(ModelReader reader)
    {
        var mean = reader.Doubles("mean");
        var squares = reader.Doubles("squares");
        var vectors = reader.Doubles("components", squares.Length, mean.Length);
        var total = reader.Number("total");
        return mean.Length > 0 && squares.Length > 0 && double.IsFinite(total) && total >= 0 && Array.TrueForAll(mean, double.IsFinite) && Array.TrueForAll(vectors, double.IsFinite) && Array.TrueForAll(squares, s => double.IsFinite(s) && s >= 0)
            ? new(reader.Whole("rows", 1), mean, vectors, squares, total, reader.Flag("whiten"))
            : throw reader.Damaged("components", "are not finite components with their variances");
    }

    /// <summary>x −= VᵀV x: takes from a centred row what the components hold of it.</summary>
    internal void Reject(Span<double> x, Span<double> scores)
    {
        RowSums.Dots(_vectors, Columns, x, scores);
        TensorPrimitives.Negate(scores, scores);
        RowSums.Add(_vectors, Columns, scores, x);
    }

    /// <summary>Keeps the fewest axes that explain that share of the variance, at most that many (0: no limit).</summary>
    internal static PcaModel Of(PrincipalAxes axes, int components, double variance, bool whiten)
    {
        var d = axes.Mean.Length;
        var most = components > 0 ? components : (int)Math.Min(axes.Squares.Length, Math.Max(1, Math.Min(axes.Rows - 1, d)));
        var k = variance < 1 ? Math.Min(most, ComponentChoice.ByVariance(axes.Squares, axes.Total, variance)) : most;
        return new(axes.Rows, axes.Mean, axes.Vectors[..(k * d)], axes.Squares[..k], axes.Total, whiten);
    }

    /// <summary>No more components than rows or columns.</summary>
    internal static void NeedComponents(string owner, int components, long rows, int columns)
    {
        if (components > Math.Min(rows, columns))
        {
            throw new DataException("reduction.components", $"{owner}.Components must be at most {Math.Min(rows, columns)} for {rows} rows of {columns} columns; got {components}. Ask for fewer components or give more rows.");
        }
    }
}
