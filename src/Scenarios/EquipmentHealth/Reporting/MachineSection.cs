using EquipmentHealth.Study;
using Pipelines.Anomaly.Equipment;
using Pipelines.Data;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace EquipmentHealth.Reporting;

/// <summary>Health, score, T² and SPE of a machine on one axis of time, with what was learned from, stops, failures and alarms shaded.</summary>
internal static class MachineSection
{
    private const int MostMachines = 4, Points = 150, StatisticPoints = 120, RawPoints = 100, MostSensors = 2;

    /// <summary>Below it a logarithmic axis shows nothing of interest.</summary>
    private const double Least = 1e-2;

    public static void Add(ReportBuilder report, HealthFigures figures, TextTable texts)
    {
        var study = figures.Study;
        report.Section("machines", texts["machines.heading"], section =>
        {
            section.Lead(texts["machines.lead"]);
            if (figures.Fleet.Count > MostMachines)
            {
                section.Note(texts["machines.more", MostMachines, figures.Fleet.Count]);
            }
            foreach (var (unit, place) in figures.Fleet.Take(MostMachines).Select((u, i) => (u, i)))
            {
                var name = unit.Name(texts);
                var alarm = study.Options.Alarm;
                var (x, rough) = (Times(unit.Result, Points), Times(unit.Result, StatisticPoints));
                double[] Levels(Func<EquipmentReading, double> of) => Array.ConvertAll(PersistentLevels.Of(unit.Result, rough.Length, alarm, of), l => Math.Max(l, Least));
                var (first, last) = (Seconds(unit.Result.Unit.Times[0]), Seconds(unit.Result.Unit.Times[^1]));
                var spans = Spans(study, unit.Result, texts);
                // One axis of time, so that the charts of a machine lie under one another.
                var time = new ChartAxis("") { Scale = AxisScale.Time, Low = first, High = last };
                section.Chart(new LineChart($"health-{place}", texts["machines.health", name], [new(texts["machines.health.line"], x, PersistentLevels.Of(unit.Result, x.Length, alarm, r => r.Health, lowest: true))])
                {
                    X = time,
                    Y = new(texts["fleet.health"]) { Low = 0, High = 100, Format = NumberFormat.Fixed(0) },
                    YLines = [new(50, texts["machines.limit"])],
                    Spans = spans,
                    Aspect = 0.28,
                });
                section.Chart(new LineChart($"statistics-{place}", texts["machines.statistics", name],
                    [new(texts["machines.score"], rough, Levels(r => r.Score)), new("T²", rough, Levels(r => r.TSquared)), new("SPE", rough, Levels(r => r.Spe))])
                {
                    X = time,
                    Y = new(texts["machines.scale"]) { Scale = AxisScale.Log },
                    YLines = Math.Abs(Math.Log(study.Model.Rule.Limit)) < 0.2
                        ? [new(study.Model.Rule.Limit, texts["machines.limit"])]
                        : [new(study.Model.Rule.Limit, texts["machines.limit"]), new(1, texts["machines.usual"])],
                    Spans = spans,
                    Aspect = 0.28,
                });
                foreach (var sensor in unit.Telling.Take(MostSensors))
                {
                    var raw = Raw(unit.Result, sensor);
                    section.Chart(new LineChart($"sensor-{place}-{study.Log.Sensors[sensor]}", texts["machines.sensor", name, study.Log.Sensors[sensor]], [new(texts["machines.median"], raw.X, raw.Middle) { Low = raw.Low, High = raw.High }])
                    {
                        X = time,
                        Y = new(study.Log.Sensors[sensor]),
                        Spans = spans,
                        Aspect = 0.2,
                    });
                }
            }
        });
    }

    private static List<ShadedSpan> Spans(HealthStudy study, UnitResult result, TextTable texts)
    {
        var spans = new List<ShadedSpan>();
        var (first, last) = (result.Unit.Times[0], result.Unit.Times[^1]);
        Add(new(Math.Max(study.Normal.Start, first), Math.Min(study.Normal.End, last)), "span.training", Tone.Neutral);
        foreach (var fault in study.Log.Faults.Where(f => f.IsOf(result.Unit.Name)))
        {
            Add(fault.Time, "span.fault", Tone.Mixed);
        }
        foreach (var off in Off(result))
        {
            Add(off, "span.off", Tone.Good);
        }
        foreach (var alarm in result.Alarms.Where(a => a.Raised > study.Normal.End))
        {
            Add(alarm.Range, "span.alarm", Tone.Poor);
        }
        return spans;

        void Add(TimeRange range, string label, Tone tone)
        {
            if (range.End > range.Start)
            {
                spans.Add(new(Seconds(range.Start), Seconds(range.End), texts[label], tone));
            }
        }
    }

    /// <summary>Stops of a day or more: shorter ones would hide the lines.</summary>
    private static IEnumerable<TimeRange> Off(UnitResult result)
    {
        var start = -1;
        for (var r = 0; r <= result.Readings.Length; r++)
        {
            if (r < result.Readings.Length && result.Readings[r].Reason == ReadingReason.MachineOff)
            {
                start = start < 0 ? r : start;
            }
            else if (start >= 0)
            {
                var range = new TimeRange(result.Unit.Times[start], result.Unit.Times[r - 1]);
                start = -1;
                if (range.Length >= TimeSpan.TicksPerDay)
                {
                    yield return range;
                }
            }
        }
    }

    private static double[] Times(UnitResult result, int points)
    {
        var n = Math.Min(points, result.Unit.Rows);
        return [.. Enumerable.Range(0, n).Select(b => Seconds(result.Unit.Times[(int)((long)result.Unit.Rows * b / n)]))];
    }

    /// <summary>A sensor as measured: median, least and largest value of each stretch, so that no peak is lost.</summary>
    private static (double[] X, double[] Middle, double[] Low, double[] High) Raw(UnitResult result, int sensor)
    {
        var n = Math.Min(RawPoints, result.Unit.Rows);
        var (x, middle, low, high) = (new double[n], new double[n], new double[n], new double[n]);
        for (var b = 0; b < n; b++)
        {
            var (from, to) = ((int)((long)result.Unit.Rows * b / n), (int)((long)result.Unit.Rows * (b + 1) / n));
            double[] sorted = [.. result.Unit.Values[sensor][from..to].Where(v => !double.IsNaN(v)).Order()];
            x[b] = Seconds(result.Unit.Times[from]);
            (middle[b], low[b], high[b]) = sorted.Length == 0 ? (double.NaN, double.NaN, double.NaN) : (sorted[sorted.Length / 2], sorted[0], sorted[^1]);
        }
        return (x, middle, low, high);
    }

    private static double Seconds(long ticks) => (ticks - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerSecond;
}
