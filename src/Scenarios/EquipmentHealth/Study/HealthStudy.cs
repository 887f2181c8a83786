using EquipmentHealth.Data;
using Pipelines;
using Pipelines.Anomaly.Equipment;
using Pipelines.Anomaly.Events;
using Pipelines.Anomaly.Health;
using Pipelines.Anomaly.Signals;
using Pipelines.Data;
using Scenarios.Hosting;

namespace EquipmentHealth.Study;

/// <summary>Learns what is normal, sets the limit from normal time that was held out, watches all rows, and compares with what was really wrong.</summary>
internal sealed record HealthStudy
{
    private const int LeastRows = 100;
    private const double NormalShare = 0.6;

    /// <summary>The log, with the sensors that are used.</summary>
    public required SensorLog Log { get; init; }

    /// <summary>How it was done.</summary>
    public required StudyOptions Options { get; init; }

    /// <summary>What is saved.</summary>
    public required EquipmentMonitorModel Model { get; init; }

    /// <summary>How the limit was found.</summary>
    public required AlarmLimit Limit { get; init; }

    /// <summary>The time learned from.</summary>
    public required TimeRange Normal { get; init; }

    /// <summary>What the model says of each machine.</summary>
    public required IReadOnlyList<UnitResult> Units { get; init; }

    /// <summary>Held-out scores of normal time, a machine each.</summary>
    public required IReadOnlyList<ScoreSeries> HeldOut { get; init; }

    /// <summary>Normal rows of each machine.</summary>
    public required IReadOnlyList<int[]> NormalRows { get; init; }

    /// <summary>Stretches of normal time that looked anything but, by machine.</summary>
    public required IReadOnlyList<(string Unit, TimeRange Time)> Trimmed { get; init; }

    /// <summary>Share of the running normal time that was left out so.</summary>
    public required double TrimmedShare { get; init; }

    /// <summary>Largest difference of a score by exact components, as a share of the limit; NaN where components are exact.</summary>
    public required double ExactDifference { get; init; }

    /// <summary>Ways of running that nobody named; null where the evidence is not strong.</summary>
    public HiddenRegimes? Hidden { get; init; }

    /// <summary>Where the time after the training begins.</summary>
    public long WatchedFrom => Normal.End + 1;

    /// <summary>Runs it.</summary>
    /// <exception cref="ScenarioException">There are too few sensors or normal rows.</exception>
    public static HealthStudy Run(SensorLog read, StudyOptions options, RunContext run)
    {
        using var stage = run.Stage("stage.learn");
        var control = new FitControl { Threads = run.Threads, Cancellation = run.Cancellation };
        var normal = options.Normal ?? new(read.Span.Start, read.Span.Start + (long)(NormalShare * read.Span.Length));
        var log = UsableSensors.Of(read, (unit, row) => normal.Contains(unit.Times[row]), run);
        var off = options.Off ?? (options.LooksForOff ? Proposed(log, normal) : null);
        var monitor = options.Monitor with { Seed = options.Seed };

        // First without settling, to see how long it takes after a stop, then after a change.
        NormalTime Frame(long stop, long change) => new(log, normal, off, stop, change, options.Lead);
        long Found(NormalTime time, Func<UnitLog, long[]> since) =>
            SettlingTime.Find([.. Learned(log, time, log.Units.Select(_ => (IReadOnlyList<TimeRange>)[])).Select(p => (p.Unit, p.Rows, UnitFit.HeldOut(log, p.Unit, p.Rows, monitor, control).Score))], since);
        var settling = options.Settling ?? (off is null ? 0 : Found(Frame(0, 0), Frame(0, 0).SinceStop));
        var changing = options.ChangeSettling ?? (log.Regimes.Count < 2 ? 0 : Found(Frame(settling, 0), NormalTime.SinceChange));
        var time = Frame(settling, changing);
        var trimmed = log.Units.Select(_ => (IReadOnlyList<TimeRange>)[]).ToArray();
        var before = Learned(log, time, trimmed).Sum(p => (long)p.Rows.Length);
        for (var pass = 0; pass < 2; pass++)
        {
            for (var u = 0; u < trimmed.Length; u++)
            {
                var rows = time.Rows(log.Units[u], trimmed[u]);
                if (rows.Length >= LeastRows)
                {
                    var found = Trimming.Find(log.Units[u], rows, UnitFit.HeldOut(log, log.Units[u], rows, monitor, control).Score, options.Alarm);
                    trimmed[u] = TimeRange.Union([.. trimmed[u], .. found]);
                }
            }
        }
        var learned = Learned(log, time, trimmed);
        NeedRows(learned, normal);
        var parts = learned.ConvertAll(p => (p.Unit, p.Rows, HeldOut: UnitFit.HeldOut(log, p.Unit, p.Rows, monitor, control)));
        var units = parts.ConvertAll(p => UnitFit.Scaled(UnitFit.Fit(p.Unit.Name, log, [(p.Unit, p.Rows)], monitor, control), log, [p]));
        List<EquipmentUnit> all = [.. units, Pooled(log, parts, monitor, control)];
        var series = parts.Select((p, i) => Series(log, p.Unit, p.Rows, p.HeldOut.Score, units[i])).ToList();
        var limit = LimitFor(series, options, trimmed.Sum(t => t.Count), control);
        var rule = limit.Rule(options.Alarm);
        var model = new EquipmentMonitorModel(log.Sensors, all, rule, HealthIndex.Of(limit.Typical, limit.Limit), off, settling) { ChangeSettling = changing };
        return new()
        {
            Log = log,
            Options = options,
            Model = model,
            Limit = limit,
            Normal = normal,
            Units = [.. log.Units.Select(u => UnitResult.Of(model, log, u, run.Cancellation))],
            HeldOut = series,
            NormalRows = [.. log.Units.Select((u, i) => time.Rows(u, trimmed[i]))],
            Trimmed = [.. trimmed.SelectMany((t, u) => t.Select(range => (log.Units[u].Name, range)))],
            TrimmedShare = before == 0 ? 0 : 1 - (learned.Sum(p => (long)p.Rows.Length) / (double)before),
            Hidden = log.RegimeColumns.Count > 0 ? null : HiddenRegimes.Find(log, [.. log.Units.Select((u, i) => time.Rows(u, trimmed[i]))], options.Seed, control),
            ExactDifference = monitor.Randomized ? Difference(log, parts, units, monitor, limit.Limit, control) : double.NaN,
        };
    }

