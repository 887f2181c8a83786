using Pipelines.Anomaly.Events;
using Pipelines.Anomaly.Health;
using Pipelines.Data;

namespace Pipelines.Anomaly.Equipment;

/// <summary>Watches one machine row by row: a row costs one matrix-vector product and no memory that grows. Batch scoring is this, so a stream gives the same bits. Not thread-safe: one tracker a machine.</summary>
public sealed class EquipmentTracker
{
    private readonly EquipmentMonitorModel _model;
    private readonly AlarmTracker _alarm;
    private readonly double[] _last;
    private readonly double[] _smoothed, _seen;
    private readonly int[] _runs;
    private readonly List<float> _recent;
    private readonly float[] _relative;
    private long _lastOff, _lastChange;
    private string? _regime;

    internal EquipmentTracker(EquipmentMonitorModel model, EquipmentUnit unit, EquipmentState state)
    {
        MatrixChecks.NeedLength(state.LastValues.Count, model.Sensors.Count, nameof(EquipmentTracker), nameof(state));
        MatrixChecks.NeedLength(state.Runs.Count, model.Sensors.Count, nameof(EquipmentTracker), nameof(state));
        (_model, Unit, _lastOff, _lastChange, _regime) = (model, unit, state.LastOff, state.LastChange, state.Regime);
        _alarm = new(model.Rule, state.Alarm);
        (_last, _runs) = ([.. state.LastValues], [.. state.Runs]);
        var d = model.Sensors.Count;
        if (state.Smoothed.Count is not 0)
        {
            MatrixChecks.NeedLength(state.Smoothed.Count, d, nameof(EquipmentTracker), nameof(state));
        }
        MatrixChecks.NeedLength(state.Recent.Count % d, 0, nameof(EquipmentTracker), nameof(state));
        (_smoothed, _seen, _relative) = (state.Smoothed.Count == d ? [.. state.Smoothed] : new double[d], new double[d], new float[d]);
        _recent = [.. state.Recent];
    }

    /// <summary>What is normal for the machine.</summary>
    public EquipmentUnit Unit { get; }

    /// <summary>What to keep in order to resume after the last row.</summary>
    public EquipmentState State => new(_alarm.State, _lastOff, [.. _last], [.. _runs])
    {
        Regime = _regime,
        LastChange = _lastChange,
        Smoothed = _model.Smoothing < 1 ? [.. _smoothed] : [],
        Recent = [.. _recent],
    };

    /// <summary>The values that the last score was made from: the row's own, or their moving average where the model smooths.</summary>
    public ReadOnlySpan<double> Seen => _seen;

    /// <summary>The alarm that is on; null where none is.</summary>
    public AlarmEvent? Current => _alarm.Current;

    /// <summary>Takes the next row.</summary>
    /// <param name="time">When, in ticks. A row that is not later than the one before is scored alone and changes nothing.</param>
    /// <param name="values">One a sensor, NaN where missing or infinite.</param>
    /// <param name="regime">Its regime; one that training did not know is taken as any.</param>
    public EquipmentReading Step(long time, ReadOnlySpan<double> values, string regime = "")
    {
        MatrixChecks.NeedLength(values.Length, _last.Length, nameof(EquipmentTracker), nameof(values));
        var late = _alarm.State.HasStarted && time <= _alarm.State.LastTime;
        var isOff = _model.OffSensor >= 0 && _model.Off!.Value.IsOff(values[_model.OffSensor]);
        if (isOff && !late)
        {
            _lastOff = time;
        }
        if (!late)
        {
            _lastChange = _regime is not null && _regime != regime ? time : _lastChange;
            _regime = regime;
        }
        if (isOff || (_lastOff != long.MinValue && time >= _lastOff && time - _lastOff <= _model.Settling && _model.Settling > 0))
        {
            if (!late)
            {
                Forget();
            }
            return Silent(time, ReadingReason.MachineOff, late);
        }
        if (_model.ChangeSettling > 0 && _lastChange != long.MinValue && time >= _lastChange && time - _lastChange < _model.ChangeSettling)
        {
            return Silent(time, ReadingReason.RegimeChange, late);
        }
        var missing = 0;
        foreach (var value in values)
        {
            missing += double.IsFinite(value) ? 0 : 1;
        }
        if (missing > 1 || missing == values.Length)
        {
            return Silent(time, ReadingReason.MissingSensors, late);
        }
        var place = Unit.RegimeOf(regime);
        Look(values, place, late);
        var (score, t, spe) = Unit.Score(_seen, place);
        var stuck = late ? -1 : Stuck(values, ref score);
        AlarmEvent? ended = null;
        var on = late ? _alarm.State.IsOn : _alarm.Step(time, score, out ended);
        return new(score > _model.Rule.Limit ? ReadingReason.Anomaly : ReadingReason.Normal, score, t, spe, _model.Health.Of(score), on, stuck, late, ended)
        {
            Life = late ? null : Life(values, place),
        };
    }

