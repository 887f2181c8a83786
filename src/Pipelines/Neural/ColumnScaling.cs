using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Neural;

/// <summary>Mean and deviation of each column of the training rows: networks learn on columns of mean 0 and deviation 1, and carry the units within them.</summary>
internal sealed class ColumnScaling
{
    private readonly float[] _means;
    private readonly float[] _factors;

    /// <summary>Measures the columns.</summary>
    public ColumnScaling(MatrixView rows, FitControl control)
    {
        var moments = ColumnMoments.Of(rows.Operand, control.Threads, control.Cancellation);
        (_means, _factors) = (new float[rows.Columns], new float[rows.Columns]);
        for (var j = 0; j < _means.Length; j++)
        {
            (_means[j], _factors[j]) = ((float)moments.Means[j], Factor(Math.Sqrt(moments.Squares[j] / rows.Rows), moments.Means[j]));
        }
    }

    private ColumnScaling(float[] means, float[] factors) => (_means, _factors) = (means, factors);

    /// <summary>Every column at mean 0, and all divided by one number: the root of their mean variance. Distances between rows keep their proportions, so the plane of the principal components stays what it is.</summary>
    public static ColumnScaling Together(MatrixView rows, FitControl control)
    {
        var moments = ColumnMoments.Of(rows.Operand, control.Threads, control.Cancellation);
        var means = new float[rows.Columns];
        double squares = 0, largest = 0;
        for (var j = 0; j < means.Length; j++)
        {
            means[j] = (float)moments.Means[j];
            largest = Math.Max(largest, Math.Abs(moments.Means[j]));
            squares += moments.Squares[j] / rows.Rows / rows.Columns;
        }
        var factors = new float[means.Length];
        Array.Fill(factors, Factor(Math.Sqrt(squares), largest));
        return new(means, factors);
    }

    /// <summary>Chosen columns at mean 0 and deviation 1, the others as they are.</summary>
    public ColumnScaling Only(Func<int, bool> chosen)
    {
        var (means, factors) = ((float[])_means.Clone(), (float[])_factors.Clone());
        for (var j = 0; j < means.Length; j++)
        {
            (means[j], factors[j]) = chosen(j) ? (means[j], factors[j]) : (0, 1);
        }
        return new(means, factors);
    }

    /// <summary>The rows with every column at mean 0 and deviation 1.</summary>
    public Matrix Scaled(MatrixView rows, CancellationToken cancellation)
    {
        var scaled = new Matrix(rows.Rows, rows.Columns);
        for (var r = 0; r < rows.Rows; r++)
        {
            if (r % 1024 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
            var x = rows[r];
            var y = scaled[r];
            for (var j = 0; j < x.Length; j++)
            {
                y[j] = (x[j] - _means[j]) * _factors[j];
            }
        }
        return scaled;
    }

    /// <summary>The same as the first layer of a model, and where <paramref name="back"/> is given its reverse for the outputs as the last.</summary>
    public NeuralNetworkModel Around(NeuralNetworkModel model, ColumnScaling? back = null)
    {
        Layer[] layers = back is null ? [new Scale(), .. model.Layers] : [new Scale(), .. model.Layers, new Scale()];
        return model.Within(layers, place => place == 0 ? [.. _means, .. _factors] : back!.Reverse());
    }

    /// <summary>1 where nothing varies, by the rounding of float32.</summary>
    private static float Factor(double deviation, double mean) => deviation > 1e-7 * Math.Abs(mean) && (float)(1 / deviation) is var factor && float.IsFinite(factor) ? factor : 1;

    /// <summary>The shifts and factors of the way back: x = (y − (−mean · factor)) / factor.</summary>
    private float[] Reverse()
    {
        var reverse = new float[2 * _means.Length];
        for (var j = 0; j < _means.Length; j++)
        {
            (reverse[j], reverse[_means.Length + j]) = (-_means[j] * _factors[j], 1 / _factors[j]);
        }
        return reverse;
    }
}