    /// <summary>The limit for the rate asked. Nobody has said that the stretches left out were faults: each counts as an alarm that is given anyway, up to half of those allowed.</summary>
    private static AlarmLimit LimitFor(List<ScoreSeries> series, StudyOptions options, int stretches, FitControl control)
    {
        var limit = AlarmLimit.ForRate(series, options.Rate, options.Alarm, control);
        var counted = Math.Min(stretches, options.Rate * limit.Weeks / 2);
        return counted > 0 && limit.IsSupported ? AlarmLimit.ForRate(series, options.Rate - (counted / limit.Weeks), options.Alarm, control) with { AlarmsPerWeek = options.Rate } : limit;
    }

    private static List<(UnitLog Unit, int[] Rows)> Learned(SensorLog log, NormalTime time, IEnumerable<IReadOnlyList<TimeRange>> trimmed) =>
        [.. log.Units.Zip(trimmed).Select(p => (p.First, Rows: time.Rows(p.First, p.Second))).Where(p => p.Rows.Length >= LeastRows)];

    private static void NeedRows(List<(UnitLog Unit, int[] Rows)> learned, TimeRange normal)
    {
        if (learned.Count == 0)
        {
            throw new ScenarioException(ExitCode.Data, "health.normal-rows", LeastRows, Duration.Show(normal.Start), Duration.Show(normal.End));
        }
    }

    /// <summary>A rule that says when machines stand, from the sensors of all of them in normal time.</summary>
    private static OffRule? Proposed(SensorLog log, TimeRange normal)
    {
        var samples = new SensorSamples[log.Sensors.Count];
        for (var s = 0; s < samples.Length; s++)
        {
            var values = new List<double>();
            foreach (var unit in log.Units)
            {
                for (var r = 0; r < unit.Rows; r++)
                {
                    if (normal.Contains(unit.Times[r]) && !double.IsNaN(unit.Values[s][r]))
                    {
                        values.Add(unit.Values[s][r]);
                    }
                }
            }
            // Only how values are spread matters here, so the rows are put one second apart.
            long[] times = [.. Enumerable.Range(0, values.Count).Select(i => i * TimeSpan.TicksPerSecond)];
            samples[s] = SensorSamples.Of(log.Sensors[s], times, values.ToArray());
        }
        return OffRule.Propose(SignalGrid.Of(samples, new() { Every = 1, Fill = GapFill.None }));
    }

    /// <summary>For machines that training did not know: all machines as one, its scale from machines that were left out in turn.</summary>
    private static EquipmentUnit Pooled(SensorLog log, List<(UnitLog Unit, int[] Rows, UnitFit.Raw HeldOut)> parts, Pipelines.Anomaly.PcaMonitorOptions monitor, FitControl control)
    {
        List<(UnitLog Unit, int[] Rows)> all = parts.ConvertAll(p => (p.Unit, p.Rows));
        // One machine's log may have no name: the unit for unknown machines needs a name that no machine has.
        var name = "*";
        var pooled = UnitFit.Fit(name, log, all, monitor, control);
        return parts.Count < 2 ? UnitFit.Scaled(pooled, log, parts)
            : UnitFit.Scaled(pooled, log, parts.ConvertAll(p => (p.Unit, p.Rows, UnitFit.Score(UnitFit.Fit(name, log, [.. all.Where(o => o.Unit != p.Unit)], monitor, control), log, p.Unit, p.Rows))));
    }

    /// <summary>Held-out scores on the time axis of the machine, NaN where it was not learned from.</summary>
    private static ScoreSeries Series(SensorLog log, UnitLog unit, int[] rows, double[] raw, EquipmentUnit model)
    {
        var (times, scores) = (new long[rows.Length], new double[rows.Length]);
        for (var i = 0; i < rows.Length; i++)
        {
            (times[i], scores[i]) = (unit.Times[rows[i]], raw[i] / model.Scale(model.RegimeOf(log.Regimes[unit.Regimes[rows[i]]]), 0));
        }
        return new(times, scores);
    }

    private static double Difference(SensorLog log, List<(UnitLog Unit, int[] Rows, UnitFit.Raw HeldOut)> parts, List<EquipmentUnit> units, Pipelines.Anomaly.PcaMonitorOptions monitor, double limit, FitControl control)
    {
        double largest = 0;
        for (var u = 0; u < units.Count; u++)
        {
            var exact = UnitFit.Fit(units[u].Name, log, [(parts[u].Unit, parts[u].Rows)], monitor with { Randomized = false }, control);
            var random = UnitFit.Fit(units[u].Name, log, [(parts[u].Unit, parts[u].Rows)], monitor, control);
            var (a, b) = (UnitFit.Score(exact, log, parts[u].Unit, parts[u].Rows), UnitFit.Score(random, log, parts[u].Unit, parts[u].Rows));
            for (var i = 0; i < a.Score.Length; i++)
            {
                largest = Math.Max(largest, Math.Abs(a.Score[i] - b.Score[i]) / (units[u].Scale(0, 0) * limit));
            }
        }
        return largest;
    }
}
