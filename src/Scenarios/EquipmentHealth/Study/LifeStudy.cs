using EquipmentHealth.Data;
using Pipelines;
using Pipelines.Anomaly.Equipment;
using Pipelines.Anomaly.Events;
using Pipelines.Anomaly.Health;
using Pipelines.Data;
using Scenarios.Hosting;

namespace EquipmentHealth.Study;

/// <summary>Learns from machines that ran until they failed: what is sound at the beginning of a life, how health falls, how long before the end the alarm comes, and how much life is left. Every figure is of machines that the models had not seen.</summary>
internal sealed record LifeStudy
{
    private const int LeastUnits = 5, LeastRows = 10, MostFolds = 10, LargestWindow = 30, CutPoints = 20;
    private const double SoundShare = 0.25, CapShare = 0.6, EarlyShare = 0.04, ScaleQuantile = 0.99;

    /// <summary>The log, with the sensors and machines that are used.</summary>
    public required SensorLog Log { get; init; }

    /// <summary>How it was done.</summary>
    public required LifeOptions Options { get; init; }

    /// <summary>What is saved.</summary>
    public required EquipmentMonitorModel Model { get; init; }

    /// <summary>Each life.</summary>
    public required IReadOnlyList<LifeResult> Units { get; init; }

    /// <summary>Moments of all lives, evenly spaced in each.</summary>
    public required IReadOnlyList<LifePoint> Points { get; init; }

    /// <summary>How many rows at the beginning of a life count as sound.</summary>
    public required int Sound { get; init; }

    /// <summary>Machines whose history is too short.</summary>
    public required IReadOnlyList<string> TooShort { get; init; }

    /// <summary>Into how many parts machines were divided, each judged by models of the others.</summary>
    public int Folds => FoldsOf(Units.Count);

    /// <summary>How many were in alarm when they failed.</summary>
    public int Announced => Units.Count(u => u.Announcing is not null);

    /// <summary>How many were in alarm in their sound time.</summary>
    public int Early => Units.Count(u => u.IsEarly);

    /// <summary>Median of the leads of those announced; NaN where none was.</summary>
    public double MedianLead => Units.Where(u => u.Announcing is not null).Select(u => u.Lead).Order().ToArray() is { Length: > 0 } leads ? (leads[(leads.Length - 1) / 2] + leads[leads.Length / 2]) / 2 : double.NaN;

    /// <summary>The model with its place in the folds.</summary>
    private sealed record Fold(EquipmentUnit Unit, LifeRegression Regression, EquipmentMonitorModel Watch);

