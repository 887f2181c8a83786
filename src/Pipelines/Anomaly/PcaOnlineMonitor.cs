using Pipelines.Models;

namespace Pipelines.Anomaly;

/// <summary>A series that a <see cref="PcaSeriesMonitorModel"/> watches row by row. Its memory is the last rows and the smoothed statistics. Not thread-safe.</summary>
public sealed class PcaOnlineMonitor : IOnlineDetector
{
    private readonly PcaSeriesMonitorModel _model;
    private readonly float[] _row;
    private readonly MonitorValues[] _value = new MonitorValues[1];
    private bool _begun;

    internal PcaOnlineMonitor(PcaSeriesMonitorModel model, ReadOnlySpan<double> state)
    {
        (_model, _row, Values) = (model, new float[model.Columns * (model.Lags + 1)], model.Means);
        if (state.IsEmpty)
        {
            return;
        }
        if (state.Length != 4 + _row.Length)
        {
            throw new DataException("anomaly.state", $"PcaSeriesMonitorModel.Start must be given the {4 + _row.Length} numbers of a state of this model, or none; got {state.Length}. Begin a new series, or load the model that the state was saved with.");
        }
        _begun = state[0] != 0;
        Values = new(state[1], state[2], model.Limits.Combine(state[1], state[2]), state[3]);
        for (var i = 0; i < _row.Length; i++)
        {
            _row[i] = (float)state[4 + i];
        }
    }

    /// <summary>The smoothed statistics after the last row; the means over normal rows before the first.</summary>
    public MonitorValues Values { get; private set; }

    /// <summary>The last row with those before it, newest first: what <see cref="PcaMonitorModel.Contributions"/> of <see cref="PcaSeriesMonitorModel.Monitor"/> explains.</summary>
    public ReadOnlySpan<float> Lagged => _row;

    /// <inheritdoc/>
    public float Score(ReadOnlySpan<float> row)
    {
        AnomalyChecks.NeedRow(row, _model.Columns, row.Length, nameof(PcaOnlineMonitor));
        var d = row.Length;
        _row.AsSpan(0, _row.Length - d).CopyTo(_row.AsSpan(d));
        for (var l = 0; l < (_begun ? 1 : _model.Lags + 1); l++)
        {
            row.CopyTo(_row.AsSpan(l * d));
        }
        _begun = true;
        _model.Monitor.Statistics(new(_row, 0, 1, _row.Length), _value);
        Values = _model.Smooth(Values, _value[0]);
        return (float)Values[_model.Monitor.Statistic];
    }

    /// <inheritdoc/>
    public double[] State() => [_begun ? 1 : 0, Values.TSquared, Values.Spe, Values.Mahalanobis, .. Array.ConvertAll(_row, v => (double)v)];
}
