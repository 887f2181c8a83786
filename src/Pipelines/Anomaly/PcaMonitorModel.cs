using System.Buffers;
using Pipelines.Data;
using Pipelines.Models;

namespace Pipelines.Anomaly;

/// <summary>A fitted <see cref="PcaMonitor"/>: the statistics of each row, their limits, and what each column contributes. NaN and infinities are refused.</summary>
public sealed class PcaMonitorModel : IAnomalyDetector, IModel
{
    internal const string KindName = "pca-monitor/1";

    private readonly CovarianceAxes _axes;
    private readonly MonitorForms _forms;
    private readonly QuadraticForm _combined;

    internal PcaMonitorModel(MonitorStatistic statistic, CovarianceAxes axes, int retained, MonitorLimits limits, float threshold)
    {
        (Statistic, _axes, Components, Limits, Threshold) = (statistic, axes, retained, limits, threshold);
        _forms = new(axes, retained);
        _combined = _forms.Combined(retained, limits);
    }

    private PcaMonitorModel(PcaMonitorModel other, MonitorStatistic statistic, float threshold) =>
        (Statistic, _axes, Components, Limits, Threshold, _forms, _combined) = (statistic, other._axes, other.Components, other.Limits, threshold, other._forms, other._combined);

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public int Columns => _axes.Columns;

    /// <summary>How many components span the usual.</summary>
    public int Components { get; }

    /// <summary>How many rows it was fitted on.</summary>
    public long Rows => _axes.Rows;

    /// <summary>Which statistic <see cref="Score"/> gives.</summary>
    public MonitorStatistic Statistic { get; }

    /// <summary>The limits of all statistics; those that <see cref="Statistics"/> is compared with.</summary>
    public MonitorLimits Limits { get; }

    /// <summary>The limit of <see cref="Statistic"/>, or what <see cref="WithThreshold"/> set.</summary>
    public float Threshold { get; }

    /// <summary>The mean of each column over the training rows.</summary>
    public ReadOnlySpan<double> Mean => _axes.Center;

    /// <summary>What each column is divided by, more than 0.</summary>
    public ReadOnlySpan<double> Deviation => _axes.Deviation;

    /// <summary>Variance of the standardised training rows along each component that was found, falling; the first <see cref="Components"/> span the usual.</summary>
    public ReadOnlySpan<double> Variances => _axes.Variances;

    /// <summary>The same model with another threshold for <see cref="Score"/>; <see cref="Limits"/> stay.</summary>
    public PcaMonitorModel WithThreshold(float threshold) => new(this, Statistic, threshold);

    /// <summary>The same model with another statistic as the score, and its limit as threshold.</summary>
    public PcaMonitorModel WithStatistic(MonitorStatistic statistic) => new(this, statistic, (float)Limits[statistic]);

    /// <inheritdoc/>
    public void Score(MatrixView rows, Span<float> scores)
    {
        NeedFit(rows, scores.Length, nameof(scores));
        FormOf(Statistic).Values(rows, scores);
    }

    /// <summary>All statistics of each row.</summary>
    /// <param name="rows">n x <see cref="Columns"/>, finite; never changed.</param>
    /// <param name="values">Receives one record a row; length n.</param>
    /// <exception cref="DataException">A shape does not fit, or a cell is NaN or infinite.</exception>
    public void Statistics(MatrixView rows, Span<MonitorValues> values)
    {
        NeedFit(rows, values.Length, nameof(values));
        var buffer = ArrayPool<double>.Shared.Rent(Math.Max(1, 3 * rows.Rows));
        var t = buffer.AsSpan(0, rows.Rows);
        var spe = buffer.AsSpan(rows.Rows, rows.Rows);
        var distance = buffer.AsSpan(2 * rows.Rows, rows.Rows);
        _forms.TSquared.Values(rows, t);
        _forms.Spe.Values(rows, spe);
        _forms.Mahalanobis.Values(rows, distance);
        for (var r = 0; r < values.Length; r++)
        {
            values[r] = new(t[r], spe[r], Limits.Combine(t[r], spe[r]), distance[r]);
        }
        ArrayPool<double>.Shared.Return(buffer);
    }

    /// <summary>
    /// Reconstruction-based contribution of each column to a statistic of a row: by how much it falls when that column alone is set to the value that makes it least. The column of a single large sensor fault has the largest.
    /// C. F. Alcala, S. J. Qin, "Reconstruction-based contribution for process monitoring", 2009.
    /// </summary>
    /// <param name="row">d finite numbers.</param>
    /// <param name="statistic">Which statistic.</param>
    /// <param name="contributions">Receives d numbers, 0 or more; they do not sum to the statistic.</param>
    /// <exception cref="DataException">A length does not fit, or a cell is NaN or infinite.</exception>
    public void Contributions(ReadOnlySpan<float> row, MonitorStatistic statistic, Span<double> contributions)
    {
        AnomalyChecks.NeedRow(row, Columns, contributions.Length, nameof(PcaMonitorModel));
        FormOf(statistic).Contributions(row, contributions);
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Text("statistic", KebabCase.Of(Enum.GetName(Statistic)!));
        writer.Whole("rows", Rows);
        writer.Whole("components", Components);
        writer.Number("threshold", Threshold);
        writer.Number("unseen", _axes.Unseen);
        writer.Doubles("limits", [Limits.TSquared, Limits.Spe, Limits.Combined, Limits.Mahalanobis]);
        writer.Doubles("mean", _axes.Center);
        writer.Doubles("deviation", _axes.Deviation);
        writer.Doubles("variances", _axes.Variances);
        writer.Doubles("vectors", _axes.Vectors, _axes.Axes, Columns);
    }

    internal static PcaMonitorModel Read(ModelReader reader)
    {
        var name = reader.Text("statistic");
        var statistic = Array.FindIndex(Enum.GetNames<MonitorStatistic>(), s => KebabCase.Of(s) == name);
        var (mean, variances, limits) = (reader.Doubles("mean"), reader.Doubles("variances"), reader.Doubles("limits", 4));
        var (deviation, vectors) = (reader.Doubles("deviation", mean.Length), reader.Doubles("vectors", variances.Length, mean.Length));
        var unseen = reader.Number("unseen");
        var sound = mean.Length > 0 && variances.Length <= mean.Length && unseen > 0 && Array.TrueForAll(mean, double.IsFinite) && Array.TrueForAll(vectors, double.IsFinite)
            && Array.TrueForAll(variances, v => double.IsFinite(v) && v >= 0) && Array.TrueForAll(deviation, s => double.IsFinite(s) && s > 0) && Array.TrueForAll(limits, v => v >= 0);
        return !sound || statistic < 0
            ? throw reader.Damaged("vectors", "are no axes of a monitor with their limits")
            : new((MonitorStatistic)statistic, new(reader.Whole("rows", 1), mean, deviation, vectors, variances, unseen), (int)reader.Whole("components", 0, variances.Length), new(limits[0], limits[1], limits[2], limits[3]), (float)reader.Number("threshold"));
    }

    private QuadraticForm FormOf(MonitorStatistic statistic) => statistic switch
    {
        MonitorStatistic.TSquared => _forms.TSquared,
        MonitorStatistic.Spe => _forms.Spe,
        MonitorStatistic.Mahalanobis => _forms.Mahalanobis,
        _ => _combined,
    };

    private void NeedFit(MatrixView rows, int room, string result)
    {
        rows.NeedColumns(nameof(PcaMonitorModel), Columns);
        MatrixChecks.NeedLength(room, rows.Rows, nameof(PcaMonitorModel), result);
        rows.NeedFinite(nameof(PcaMonitorModel));
    }
}
