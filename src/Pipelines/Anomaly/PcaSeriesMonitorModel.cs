using System.Buffers;
using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Anomaly;

/// <summary>A fitted <see cref="PcaSeriesMonitor"/>. NaN and infinities are refused.</summary>
public sealed class PcaSeriesMonitorModel : ISeriesDetector, IModel
{
    internal const string KindName = "pca-series-monitor/1";

    private const int BlockRows = 256;

    internal PcaSeriesMonitorModel(int columns, int lags, double smoothing, MonitorValues means, PcaMonitorModel monitor) => (Columns, Lags, Smoothing, Means, Monitor) = (columns, lags, smoothing, means, monitor);

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns { get; }

    /// <summary>How many earlier rows stand beside each row.</summary>
    public int Lags { get; }

    /// <summary>Weight of the newest value; 1 for no smoothing.</summary>
    public double Smoothing { get; }

    /// <summary>The mean of each statistic over normal rows, where smoothing begins.</summary>
    public MonitorValues Means { get; }

    /// <summary>The monitor of rows with their lags: axes and contributions. Its <see cref="PcaMonitorModel.Limits"/> are those of the smoothed statistics.</summary>
    public PcaMonitorModel Monitor { get; }

    /// <inheritdoc/>
    public float Threshold => Monitor.Threshold;

    /// <summary>The limits of all smoothed statistics.</summary>
    public MonitorLimits Limits => Monitor.Limits;

    /// <summary>The same model with another threshold.</summary>
    public PcaSeriesMonitorModel WithThreshold(float threshold) => new(Columns, Lags, Smoothing, Means, Monitor.WithThreshold(threshold));

    /// <summary>The same model with another statistic as the score, and its limit as threshold.</summary>
    public PcaSeriesMonitorModel WithStatistic(MonitorStatistic statistic) => new(Columns, Lags, Smoothing, Means, Monitor.WithStatistic(statistic));

    /// <inheritdoc/>
    public void Score(MatrixView series, Span<float> scores)
    {
        MatrixChecks.NeedLength(scores.Length, series.Rows, nameof(PcaSeriesMonitorModel), nameof(scores));
        var values = ArrayPool<MonitorValues>.Shared.Rent(Math.Max(1, series.Rows));
        Statistics(series, values.AsSpan(0, series.Rows));
        for (var r = 0; r < scores.Length; r++)
        {
            scores[r] = (float)values[r][Monitor.Statistic];
        }
        ArrayPool<MonitorValues>.Shared.Return(values);
    }

    /// <summary>All smoothed statistics of each row.</summary>
    /// <param name="series">n x <see cref="Columns"/> in order of time, finite; never changed.</param>
    /// <param name="values">Receives one record a row; length n.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell is NaN or infinite.</exception>
    public void Statistics(MatrixView series, Span<MonitorValues> values)
    {
        series.NeedColumns(nameof(PcaSeriesMonitorModel), Columns);
        MatrixChecks.NeedLength(values.Length, series.Rows, nameof(PcaSeriesMonitorModel), nameof(values));
        series.NeedFinite(nameof(PcaSeriesMonitorModel));
        var width = Columns * (Lags + 1);
        var buffer = ArrayPool<float>.Shared.Rent(BlockRows * width);
        var state = Means;
        for (var first = 0; first < series.Rows; first += BlockRows)
        {
            var count = Math.Min(BlockRows, series.Rows - first);
            LaggedRows.Write(series, first, Lags, buffer.AsSpan(0, count * width));
            Monitor.Statistics(new(buffer, 0, count, width), values.Slice(first, count));
            for (var r = first; r < first + count; r++)
            {
                values[r] = state = Smooth(state, values[r]);
            }
        }
        ArrayPool<float>.Shared.Return(buffer);
    }

    /// <summary>Begins a series, or goes on with one.</summary>
    /// <param name="state">What <see cref="PcaOnlineMonitor.State"/> gave, or nothing for a new series.</param>
    /// <exception cref="DataException">The state is not one of this model.</exception>
    public PcaOnlineMonitor Start(ReadOnlySpan<double> state = default) => new(this, state);

    IOnlineDetector ISeriesDetector.Start(ReadOnlySpan<double> state) => Start(state);

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Whole("columns", Columns);
        writer.Whole("lags", Lags);
        writer.Number("smoothing", Smoothing);
        writer.Doubles("means", [Means.TSquared, Means.Spe, Means.Mahalanobis]);
        writer.Section("monitor", Monitor);
    }

    internal static PcaSeriesMonitorModel Read(ModelReader reader)
    {
        var monitor = reader.Section<PcaMonitorModel>("monitor");
        var (columns, lags, smoothing, means) = ((int)reader.Whole("columns", 1, Array.MaxLength), (int)reader.Whole("lags", 0, 1000), reader.Number("smoothing"), reader.Doubles("means", 3));
        return (long)columns * (lags + 1) == monitor.Columns && smoothing is > 0 and <= 1 && Array.TrueForAll(means, double.IsFinite)
            ? new(columns, lags, smoothing, new(means[0], means[1], 0, means[2]), monitor)
            : throw reader.Damaged("monitor", "does not fit its lags");
    }

    internal MonitorValues Smooth(MonitorValues state, MonitorValues value)
    {
        var t = state.TSquared + (Smoothing * (value.TSquared - state.TSquared));
        var spe = state.Spe + (Smoothing * (value.Spe - state.Spe));
        return new(t, spe, Limits.Combine(t, spe), state.Mahalanobis + (Smoothing * (value.Mahalanobis - state.Mahalanobis)));
    }
}
