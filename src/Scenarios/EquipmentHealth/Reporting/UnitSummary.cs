using EquipmentHealth.Study;
using Pipelines.Anomaly.Equipment;
using Pipelines.Anomaly.Events;
using Pipelines.Anomaly.Health;

namespace EquipmentHealth.Reporting;

/// <summary>One machine in a line of the fleet table.</summary>
/// <param name="Result">What the model says of it.</param>
/// <param name="Health">Median health of its last day with a score; NaN where it has none.</param>
/// <param name="Trend">Change of health in points a day over its last week, with its interval.</param>
/// <param name="Last">Its last alarm; null where it had none after the training.</param>
/// <param name="Top">The sensors that have most to do with its worst row of the last alarm.</param>
/// <param name="Alarms">Alarms after the training.</param>
/// <param name="Off">Share of its rows in which it stands or settles.</param>
/// <param name="Missing">Share of its rows without a score because sensors are missing.</param>
internal sealed record UnitSummary(UnitResult Result, double Health, RobustTrend Trend, AlarmEvent? Last, IReadOnlyList<ExplainedSensor> Top, int Alarms, double Off, double Missing)
{
    private const int SparkPoints = 60, Loudest = 3;

    /// <summary>Health over the whole log, median by median, with the alarm limit marked.</summary>
    public required Pipelines.Reporting.Sparkline Spark { get; init; }

    /// <summary>The sensors to draw, those that had most to do with the loudest alarms first; with the highest score where there was no alarm.</summary>
    public required IReadOnlyList<int> Telling { get; init; }

    /// <summary>The machine's name, or a word for the only one.</summary>
    public string Name(Pipelines.Reporting.TextTable texts) => Result.Unit.Name.Length > 0 ? Result.Unit.Name : texts["word.machine"];

    /// <summary>Sums a machine up.</summary>
    public static UnitSummary Of(HealthStudy study, UnitResult result)
    {
        var unit = result.Unit;
        var end = Array.FindLastIndex(result.Readings, r => !double.IsNaN(r.Health));
        AlarmEvent[] after = [.. result.Alarms.Where(a => a.Raised >= study.WatchedFrom)];
        AlarmEvent? last = after.Length > 0 ? after[^1] : null;
        var (times, health, day) = (new List<double>(), new List<double>(), new List<double>());
        for (var r = 0; r <= end; r++)
        {
            var before = (unit.Times[end] - unit.Times[r]) / (double)TimeSpan.TicksPerDay;
            if (before <= 7 && !double.IsNaN(result.Readings[r].Health))
            {
                times.Add(-before);
                health.Add(result.Readings[r].Health);
                if (before <= 1)
                {
                    day.Add(result.Readings[r].Health);
                }
            }
        }
        day.Sort();
        double rows = unit.Rows;
        return new(result, day.Count == 0 ? double.NaN : day[day.Count / 2], RobustTrend.Of(times.ToArray(), health.ToArray()), last,
            last is { } alarm ? ExplainedRow.Of(study.Model, study.Log, result, result.RowAt(alarm.PeakTime)) : [], after.Length,
            result.Readings.Count(r => r.Reason is ReadingReason.MachineOff or ReadingReason.RegimeChange) / rows, result.Readings.Count(r => r.Reason == ReadingReason.MissingSensors) / rows)
        {
            Spark = new([.. Enumerable.Range(0, SparkPoints).Select(b => MedianHealth(result, b))], 0, 100) { Mark = 50 },
            Telling = Sensors(study, result, after),
        };
    }

    private static double MedianHealth(UnitResult result, int part)
    {
        var (from, to) = ((int)((long)result.Unit.Rows * part / SparkPoints), (int)((long)result.Unit.Rows * (part + 1) / SparkPoints));
        double[] sorted = [.. result.Readings[from..to].Select(r => r.Health).Where(h => !double.IsNaN(h)).Order()];
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }

    private static int[] Sensors(HealthStudy study, UnitResult result, AlarmEvent[] alarms)
    {
        int[] rows = [.. alarms.OrderByDescending(a => a.Peak).Take(Loudest).Select(a => result.RowAt(a.PeakTime))];
        if (rows.Length == 0)
        {
            rows = [.. Enumerable.Range(0, result.Scores.Length).Where(r => !double.IsNaN(result.Scores[r])).OrderByDescending(r => result.Scores[r]).Take(1)];
        }
        var shares = rows.SelectMany(r => ExplainedRow.Of(study.Model, study.Log, result, r)).GroupBy(s => s.Sensor).ToDictionary(g => g.Key, g => g.Sum(s => s.Share), StringComparer.Ordinal);
        return [.. Enumerable.Range(0, study.Log.Sensors.Count).OrderByDescending(s => shares.GetValueOrDefault(study.Log.Sensors[s])).ThenBy(s => s)];
    }
}
