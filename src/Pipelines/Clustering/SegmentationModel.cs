using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Clustering;

/// <summary>
/// Everything that saying a new customer's segment needs, in one model: how transactions become features where they were the source, columns, encoder and clusters, the numbers and names of the segments, and how far
/// from the middle of its segment a customer usually is. Immutable and thread-safe. A training customer gets the segment it was trained in.
/// </summary>
/// <remarks>
/// The clusters inside decide the segment. Distance and confidence describe it by each segment's mean and standard deviation in every encoded column (at least a twentieth of that of all customers, so that a constant column inside
/// a segment is no wall): the confidence is the posterior of a mixture of such independent normal distributions with the segments' shares. For clusters of odd shape it is a rough guide. O(K d) for each customer beside the clusters' own work.
/// </remarks>
public sealed class SegmentationModel : IModel
{
    internal const string KindName = "segmentation/1";

    private const double LeastSpread = 0.05;

    private readonly double[] _middle, _spread, _farthest;
    private readonly int[] _segmentOf;

    private SegmentationModel(TabularPipeline<IClusterer> pipeline, IReadOnlyList<Segment> segments, RfmRule? rfm, double[] middle, double[] spread, double[] farthest)
    {
        (Pipeline, Segments, Rfm, _middle, _spread, _farthest) = (pipeline, segments, rfm, middle, spread, farthest);
        _segmentOf = new int[pipeline.Model.Clusters];
        foreach (var segment in segments)
        {
            _segmentOf[segment.Cluster] = segment.Number;
        }
    }

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <summary>Columns, encoder and clusters.</summary>
    public TabularPipeline<IClusterer> Pipeline { get; }

    /// <summary>The segments, by number from 1.</summary>
    public IReadOnlyList<Segment> Segments { get; }

    /// <summary>How transactions become features; null where customers were given as rows.</summary>
    public RfmRule? Rfm { get; }

    /// <summary>The mean of a segment's training customers in each encoded column.</summary>
    /// <param name="number">The segment's number, from 1.</param>
    public ReadOnlySpan<double> MiddleOf(int number) => _middle.AsSpan((number - 1) * Columns, Columns);

    /// <summary>The standard deviation of a segment's training customers in each encoded column, more than 0.</summary>
    /// <param name="number">The segment's number, from 1.</param>
    public ReadOnlySpan<double> SpreadOf(int number) => _spread.AsSpan((number - 1) * Columns, Columns);

    private int Columns => Pipeline.Encoder.Columns;

