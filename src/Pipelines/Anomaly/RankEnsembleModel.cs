using System.Buffers;
using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Anomaly;

/// <summary>A fitted <see cref="RankEnsemble"/>: the mean of its members' surprise, in natural units; −ln(.01) ≈ 4.6 is a row like the oddest hundredth of the training rows.</summary>
public sealed class RankEnsembleModel : IAnomalyDetector, IModel
{
    internal const string KindName = "rank-ensemble/1";

    private const int BlockRows = 256;

    private static readonly FitControl OneThread = new() { Threads = 1 };

    private readonly ColumnStandard _scale;
    private readonly TrainingRanks[] _ranks;
    private readonly float[] _own;

    internal RankEnsembleModel(ColumnStandard scale, IsolationForestModel forest, NeighborDistanceModel neighbors, MahalanobisModel distance, TrainingRanks[] ranks, float[] own, float threshold) =>
        (_scale, Forest, Neighbors, Distance, _ranks, _own, Threshold) = (scale, forest, neighbors, distance, ranks, own, threshold);

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => Forest.Columns;

    /// <inheritdoc/>
    public float Threshold { get; }

    /// <summary>The first member, of standardised rows.</summary>
    public IsolationForestModel Forest { get; }

    /// <summary>The second member, of standardised rows.</summary>
    public NeighborDistanceModel Neighbors { get; }

    /// <summary>The third member, of standardised rows.</summary>
    public MahalanobisModel Distance { get; }

    /// <summary>The score of each training row among the others, in their order.</summary>
    public ReadOnlySpan<float> TrainingScores => _own;

    /// <summary>The same model with another threshold.</summary>
    public RankEnsembleModel WithThreshold(float threshold) => new(_scale, Forest, Neighbors, Distance, _ranks, _own, threshold);

    /// <inheritdoc/>
    public void Score(MatrixView rows, Span<float> scores) => Score(rows, scores, OneThread);

    /// <summary>The same on several threads, and stopped when cancelled.</summary>
    /// <param name="rows">n x <see cref="Columns"/>, finite; never changed.</param>
    /// <param name="scores">Receives one score a row; length n.</param>
    /// <param name="control">Threads and cancellation; changes no bit of the answer.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell is NaN or infinite.</exception>
    public void Score(MatrixView rows, Span<float> scores, FitControl control)
    {
        rows.NeedColumns(nameof(RankEnsembleModel), Columns);
        MatrixChecks.NeedLength(scores.Length, rows.Rows, nameof(RankEnsembleModel), nameof(scores));
        rows.NeedFinite(nameof(RankEnsembleModel));
        var values = ArrayPool<float>.Shared.Rent(BlockRows * Columns);
        var members = ArrayPool<float>.Shared.Rent(3 * BlockRows);
        for (var first = 0; first < rows.Rows; first += BlockRows)
        {
            control.Cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(BlockRows, rows.Rows - first);
            _scale.Apply(rows[first..(first + count)], values);
            var block = new MatrixView(values, 0, count, Columns);
            Forest.Score(block, members.AsSpan(0, count));
            Neighbors.Score(block, members.AsSpan(BlockRows, count), control);
            Distance.Score(block, members.AsSpan(2 * BlockRows, count));
            for (var r = 0; r < count; r++)
            {
                scores[first + r] = Join(_ranks[0].Surprise(members[r]), _ranks[1].Surprise(members[BlockRows + r]), _ranks[2].Surprise(members[(2 * BlockRows) + r]));
            }
        }
        ArrayPool<float>.Shared.Return(values);
        ArrayPool<float>.Shared.Return(members);
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Number("threshold", Threshold);
        writer.Doubles("mean", _scale.Mean);
        writer.Doubles("deviation", _scale.Deviation);
        writer.Floats("own", _own);
        for (var m = 0; m < _ranks.Length; m++)
        {
            writer.Floats($"ranks{m}", _ranks[m].Sorted);
        }
        writer.Section("forest", Forest);
        writer.Section("neighbors", Neighbors);
        writer.Section("distance", Distance);
    }

    internal static RankEnsembleModel Read(ModelReader reader)
    {
        var (forest, neighbors, distance) = (reader.Section<IsolationForestModel>("forest"), reader.Section<NeighborDistanceModel>("neighbors"), reader.Section<MahalanobisModel>("distance"));
        var d = forest.Columns;
        var (mean, deviation, own) = (reader.Doubles("mean", d), reader.Doubles("deviation", d), reader.Floats("own", neighbors.Rows));
        var ranks = new TrainingRanks[3];
        for (var m = 0; m < ranks.Length; m++)
        {
            ranks[m] = new(reader.Floats($"ranks{m}", neighbors.Rows));
        }
        return neighbors.Columns == d && distance.Columns == d && Array.TrueForAll(mean, double.IsFinite) && Array.TrueForAll(deviation, s => double.IsFinite(s) && s > 0)
            ? new(new(mean, deviation), forest, neighbors, distance, ranks, own, (float)reader.Number("threshold"))
            : throw reader.Damaged("mean", "does not fit the members");
    }

    internal static float Join(double first, double second, double third) => (float)((first + second + third) / 3);
}
