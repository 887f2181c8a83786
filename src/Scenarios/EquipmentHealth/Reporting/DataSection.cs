using EquipmentHealth.Data;
using EquipmentHealth.Study;
using Pipelines.Anomaly.Signals;
using Pipelines.Reporting;
using Scenarios.Hosting;

namespace EquipmentHealth.Reporting;

/// <summary>What was read and learned from, whether sensors can be believed, and whether the plant has moved away from what was learned.</summary>
internal static class DataSection
{
    private const int MostRows = 60;
    private const double Moved = 1;

    public static void Add(ReportBuilder report, HealthFigures figures, TextTable texts)
    {
        var study = figures.Study;
        var log = study.Log;
        report.Section("data", texts["data.heading"], section =>
        {
            section.Lead(texts["data.lead", log.Rows, log.Units.Count, log.Sensors.Count, Duration.Show(log.Span.Start), Duration.Show(log.Span.End)]);
            section.Bullets([.. Notes(study, texts)]);
            section.Table(table => table.Key("sensors").Caption(texts["data.sensors"]).Text(texts["fleet.machine"]).Text(texts["why.sensor"]).Number(texts["data.missing"], NumberFormat.Percent(1)).Number(texts["data.stuck"], NumberFormat.Whole).Text(texts["data.state"])
                .Limit(MostRows).Rows(Checks(study).OrderByDescending(c => c.Check.DeadFrom >= 0).ThenByDescending(c => c.Check.Stuck.Count), c =>
                [
                    c.Unit.Name.Length > 0 ? c.Unit.Name : texts["word.machine"], c.Sensor, c.Check.Missing / (double)Math.Max(1, c.Check.Rows), (long)c.Check.Stuck.Count,
                    c.Check.DeadFrom >= 0 ? texts["data.dead", Duration.Show(c.Times[c.Check.DeadFrom])] : c.Check.IsConstant ? texts["left-out.constant"] : texts["data.fine"],
                ]));
            if (log.LeftOut.Count > 0)
            {
                section.Table(table => table.Key("left-out").Caption(texts["data.left-out"]).Text(texts["data.column-name"]).Text(texts["data.why"]).Rows(log.LeftOut, l => [l.Name, texts[$"left-out.{l.Reason}"]]));
            }
        });
        Drift(report, study, texts);
    }

    /// <summary>What to know about the rows, one sentence each.</summary>
    public static IEnumerable<string> Notes(HealthStudy study, TextTable texts)
    {
        var log = study.Log;
        yield return texts["note.normal", Duration.Show(study.Normal.Start), Duration.Show(study.Normal.End), study.NormalRows.Sum(r => (long)r.Length)];
        yield return study.Model.Off is { } off ? texts[study.Options.Off is null ? "note.off-found" : "note.off", off.ToString(), study.Model.Settling / (double)TimeSpan.TicksPerHour] : texts["note.off-none"];
        if (study.Trimmed.Count > 0)
        {
            var (unit, time) = study.Trimmed.MaxBy(t => t.Time.Length);
            yield return texts["note.trimmed", study.Trimmed.Count, study.TrimmedShare, unit.Length > 0 ? unit : texts["word.machine"], Duration.Show(time.Start), Duration.Show(time.End)];
        }
        if (log.RegimeColumns.Count > 0)
        {
            yield return texts["note.regimes", string.Join(", ", log.RegimeColumns), study.Model.Units[^1].Regimes.Count - 1];
        }
        if (study.Hidden is { } hidden)
        {
            yield return Unseen(hidden, texts);
        }
        if (study.Model.ChangeSettling > 0)
        {
            yield return texts["note.settle-change", study.Model.ChangeSettling / (double)TimeSpan.TicksPerHour];
        }
        (string Name, string Sensor, long Since)[] dead = [.. Checks(study).Where(c => c.Check.DeadFrom >= 0).Select(c => (c.Unit.Name, c.Sensor, c.Times[c.Check.DeadFrom])).OrderBy(d => d.Item3)];
        if (dead.Length > 0)
        {
            yield return texts["note.dead", dead[0].Sensor, dead[0].Name.Length > 0 ? dead[0].Name : texts["word.machine"], Duration.Show(dead[0].Since), dead.Length - 1];
        }
        if (log.OutOfOrder > 0)
        {
            yield return texts["note.order", log.OutOfOrder];
        }
        if (log.Duplicates > 0)
        {
            yield return texts["note.duplicates", log.Duplicates];
        }
        if (log.ClockJumps.Count > 0)
        {
            yield return texts["note.clock", log.ClockJumps.Count, Duration.Show(log.ClockJumps[0])];
        }
        if (log.Units.Where(u => !study.Model.Knows(u.Name)).Select(u => u.Name).ToArray() is { Length: > 0 } unknown)
        {
            yield return texts["note.unknown", string.Join(", ", unknown)];
        }
    }

