using EquipmentHealth.Data;
using Pipelines;
using Pipelines.Anomaly.Equipment;
using Pipelines.Anomaly.Events;
using Pipelines.Data;

namespace EquipmentHealth.Study;

/// <summary>Which stretches of a log an engineer should look at first: half the budget the alarms of highest peak, most of the rest what lies just below the limit, and a few by chance, all spread over machines and sensors.</summary>
internal static class LabelPlan
{
    public const string Alarm = "alarm", Near = "near", Random = "random";

    /// <summary>From so much of the limit on a stretch is near it.</summary>
    public const double NearFrom = 0.7;

    private const int MostDraws = 2000;
    private static readonly long Around = TimeSpan.TicksPerHour, RandomLength = 2 * TimeSpan.TicksPerHour;

    /// <summary>The stretches, alarms first, each kind by peak.</summary>
    /// <param name="model">The model.</param>
    /// <param name="log">The log.</param>
    /// <param name="units">What the model says of it.</param>
    /// <param name="budget">How many at most.</param>
    /// <param name="from">What was before need not be judged.</param>
    /// <param name="seed">Seed of what is chosen by chance.</param>
    public static IReadOnlyList<Stretch> Of(EquipmentMonitorModel model, SensorLog log, IReadOnlyList<UnitResult> units, int budget, long from, long seed)
    {
        var known = log.Faults;
        bool IsKnown(UnitResult unit, TimeRange time) => known.Any(f => f.IsOf(unit.Unit.Name) && f.Time.Overlaps(time));
        var alarms = units.SelectMany(u => u.Alarms.Where(a => a.End >= from && !IsKnown(u, a.Range)).Select(a => Of(model, u, a, Alarm))).ToList();
        // Below the limit: what a limit at .7 of it would have raised, where the true one raised nothing.
        var lower = AlarmRule.Of(Math.Max(NearFrom * model.Rule.Limit, model.Health.Median), model.Health.Median, model.Rule.Options);
        var near = units.SelectMany(u => lower.Apply(u.Unit.Times, u.Scores).Where(a => a.End >= from && !IsKnown(u, a.Range) && !u.Alarms.Any(o => o.Range.Overlaps(a.Range))).Select(a => Of(model, u, a, Near) with { Peak = Level(model.Rule, u, a) / model.Rule.Limit })).ToList();
        var chance = Math.Min(budget, Math.Max(1, budget / 6));
        var (top, below) = ((budget - chance + 1) / 2, (budget - chance) / 2);
        // What one kind does not need, the other gets.
        top = Math.Min(alarms.Count, top + Math.Max(0, below - near.Count));
        below = Math.Min(near.Count, budget - chance - top);
        List<Stretch> chosen = [.. Spread(model, log, alarms, top), .. Spread(model, log, near, below)];
        return [.. chosen, .. Drawn(model, units, chosen, budget - chosen.Count, from, seed)];
    }

    private static Stretch Of(EquipmentMonitorModel model, UnitResult unit, AlarmEvent alarm, string why) =>
        new(unit, new(alarm.Onset - Around, alarm.End + Around), why, alarm.Peak / model.Rule.Limit, unit.RowAt(alarm.PeakTime));

    /// <summary>The highest limit that would have raised an alarm: persistence passes over single high rows.</summary>
    private static double Level(AlarmRule rule, UnitResult unit, AlarmEvent near)
    {
        var (recent, level) = (new Queue<double>(), 0.0);
        for (var r = unit.RowAt(near.Onset); r < unit.Unit.Rows && unit.Unit.Times[r] <= near.End; r++)
        {
            if (!double.IsNaN(unit.Scores[r]))
            {
                recent.Enqueue(unit.Scores[r]);
                if (recent.Count > rule.Options.Window)
                {
                    recent.Dequeue();
                }
                level = Math.Max(level, recent.OrderDescending().Skip(rule.Options.Needed - 1).FirstOrDefault());
            }
        }
        return level;
    }

    /// <summary>The highest of each machine and sensor in turn, so that one loud fault does not take the whole budget.</summary>
    private static IEnumerable<Stretch> Spread(EquipmentMonitorModel model, SensorLog log, List<Stretch> stretches, int budget)
    {
        var groups = stretches.OrderByDescending(s => s.Peak)
            .Select(s => (Stretch: s, Group: (s.Result.Unit.Name, ExplainedRow.Of(model, log, s.Result, s.Row)[0].Sensor)))
            .GroupBy(s => s.Group)
            .SelectMany(g => g.Select((s, turn) => (s.Stretch, Turn: turn)));
        return groups.OrderBy(s => s.Turn).ThenByDescending(s => s.Stretch.Peak).Take(budget).Select(s => s.Stretch).OrderByDescending(s => s.Peak);
    }

    /// <summary>Two hours each of time that looks normal: what shows whether faults pass unseen.</summary>
    private static List<Stretch> Drawn(EquipmentMonitorModel model, IReadOnlyList<UnitResult> units, List<Stretch> chosen, int budget, long from, long seed)
    {
        var drawn = new List<Stretch>();
        var rng = Rng.At(seed, 91, 0);
        for (var draw = 0; draw < MostDraws && drawn.Count < budget; draw++)
        {
            // Machine after machine, so that each gets its turn.
            var unit = units[(drawn.Count + (draw / units.Count)) % units.Count];
            var row = rng.NextBelow(unit.Unit.Rows);
            var time = new TimeRange(unit.Unit.Times[row], unit.Unit.Times[row] + RandomLength);
            var last = unit.RowAt(time.End) is var end && end < unit.Unit.Rows ? end : unit.Unit.Rows - 1;
            var peak = unit.Scores.AsSpan(row, last - row + 1).ToArray().Where(s => !double.IsNaN(s)).DefaultIfEmpty(double.NaN).Max() / model.Rule.Limit;
            if (time.Start >= from && peak < NearFrom && !chosen.Concat(drawn).Any(s => s.Result == unit && s.Time.Overlaps(time)))
            {
                drawn.Add(new(unit, time, Random, peak, row));
            }
        }
        return drawn;
    }
}
