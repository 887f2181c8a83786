using System.Buffers;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Neighbors;

namespace Pipelines.Anomaly;

/// <summary>A fitted <see cref="LocalOutlierFactor"/>; it holds the training rows. Scores are about 1 for normal rows.</summary>
public sealed class LocalOutlierFactorModel : IAnomalyDetector, IModel
{
    internal const string KindName = "local-outlier-factor/1";

    private static readonly FitControl OneThread = new() { Threads = 1 };

    private readonly INeighborIndex _index;
    private readonly double[] _radii, _densities;
    private readonly float[] _own;
    private readonly double _least;

    internal LocalOutlierFactorModel(LocalOutlierFactorOptions options, INeighborIndex index, double[] radii, double[] densities, float[] own, float threshold) =>
        (Options, _index, _radii, _densities, _own, _least, Threshold) = (options, index, radii, densities, own, Least(radii), threshold);

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => _index.Points.Columns;

    /// <inheritdoc/>
    public float Threshold { get; }

    /// <summary>How many training rows it holds.</summary>
    public int Rows => _index.Points.Rows;

    /// <summary>The options it was fitted with.</summary>
    public LocalOutlierFactorOptions Options { get; }

    /// <summary>The factor of each training row among the others, in their order: what finds anomalies among the rows themselves.</summary>
    public ReadOnlySpan<float> TrainingScores => _own;

    /// <summary>The same model with another threshold.</summary>
    public LocalOutlierFactorModel WithThreshold(float threshold) => new(Options, _index, _radii, _densities, _own, threshold);

    /// <inheritdoc/>
    public void Score(MatrixView rows, Span<float> scores) => Score(rows, scores, OneThread);

    /// <summary>The same on several threads, and stopped when cancelled.</summary>
    /// <param name="rows">n x <see cref="Columns"/>, finite; never changed. Rows are measured as new ones: for the training rows themselves take <see cref="TrainingScores"/>.</param>
    /// <param name="scores">Receives one score a row; length n.</param>
    /// <param name="control">Threads and cancellation; changes no bit of the answer.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell is NaN or infinite.</exception>
    public void Score(MatrixView rows, Span<float> scores, FitControl control)
    {
        rows.NeedColumns(nameof(LocalOutlierFactorModel), Columns);
        MatrixChecks.NeedLength(scores.Length, rows.Rows, nameof(LocalOutlierFactorModel), nameof(scores));
        rows.NeedFinite(nameof(LocalOutlierFactorModel));
        // As many as the training rows had: among n rows each has n − 1 others.
        var (k, block) = NeighborBlocks.Size(Options.Neighbors, Math.Max(1, Rows - 1));
        var indices = ArrayPool<int>.Shared.Rent(block * k);
        var squares = ArrayPool<float>.Shared.Rent(block * k);
        for (var first = 0; first < rows.Rows; first += block)
        {
            var part = rows[first..Math.Min(rows.Rows, first + block)];
            _index.Nearest(part, k, indices.AsSpan(0, part.Rows * k), squares.AsSpan(0, part.Rows * k), control);
            for (var r = 0; r < part.Rows; r++)
            {
                var nearest = indices.AsSpan(r * k, k);
                scores[first + r] = Factor(nearest, Density(_index.Points, part[r], nearest, squares.AsSpan(r * k, k), _radii, _least), _densities);
            }
        }
        ArrayPool<int>.Shared.Return(indices);
        ArrayPool<float>.Shared.Return(squares);
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Options("options", Options);
        writer.Number("threshold", Threshold);
        writer.Floats("rows", _index.Points.Values, Rows, Columns);
        writer.Doubles("radii", _radii);
        writer.Doubles("densities", _densities);
        writer.Floats("own", _own);
    }

    internal static LocalOutlierFactorModel Read(ModelReader reader)
    {
        var options = reader.Options<LocalOutlierFactorOptions>("options");
        var rows = NeighborBlocks.ReadRows(reader);
        var (radii, densities, own) = (reader.Doubles("radii", rows.Rows), reader.Doubles("densities", rows.Rows), reader.Floats("own", rows.Rows));
        return Array.TrueForAll(radii, v => v >= 0) && Array.TrueForAll(densities, v => v >= 0)
            ? new(options, NeighborIndex.Build(rows, options.Algorithm), radii, densities, own, (float)reader.Number("threshold"))
            : throw reader.Damaged("radii", "are no distances with their densities");
    }

    /// <summary>What is added to each mean reachability, which keeps rows with many equals finite: 1e-10, or of rows so near to each other that it would count that share of their largest radius.</summary>
    internal static double Least(double[] radii)
    {
        var largest = 0.0;
        foreach (var radius in radii)
        {
            largest = Math.Max(largest, radius);
        }
        return largest is > 0 and < 1e-6 ? 1e-10 * largest : 1e-10;
    }

    /// <summary>1 / (mean reachability from the neighbours + the least).</summary>
    internal static double Density(MatrixView points, ReadOnlySpan<float> row, ReadOnlySpan<int> nearest, ReadOnlySpan<float> squares, double[] radii, double least)
    {
        var sum = 0.0;
        for (var i = 0; i < nearest.Length; i++)
        {
            sum += Math.Max(NeighborBlocks.Distance(points, nearest[i], row, squares[i]), radii[nearest[i]]);
        }
        return 1 / ((sum / nearest.Length) + least);
    }

    internal static float Factor(ReadOnlySpan<int> nearest, double density, double[] densities)
    {
        var sum = 0.0;
        foreach (var row in nearest)
        {
            sum += densities[row];
        }
        return NeighborBlocks.Score(sum / nearest.Length / density);
    }
}