    /// <summary>That the machines run in several ways which share one limit, and what to add.</summary>
    public static string Unseen(HiddenRegimes hidden, TextTable texts)
    {
        var levels = string.Join(", ", hidden.Levels.Select(NumberFormat.Auto.Of));
        var others = hidden.Others.Count > 0 ? texts["note.unseen-others", TextList.Join(texts, hidden.Others.Take(3))] : "";
        return texts["note.unseen", hidden.Levels.Count, hidden.Sensor, levels, others, hidden.Column.Length > 0 ? texts["note.unseen-column", hidden.Column] : texts["note.unseen-none"]];
    }

    /// <summary>Every sensor of every machine while it runs.</summary>
    private static IEnumerable<(UnitLog Unit, string Sensor, SensorCheck Check, long[] Times)> Checks(HealthStudy study)
    {
        var offSensor = study.Model.Off is { } off ? study.Log.Sensors.ToList().IndexOf(off.Sensor) : -1;
        foreach (var unit in study.Log.Units)
        {
            int[] running = [.. Enumerable.Range(0, unit.Rows).Where(r => offSensor < 0 || !study.Model.Off!.Value.IsOff(unit.Values[offSensor][r]))];
            long[] times = [.. running.Select(r => unit.Times[r])];
            for (var s = 0; s < study.Log.Sensors.Count; s++)
            {
                yield return (unit, study.Log.Sensors[s], SensorCheck.Of([.. running.Select(r => unit.Values[s][r])]), times);
            }
        }
    }

    /// <summary>How far each sensor's mean has moved within its regime, over rows without alarm in the last fifth of the time watched.</summary>
    private static void Drift(ReportBuilder report, HealthStudy study, TextTable texts)
    {
        var moved = new List<(string Unit, string Sensor, double Shift)>();
        foreach (var result in study.Units)
        {
            var unit = study.Model.UnitOf(result.Unit.Name);
            var from = Math.Max(result.RowAt(study.WatchedFrom), result.Unit.Rows - (result.Unit.Rows / 5));
            for (var s = 0; s < study.Log.Sensors.Count; s++)
            {
                double sum = 0, count = 0;
                for (var r = from; r < result.Unit.Rows; r++)
                {
                    if (!double.IsNaN(result.Scores[r]) && !result.Readings[r].IsAlarm && !double.IsNaN(result.Unit.Values[s][r]))
                    {
                        var regime = unit.RegimeOf(study.Log.Regimes[result.Unit.Regimes[r]]);
                        sum += (result.Unit.Values[s][r] - unit.Mean(regime, s)) / unit.Deviation(regime, s);
                        count++;
                    }
                }
                if (count > 0)
                {
                    moved.Add((result.Unit.Name, study.Log.Sensors[s], sum / count));
                }
            }
        }
        var far = moved.Count(m => Math.Abs(m.Shift) >= Moved);
        report.Section("drift", texts["drift.heading"], section =>
        {
            section.Lead(far == 0 ? texts["drift.none", Moved] : texts["drift.some", far, Moved]);
            section.Table(table => table.Key("drift").Text(texts["fleet.machine"]).Text(texts["why.sensor"]).Number(texts["drift.shift"], NumberFormat.Fixed(2))
                .Limit(10).Rows(moved.OrderByDescending(m => Math.Abs(m.Shift)).Take(10), m => [m.Unit.Length > 0 ? m.Unit : texts["word.machine"], m.Sensor, m.Shift]));
        });
    }
}