    /// <summary>Runs it.</summary>
    /// <exception cref="ScenarioException">There are too few machines, sensors or rows.</exception>
    public static LifeStudy Run(SensorLog read, LifeOptions options, RunContext run)
    {
        using var stage = run.Stage("stage.learn");
        var control = new FitControl { Threads = run.Threads, Cancellation = run.Cancellation };
        string[] tooShort = [.. read.Units.Where(u => u.Rows < LeastRows).Select(u => u.Name)];
        var enough = read with { Units = [.. read.Units.Where(u => u.Rows >= LeastRows)] };
        if (enough.Units.Count < LeastUnits)
        {
            throw new ScenarioException(ExitCode.Data, "life.units", LeastUnits, LeastRows, enough.Units.Count);
        }
        var rows = enough.Units.Select(u => u.Rows).Order().ToArray();
        var sound = Math.Max(LeastRows / 2, (int)Math.Round(SoundShare * rows[rows.Length / 2]));
        int SoundOf(UnitLog unit) => Math.Min(sound, unit.Rows / 2);
        var log = UsableSensors.Of(enough, (unit, row) => row < SoundOf(unit), run);
        var lives = log.Units.Select(u => Array.ConvertAll(u.Times, t => Hours(u.Times[^1] - t))).ToArray();
        var cap = options.Cap ?? Math.Max(1, Math.Round(CapShare * lives.Select(l => l[0]).Order().ElementAt(lives.Length / 2)));
        var window = Math.Clamp(rows[0] / 3, 2, LargestWindow);
        int[] all = [.. Enumerable.Range(0, log.Units.Count)];
        var folds = FoldsOf(all.Length);

        // Folds of whole machines: no machine is judged by a model that has seen it.
        var watched = new UnitResult[all.Length];
        var raw = new double[all.Length][];
        for (var f = 0; f < folds; f++)
        {
            control.Cancellation.ThrowIfCancellationRequested();
            var fold = FitOn([.. all.Where(u => u % folds != f)]);
            foreach (var u in all.Where(u => u % folds == f))
            {
                watched[u] = UnitResult.Of(fold.Watch, log, log.Units[u], control.Cancellation);
                raw[u] = RawOf(fold, u);
            }
        }
        var series = all.Select(u => SoundSeries(watched[u], SoundOf(log.Units[u]))).ToArray();
        AlarmLimit LimitOf(IEnumerable<int> units) => ForLives([.. units.Select(u => series[u])], options, control);
        var results = all.Select(u =>
        {
            var limit = LimitOf(all.Where(o => o % folds != u % folds));
            var index = HealthIndex.Of(limit.Typical, limit.Limit);
            var scores = watched[u].Scores;
            return new LifeResult(log.Units[u], SoundOf(log.Units[u]), Array.ConvertAll(scores, s => s / limit.Limit), Array.ConvertAll(scores, index.Of), limit.Rule(options.Alarm).Apply(log.Units[u].Times, scores), raw[u]);
        }).ToList();

        var final = FitOn(all);
        double[] usual = [.. series.SelectMany(s => s.Scores.ToArray()).Where(s => !double.IsNaN(s)).Order()];
        var scale = Math.Max(1e-9, usual[Math.Min(usual.Length - 1, (int)(ScaleQuantile * usual.Length))]);
        var overall = LimitOf(all);
        var unit = final.Unit.ScaledBy(scale);
        var model = new EquipmentMonitorModel(log.Sensors, [unit], AlarmRule.Of(overall.Limit / scale, overall.Typical / scale, options.Alarm), HealthIndex.Of(overall.Typical / scale, overall.Limit / scale), options.Off)
        {
            Smoothing = LifeOptions.Smoothing,
            Life = final.Regression.With(Calibration(all)),
        };
        return new() { Log = log, Options = options, Model = model, Units = results, Points = Points(), Sound = sound, TooShort = tooShort };

        Fold FitOn(int[] units)
        {
            (UnitLog Unit, int[] Rows)[] plain = [.. units.Select(u => (log.Units[u], SoundRows(log, log.Units[u], SoundOf(log.Units[u]), options)))];
            if (plain.Sum(p => p.Rows.Length) < UnitFit.LeastRegimeRows)
            {
                throw new ScenarioException(ExitCode.Data, "life.sound", UnitFit.LeastRegimeRows, plain.Sum(p => p.Rows.Length));
            }
            var monitor = options.Monitor with { Seed = options.Seed };
            // First the levels of rows as they are, then the monitor of their moving averages, smoothed as they will be when watched.
            var first = Watching(UnitFit.Fit("*", log, plain, monitor, control));
            var smooth = UnitFit.Fit("*", log, [.. plain.Select(p => (UnitResult.Of(first, log, p.Unit, control.Cancellation).Seen, p.Rows))], monitor, control);
            var regression = LifeRegression.Fit([.. units.Select(u => LifeRegression.Relative(smooth, log, log.Units[u], Scored(u)))], [.. units.Select(u => Scored(u).Select(r => lives[u][r]).ToArray())], window, cap, control);
            return new(smooth, regression, Watching(smooth));
        }

        EquipmentMonitorModel Watching(EquipmentUnit of) => new(log.Sensors, [of], AlarmRule.Of(1, 0, options.Alarm), HealthIndex.Of(0, 1), options.Off) { Smoothing = LifeOptions.Smoothing };

        int[] Scored(int u) => ScoredRows(log, log.Units[u], options);

        double[] RawOf(Fold fold, int u)
        {
            var scored = Scored(u);
            var said = fold.Regression.Raw(LifeRegression.Relative(fold.Unit, log, log.Units[u], scored));
            var spread = new double[log.Units[u].Rows];
            Array.Fill(spread, double.NaN);
            for (var i = 0; i < said.Length; i++)
            {
                spread[scored[i]] = said[i];
            }
            return spread;
        }

        LifeCalibration Calibration(IEnumerable<int> units)
        {
            var pairs = units.SelectMany(u => Enumerable.Range(0, raw[u].Length).Where(r => !double.IsNaN(raw[u][r])).Select(r => (Raw: raw[u][r], Left: lives[u][r], Unit: u))).ToArray();
            return pairs.Length > 0 ? LifeCalibration.Of(Array.ConvertAll(pairs, p => p.Raw), Array.ConvertAll(pairs, p => p.Left), Array.ConvertAll(pairs, p => p.Unit))
                : throw new ScenarioException(ExitCode.Data, "life.sound", window, 0);
        }

        List<LifePoint> Points()
        {
            var curves = raw.Select(r => r.Where(v => !double.IsNaN(v)).ToArray()).ToArray();
            var similar = curves.All(c => c.Length >= 2) ? RemainingLifeModel.Of(curves) : null;
            var points = new List<LifePoint>();
            for (var f = 0; f < folds; f++)
            {
                control.Cancellation.ThrowIfCancellationRequested();
                int[] others = [.. all.Where(u => u % folds != f)];
                var calibration = Calibration(others);
                foreach (var u in all.Where(u => u % folds == f))
                {
                    int[] said = [.. Enumerable.Range(0, raw[u].Length).Where(r => !double.IsNaN(raw[u][r]))];
                    var step = Hours(TimeRange.MedianStep(log.Units[u].Times));
                    for (var c = 0; c < CutPoints && said.Length > 2; c++)
                    {
                        var at = 1 + (int)((long)c * (said.Length - 2) / (CutPoints - 1));
                        var (row, left) = (said[at], lives[u][said[at]]);
                        var age = lives[u][0] - left;
                        double[] older = [.. others.Select(o => lives[o][0] - age).Where(l => l > 0)];
                        points.Add(new(u, row, left, calibration.Around(raw[u][row]), similar is null ? double.NaN : similar.Predict(curves[u].AsSpan(0, at + 1), u).Rows * step, older.Length == 0 ? 0 : older.Average()));
                    }
                }
            }
            return points;
        }
    }

