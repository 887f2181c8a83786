namespace Pipelines.Anomaly.Events;

/// <summary>Follows the scores of one machine row by row and says when its alarm is on. O(1) a row, no allocation. Not thread-safe: one tracker a machine.</summary>
/// <param name="rule">Limit, release and persistence.</param>
/// <param name="state">Where an earlier tracker of the same rule stopped; the default starts anew.</param>
public sealed class AlarmTracker(AlarmRule rule, AlarmState state = default)
{
    private readonly ulong _window = rule.Options.Window == 64 ? ulong.MaxValue : (1UL << rule.Options.Window) - 1;
    private readonly long _longestGap = rule.LongestGap;
    private AlarmState _state = state;

    /// <summary>What to keep in order to resume after the last row.</summary>
    public AlarmState State => _state;

    /// <summary>The alarm that is on, up to the last row; null where none is.</summary>
    public AlarmEvent? Current => _state.IsOn ? new(_state.Onset, _state.Raised, _state.LastUnclear, _state.Peak, _state.PeakTime, _state.EventRows, true) : null;

    /// <summary>Takes the next row.</summary>
    /// <param name="time">Later than the row before.</param>
    /// <param name="score">Its score; NaN where there is none (machine off, sensors missing): the row is passed over and an alarm stays as it is.</param>
    /// <param name="ended">The alarm that this row ended, or null.</param>
    /// <returns>True where the alarm is on after this row.</returns>
    /// <exception cref="DataException">The row is not later than the one before.</exception>
    public bool Step(long time, double score, out AlarmEvent? ended)
    {
        ended = null;
        if (_state.HasStarted && time <= _state.LastTime)
        {
            throw new DataException("alarm.order", $"Rows of one machine must come in order of time; got {new DateTime(Math.Clamp(time, 0, DateTime.MaxValue.Ticks)):yyyy-MM-dd HH:mm:ss} after {new DateTime(Math.Clamp(_state.LastTime, 0, DateTime.MaxValue.Ticks)):yyyy-MM-dd HH:mm:ss}. Sort the rows and merge those of one instant.");
        }
        if (_state.Rows > 0 && time - _state.LastScored > _longestGap)
        {
            ended = Closed();
            _state = default;
        }
        _state = _state with { LastTime = time, HasStarted = true };
        if (double.IsNaN(score))
        {
            return _state.IsOn;
        }
        var above = score > rule.Limit;
        var history = ((_state.History << 1) | (above ? 1UL : 0)) & _window;
        // A row above the limit with none other in the window starts what may become an alarm.
        if (above && !_state.IsOn && history == 1)
        {
            _state = _state with { Onset = time, Peak = score, PeakTime = time };
        }
        else if ((above || _state.IsOn) && score > _state.Peak)
        {
            _state = _state with { Peak = score, PeakTime = time };
        }
        _state = _state with { History = history, Rows = _state.Rows + 1, LastScored = time };
        if (!_state.IsOn)
        {
            if (System.Numerics.BitOperations.PopCount(history) >= rule.Options.Needed)
            {
                _state = _state with { IsOn = true, Raised = time, LastUnclear = time, EventRows = 1, ClearRun = 0 };
            }
            return _state.IsOn;
        }
        if (score > rule.Release)
        {
            _state = _state with { LastUnclear = time, EventRows = _state.EventRows + _state.ClearRun + 1, ClearRun = 0 };
        }
        else if (_state.ClearRun + 1 < rule.Options.ClearRows)
        {
            _state = _state with { ClearRun = _state.ClearRun + 1 };
        }
        else
        {
            ended = Closed();
            // What led to the alarm that has ended must not raise the next one.
            _state = _state with { IsOn = false, History = 0, ClearRun = 0 };
        }
        return _state.IsOn;
    }

    private AlarmEvent? Closed() => Current is { } open ? open with { IsOn = false } : null;
}
