using System.Buffers;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Neighbors;

namespace Pipelines.Anomaly;

/// <summary>A fitted <see cref="NeighborDistance"/>; it holds the training rows. Scores are distances in the unit of the columns.</summary>
public sealed class NeighborDistanceModel : IAnomalyDetector, IModel
{
    internal const string KindName = "neighbor-distance/1";

    private static readonly FitControl OneThread = new() { Threads = 1 };

    private readonly INeighborIndex _index;

    internal NeighborDistanceModel(NeighborDistanceOptions options, MatrixView rows, float threshold, FitControl control) : this(options, NeighborIndex.Build(rows, options.Algorithm, control), threshold) { }

    private NeighborDistanceModel(NeighborDistanceOptions options, INeighborIndex index, float threshold) => (Options, _index, Threshold) = (options, index, threshold);

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => _index.Points.Columns;

    /// <inheritdoc/>
    public float Threshold { get; }

    /// <summary>How many training rows it holds.</summary>
    public int Rows => _index.Points.Rows;

    /// <summary>The options it was fitted with.</summary>
    public NeighborDistanceOptions Options { get; }

    /// <summary>The same model with another threshold.</summary>
    public NeighborDistanceModel WithThreshold(float threshold) => new(Options, _index, threshold);

    /// <inheritdoc/>
    public void Score(MatrixView rows, Span<float> scores) => Score(rows, scores, OneThread);

    /// <summary>The same on several threads, and stopped when cancelled.</summary>
    /// <param name="rows">n x <see cref="Columns"/>, finite; never changed. A row equal to a training row has that one at distance 0.</param>
    /// <param name="scores">Receives one score a row; length n.</param>
    /// <param name="control">Threads and cancellation; changes no bit of the answer.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell is NaN or infinite.</exception>
    public void Score(MatrixView rows, Span<float> scores, FitControl control)
    {
        rows.NeedColumns(nameof(NeighborDistanceModel), Columns);
        MatrixChecks.NeedLength(scores.Length, rows.Rows, nameof(NeighborDistanceModel), nameof(scores));
        rows.NeedFinite(nameof(NeighborDistanceModel));
        var (k, block) = NeighborBlocks.Size(Options.Neighbors, Rows);
        var indices = ArrayPool<int>.Shared.Rent(block * k);
        var squares = ArrayPool<float>.Shared.Rent(block * k);
        for (var first = 0; first < rows.Rows; first += block)
        {
            var part = rows[first..Math.Min(rows.Rows, first + block)];
            _index.Nearest(part, k, indices.AsSpan(0, part.Rows * k), squares.AsSpan(0, part.Rows * k), control);
            Aggregate(part, indices, squares, k, scores.Slice(first, part.Rows));
        }
        ArrayPool<int>.Shared.Return(indices);
        ArrayPool<float>.Shared.Return(squares);
    }

    /// <summary>The score of each training row among the others: what finds anomalies among the rows themselves. 0 where there is only one.</summary>
    /// <param name="scores">Receives one score a training row, in their order.</param>
    /// <param name="control">Threads and cancellation; null for all cores.</param>
    /// <exception cref="DataException">The span has another length.</exception>
    public void ScoreTraining(Span<float> scores, FitControl? control = null)
    {
        MatrixChecks.NeedLength(scores.Length, Rows, nameof(NeighborDistanceModel), nameof(scores));
        if (Rows == 1)
        {
            scores[0] = 0;
            return;
        }
        var k = Math.Min(Options.Neighbors, Rows - 1);
        var (indices, squares) = (new int[Rows * k], new float[Rows * k]);
        _index.NearestOthers(k, indices, squares, control);
        Aggregate(_index.Points, indices, squares, k, scores);
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Options("options", Options);
        writer.Number("threshold", Threshold);
        writer.Floats("rows", _index.Points.Values, Rows, Columns);
    }

    internal static NeighborDistanceModel Read(ModelReader reader) => new(reader.Options<NeighborDistanceOptions>("options"), NeighborBlocks.ReadRows(reader), (float)reader.Number("threshold"), FitControl.Default);

    private void Aggregate(MatrixView rows, ReadOnlySpan<int> indices, ReadOnlySpan<float> squares, int k, Span<float> scores)
    {
        var points = _index.Points;
        var first = Options.Aggregate == NeighborAggregate.Largest ? k - 1 : 0;
        for (var r = 0; r < scores.Length; r++)
        {
            var sum = 0.0;
            for (var i = (r * k) + first; i < (r + 1) * k; i++)
            {
                sum += NeighborBlocks.Distance(points, indices[i], rows[r], squares[i]);
            }
            scores[r] = NeighborBlocks.Score(sum / (k - first));
        }
    }
}