    /// <summary>Rows of a machine that have a score: running, with at most one sensor missing.</summary>
    private static int[] ScoredRows(SensorLog log, UnitLog unit, LifeOptions options)
    {
        var off = options.Off is { } rule ? log.Sensors.ToList().IndexOf(rule.Sensor) : -1;
        return [.. Enumerable.Range(0, unit.Rows).Where(r => (off < 0 || !options.Off!.Value.IsOff(unit.Values[off][r])) && unit.Values.Count(v => double.IsNaN(v[r])) <= 1)];
    }

    private static int[] SoundRows(SensorLog log, UnitLog unit, int sound, LifeOptions options) => [.. ScoredRows(log, unit, options).Where(r => r < sound && !Array.Exists(unit.Values, v => double.IsNaN(v[r])))];

    private static ScoreSeries SoundSeries(UnitResult result, int sound) => new(result.Unit.Times.AsMemory(0, sound), result.Scores.AsMemory(0, sound));

    /// <summary>The limit for the rate asked; where none is, for one machine in 25 to be in alarm while it is sound.</summary>
    private static AlarmLimit ForLives(IReadOnlyList<ScoreSeries> series, LifeOptions options, FitControl control)
    {
        var weeks = series.Sum(s => (s.Times.Span[^1] - s.Times.Span[0]) / (7.0 * TimeSpan.TicksPerDay));
        return AlarmLimit.ForRate(series, options.Rate ?? (EarlyShare * series.Count / Math.Max(weeks, 1e-9)), options.Alarm, control);
    }

    private static int FoldsOf(int machines) => Math.Min(MostFolds, machines);

    private static double Hours(long ticks) => ticks / (double)TimeSpan.TicksPerHour;
}
