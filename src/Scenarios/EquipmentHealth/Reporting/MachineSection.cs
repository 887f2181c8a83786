using EquipmentHealth.Study;
using Pipelines.Anomaly.Equipment;
using Pipelines.Data;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;

namespace EquipmentHealth.Reporting;

/// <summary>Health, score, T² and SPE of a machine on one axis of time, with what was learned from, stops, failures and alarms shaded.</summary>
internal static class MachineSection
{
    private const int MostMachines = 6;
    private const int Points = 240;

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
                var bins = Bins(unit.Result);
                section.Chart(new LineChart($"health-{place}", texts["machines.health", name], [new(texts["machines.health.line"], bins.X, bins.Health)])
                {
                    X = new("") { Scale = AxisScale.Time },
                    Y = new(texts["fleet.health"]) { Low = 0, High = 100, Format = NumberFormat.Fixed(0) },
                    YLines = [new(50, texts["machines.limit"])],
                    Spans = Spans(study, unit.Result, texts),
                    Aspect = 0.28,
                });
                section.Chart(new LineChart($"statistics-{place}", texts["machines.statistics", name],
                    [new(texts["machines.score"], bins.X, bins.Score), new("T²", bins.X, bins.TSquared), new("SPE", bins.X, bins.Spe)])
                {
                    X = new("") { Scale = AxisScale.Time },
                    Y = new(texts["machines.scale"]) { Scale = AxisScale.Log },
                    YLines = [new(study.Model.Rule.Limit, texts["machines.limit"])],
                    Spans = Spans(study, unit.Result, texts),
                    Aspect = 0.28,
                });
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

    private static (double[] X, double[] Health, double[] Score, double[] TSquared, double[] Spe) Bins(UnitResult result)
    {
        var n = Math.Min(Points, result.Unit.Rows);
        var (x, health, score, t, spe) = (new double[n], new double[n], new double[n], new double[n], new double[n]);
        for (var b = 0; b < n; b++)
        {
            var (from, to) = ((int)((long)result.Unit.Rows * b / n), (int)((long)result.Unit.Rows * (b + 1) / n));
            x[b] = Seconds(result.Unit.Times[from]);
            (health[b], score[b], t[b], spe[b]) = (Median(result, from, to, r => r.Health), Median(result, from, to, r => r.Score), Median(result, from, to, r => r.TSquared), Median(result, from, to, r => r.Spe));
        }
        return (x, health, score, t, spe);
    }

    private static double Median(UnitResult result, int from, int to, Func<EquipmentReading, double> of)
    {
        var values = new List<double>();
        for (var r = from; r < to; r++)
        {
            if (of(result.Readings[r]) is var value && !double.IsNaN(value))
            {
                values.Add(Math.Max(value, 1e-3));
            }
        }
        values.Sort();
        return values.Count == 0 ? double.NaN : values[values.Count / 2];
    }

    private static double Seconds(long ticks) => (ticks - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerSecond;
}