    /// <summary>Puts the parts together and measures the segments.</summary>
    /// <param name="pipeline">Columns, encoder and clusters.</param>
    /// <param name="rows">The encoded training rows.</param>
    /// <param name="clusters">The cluster of each training row; −1 where it belongs to none.</param>
    /// <param name="order">The clusters that have training rows, in the order of their numbers: the first becomes segment 1. A cluster without any is no segment.</param>
    /// <param name="names">Keys of suggested names in that order; null for none.</param>
    /// <param name="rfm">How transactions become features; null where customers were given as rows.</param>
    /// <exception cref="DataException">The order does not name every cluster with a row once, or the shapes do not fit.</exception>
    public static SegmentationModel Of(TabularPipeline<IClusterer> pipeline, MatrixView rows, ReadOnlySpan<int> clusters, IReadOnlyList<int> order, IReadOnlyList<string>? names = null, RfmRule? rfm = null)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(order);
        var (k, d) = (order.Count, pipeline.Encoder.Columns);
        rows.NeedRows(nameof(SegmentationModel));
        rows.NeedColumns(nameof(SegmentationModel), d);
        MatrixChecks.NeedLength(clusters.Length, rows.Rows, nameof(SegmentationModel), nameof(clusters));
        var place = new int[pipeline.Model.Clusters];
        Array.Fill(place, -1);
        var (sizes, fits) = (new int[k], k > 0 && (names is null || names.Count == k));
        for (var i = 0; i < k; i++)
        {
            fits &= (uint)order[i] < (uint)place.Length && place[order[i]] < 0;
            place[fits ? order[i] : 0] = i;
        }
        foreach (var cluster in clusters)
        {
            fits &= cluster < place.Length && (cluster < 0 || place[cluster] >= 0);
            sizes[fits && cluster >= 0 ? place[cluster] : 0] += cluster >= 0 ? 1 : 0;
        }
        if (!fits || Array.IndexOf(sizes, 0) >= 0)
        {
            throw new DataException("segmentation.order", $"SegmentationModel.order must name each cluster of the training rows once, of {place.Length} there are; got {string.Join(", ", order)}. Give every cluster with a row a number.");
        }
        var (middle, spread) = (new double[k * d], new double[k * d]);
        Measure(rows, clusters, place, sizes, middle, spread);
        var segments = new Segment[k];
        for (var i = 0; i < k; i++)
        {
            segments[i] = new(i + 1, order[i], sizes[i], names?[i] ?? "");
        }
        var model = new SegmentationModel(pipeline, segments, rfm, middle, spread, new double[k]);
        for (var r = 0; r < rows.Rows; r++)
        {
            if (clusters[r] >= 0)
            {
                var i = place[clusters[r]];
                model._farthest[i] = Math.Max(model._farthest[i], model.DistanceOf(rows[r], i));
            }
        }
        return model;
    }

    /// <summary>The segment of each customer of a table of features, as <see cref="RfmFeatures.ToTable"/> makes it or with the columns of training.</summary>
    /// <exception cref="DataException">A column is missing or of another type, or a number is infinite.</exception>
    public SegmentAssignment[] Assign(Table customers) => Assign(Pipeline.Encode(customers));

    /// <summary>The segment of each encoded row.</summary>
    /// <param name="rows">n x the columns that the encoder writes, finite.</param>
    /// <exception cref="DataException">The rows have another width, or a cell is NaN or infinite.</exception>
    public SegmentAssignment[] Assign(MatrixView rows)
    {
        var clusters = Pipeline.Model.Assign(rows);
        var result = new SegmentAssignment[clusters.Length];
        var logs = new double[Segments.Count];
        for (var r = 0; r < result.Length; r++)
        {
            result[r] = Describe(rows[r], clusters[r] < 0 ? 0 : _segmentOf[clusters[r]], logs);
        }
        return result;
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Section("pipeline", Pipeline);
        writer.Ints("clusters", [.. Segments.Select(s => s.Cluster)]);
        writer.Ints("sizes", [.. Segments.Select(s => s.Size)]);
        writer.Texts("names", [.. Segments.Select(s => s.Name)]);
        writer.Doubles("middle", _middle, Segments.Count, Columns);
        writer.Doubles("spread", _spread, Segments.Count, Columns);
        writer.Doubles("farthest", _farthest);
        writer.Flag("from-transactions", Rfm is not null);
        Rfm?.Write(writer);
    }

    internal static SegmentationModel Read(ModelReader reader)
    {
        var pipeline = reader.Section<TabularPipeline<IModel>>("pipeline").As<IClusterer>();
        var clusters = reader.Ints("clusters");
        var (k, d) = (clusters.Length, pipeline.Encoder.Columns);
        var (sizes, names) = (reader.Ints("sizes", k), reader.Texts("names"));
        var (middle, spread, farthest) = (reader.Doubles("middle", k, d), reader.Doubles("spread", k, d), reader.Doubles("farthest", k));
        var seen = new bool[pipeline.Model.Clusters];
        foreach (var cluster in clusters)
        {
            if ((uint)cluster >= (uint)seen.Length || seen[cluster])
            {
                throw reader.Damaged("clusters", "does not name clusters once");
            }
            seen[cluster] = true;
        }
        if (k == 0 || names.Count != k || !Array.TrueForAll(sizes, s => s > 0) || !Array.TrueForAll(middle, double.IsFinite) || !Array.TrueForAll(spread, s => double.IsFinite(s) && s > 0) || !Array.TrueForAll(farthest, f => double.IsFinite(f) && f >= 0))
        {
            throw reader.Damaged("middle", "does not describe segments");
        }
        var segments = new Segment[k];
        for (var i = 0; i < k; i++)
        {
            segments[i] = new(i + 1, clusters[i], sizes[i], names[i]);
        }
        return new(pipeline, segments, reader.Flag("from-transactions") ? RfmRule.Read(reader) : null, middle, spread, farthest);
    }

    private SegmentAssignment Describe(ReadOnlySpan<float> row, int number, double[] logs)
    {
        var (nearest, total) = (number - 1, 0.0);
        for (var i = 0; i < logs.Length; i++)
        {
            logs[i] = LogDensity(row, i);
            if (number == 0 && (nearest < 0 || DistanceOf(row, i) < DistanceOf(row, nearest)))
            {
                nearest = i;
            }
        }
        var distance = DistanceOf(row, nearest);
        if (number > 0)
        {
            for (var i = 0; i < logs.Length; i++)
            {
                total += Math.Exp(Math.Min(700, logs[i] - logs[nearest]));
            }
        }
        return new(number, distance, number > 0 ? 1 / total : 0, distance > _farthest[nearest]);
    }

    private double DistanceOf(ReadOnlySpan<float> row, int segment)
    {
        var sum = 0.0;
        for (int c = 0, at = segment * row.Length; c < row.Length; c++, at++)
        {
            var z = (row[c] - _middle[at]) / _spread[at];
            sum += z * z;
        }
        return Math.Sqrt(sum / row.Length);
    }

    /// <summary>log (size) + Σ log N(x; middle, spread²), up to a constant.</summary>
    private double LogDensity(ReadOnlySpan<float> row, int segment)
    {
        var sum = Math.Log(Segments[segment].Size);
        for (int c = 0, at = segment * row.Length; c < row.Length; c++, at++)
        {
            var z = (row[c] - _middle[at]) / _spread[at];
            sum -= (z * z / 2) + Math.Log(_spread[at]);
        }
        return sum;
    }

    private static void Measure(MatrixView rows, ReadOnlySpan<int> clusters, int[] place, int[] sizes, double[] middle, double[] spread)
    {
        var d = rows.Columns;
        var (mean, square) = (new double[d], new double[d]);
        for (var r = 0; r < rows.Rows; r++)
        {
            var row = rows[r];
            for (var c = 0; c < d; c++)
            {
                mean[c] += row[c] / (double)rows.Rows;
                if (clusters[r] >= 0)
                {
                    middle[(place[clusters[r]] * d) + c] += row[c] / (double)sizes[place[clusters[r]]];
                }
            }
        }
        for (var r = 0; r < rows.Rows; r++)
        {
            var row = rows[r];
            for (var c = 0; c < d; c++)
            {
                square[c] += (row[c] - mean[c]) * (row[c] - mean[c]) / rows.Rows;
                if (clusters[r] >= 0)
                {
                    var at = (place[clusters[r]] * d) + c;
                    spread[at] += (row[c] - middle[at]) * (row[c] - middle[at]) / sizes[place[clusters[r]]];
                }
            }
        }
        for (var at = 0; at < spread.Length; at++)
        {
            var whole = Math.Sqrt(square[at % d]);
            spread[at] = Math.Max(Math.Sqrt(spread[at]), whole > 0 ? LeastSpread * whole : 1);
        }
    }
}