    /// <summary>What is scored: the row, or the moving average of rows relative to their regime, in which a missing value changes nothing.</summary>
    private void Look(ReadOnlySpan<double> values, int regime, bool late)
    {
        for (var s = 0; s < _seen.Length; s++)
        {
            if (_model.Smoothing == 1)
            {
                _seen[s] = values[s];
                continue;
            }
            var relative = double.IsFinite(values[s]) ? (values[s] - Unit.Mean(regime, s)) / Unit.Deviation(regime, s) : _smoothed[s];
            var average = _smoothed[s] + (_model.Smoothing * (relative - _smoothed[s]));
            _seen[s] = Unit.Mean(regime, s) + (Unit.Deviation(regime, s) * average);
            _smoothed[s] = late ? _smoothed[s] : average;
        }
    }

    /// <summary>Remaining life by the last rows, once there are enough; a missing value is taken as the one before.</summary>
    private LifeEstimate? Life(ReadOnlySpan<double> values, int regime)
    {
        if (_model.Life is not { } life)
        {
            return null;
        }
        for (var s = 0; s < _relative.Length; s++)
        {
            var known = double.IsFinite(values[s]);
            _relative[s] = known ? (float)Math.Clamp((values[s] - Unit.Mean(regime, s)) / Unit.Deviation(regime, s), -1e6, 1e6) : _recent.Count > 0 ? _recent[_recent.Count - _relative.Length + s] : 0;
        }
        if (_recent.Count == life.Window * _relative.Length)
        {
            _recent.RemoveRange(0, _relative.Length);
        }
        _recent.AddRange(_relative);
        return _recent.Count == life.Window * _relative.Length ? life.Predict(new Matrix(life.Window, _relative.Length, [.. _recent])) : null;
    }

    private EquipmentReading Silent(long time, ReadingReason reason, bool late)
    {
        AlarmEvent? ended = null;
        var on = late ? _alarm.State.IsOn : _alarm.Step(time, double.NaN, out ended);
        return new(reason, double.NaN, double.NaN, double.NaN, double.NaN, on, -1, late, ended);
    }

    /// <summary>Counts repeated values; a sensor that repeats itself longer than it ever did makes a score of its own.</summary>
    private int Stuck(ReadOnlySpan<double> values, ref double score)
    {
        var stuck = -1;
        for (var s = 0; s < _last.Length; s++)
        {
            _runs[s] = values[s] == _last[s] ? Math.Min(_runs[s] + 1, int.MaxValue - 1) : 1;
            _last[s] = values[s];
            var share = Unit.LongestRuns[s] > 0 ? _runs[s] / (double)Unit.LongestRuns[s] : 0;
            if (share > Math.Max(1, score))
            {
                (stuck, score) = (s, share);
            }
        }
        return stuck;
    }

    private void Forget()
    {
        Array.Fill(_last, double.NaN);
        Array.Clear(_runs);
    }
}
