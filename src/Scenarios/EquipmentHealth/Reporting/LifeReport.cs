using EquipmentHealth.Study;
using Pipelines.Reporting;
using Pipelines.Reporting.Charts;
using Scenarios.Hosting;

namespace EquipmentHealth.Reporting;

/// <summary>The report of a study of lives: what alarms and estimates of remaining life are worth, on machines that the models had not seen.</summary>
internal static class LifeReport
{
    private const int LifeParts = 40, MostLives = 30;

    /// <summary>Builds it.</summary>
    public static Report Build(LifeFigures figures, RunContext run)
    {
        var (texts, study) = (run.Texts, figures.Study);
        var unit = LifeVerdict.Unit(study.Log.IsStep, texts);
        var (tone, sentences) = LifeVerdict.Of(figures, texts);
        var report = new ReportBuilder(texts, texts["life.title", study.Units.Count])
            .Subtitle(texts["report.subtitle", study.Log.Rows, study.Log.Sensors.Count, string.Join(", ", study.Log.Files)])
            .Verdict(tone, sentences)
            .Card(new("announced", texts["life.card.announced"], texts["card.of", study.Announced, study.Units.Count])
            {
                Number = study.Announced,
                Interval = study.Announced == 0 ? "" : texts["life.card.lead", study.MedianLead, unit],
                Baseline = texts["life.card.early", study.Early, study.Sound],
                Tone = 2 * study.Announced >= study.Units.Count ? Tone.Good : Tone.Poor,
            })
            .Card(new("rmse", texts["life.card.error"], texts["life.amount", figures.Own.Uncapped, unit])
            {
                Number = figures.Own.Uncapped,
                Interval = texts["life.card.capped", figures.Own.Capped, figures.Cap],
                Baseline = texts["life.card.age", figures.Baseline.Uncapped],
                Tone = figures.Own.Uncapped < figures.Baseline.Uncapped ? Tone.Good : Tone.Poor,
            })
            .Card(new("interval_coverage", texts["life.card.coverage"], NumberFormat.Percent(0).Of(figures.Coverage.Coverage))
            {
                Number = figures.Coverage.Coverage,
                Interval = texts["life.card.promised", figures.Coverage.Level],
                Baseline = texts["life.card.width", figures.Coverage.MeanWidth, unit],
            });
        var axis = LifeVerdict.Axis(study.Log.IsStep, texts);
        Falling(report, figures, texts, axis);
        Estimates(report, figures, texts, unit, axis);
        Lives(report, study, texts, axis);
        report.Section("data", texts["data.heading"], section =>
        {
            section.Bullets([.. Notes(figures, texts)]);
            if (study.Log.LeftOut.Count > 0)
            {
                section.Table(table => table.Key("left-out").Caption(texts["data.left-out"]).Text(texts["data.column-name"]).Text(texts["data.why"]).Rows(study.Log.LeftOut, l => [l.Name, texts[$"left-out.{l.Reason}"]]));
            }
        });
        report.Section("method", texts["method.heading"], section => section.Lead(texts["life.method.folds", study.Folds]).Bullets(
            texts["life.method.sound", study.Sound], texts["life.method.alarm", LifeOptions.Smoothing], texts["life.method.windows", study.Model.Life!.Window, figures.Cap, unit], texts["life.method.interval"], texts["life.method.similarity"]));
        report.Section("use", texts["use.heading"], section => section.Lead(texts["life.use"]).Code(string.Join('\n',
            run.CommandLine("monitor", "--data", "running.csv", "--out", "scores.csv"),
            "tail -f running.csv | " + run.CommandLine("monitor", "--stdin", "--state", "state.json"))));
        report.Section("limits", texts["limits.heading"], section => section.Bullets(texts["life.limits.same"], texts["life.limits.repair"], texts["limits.cause"]));
        report.Metrics(new MetricSet("model", texts["model.own"], figures.Metrics))
            .Fact("data", string.Join(", ", study.Log.Files))
            .Fact("data.hash", study.Log.Hash)
            .Fact("data.rows", study.Log.Rows)
            .Fact("seed", run.Seed)
            .Options("monitor", study.Options.Monitor with { Seed = run.Seed })
            .Options("alarm", study.Options.Alarm)
            .Fact("time.seconds", Math.Round(run.Elapsed.TotalSeconds, 2))
            .Fact("memory.bytes", (long)(RunContext.PeakMegabytes * 1e6))
            .Fact("threads", (long)run.Threads)
            .Fact("version", run.Scenario.Version)
            .Term(texts["term.health"], texts["term.health.meaning"])
            .Term(texts["term.mahalanobis"], texts["term.mahalanobis.meaning"]);
        return report.RepeatLine(run.RepeatLine).Build();
    }

    /// <summary>What to know about the histories, one sentence each.</summary>
    public static IEnumerable<string> Notes(LifeFigures figures, TextTable texts)
    {
        var study = figures.Study;
        double[] lives = [.. study.Units.Select(u => u.Life).Order()];
        yield return texts["life.note.data", study.Log.Rows, study.Units.Count, study.Log.Sensors.Count, lives[0], lives[^1], lives[lives.Length / 2], LifeVerdict.Unit(study.Log.IsStep, texts)];
        yield return texts["life.note.sound", study.Sound];
        if (study.TooShort.Count > 0)
        {
            yield return texts["life.note.short", study.TooShort.Count, string.Join(", ", study.TooShort.Take(5))];
        }
        if (study.Log.OutOfOrder > 0)
        {
            yield return texts["note.order", study.Log.OutOfOrder];
        }
        if (study.Log.Duplicates > 0)
        {
            yield return texts["note.duplicates", study.Log.Duplicates];
        }
        if (study.Units.Count < 20)
        {
            yield return texts["life.note.few", study.Units.Count];
        }
    }

    /// <summary>Health over life, all machines laid over one another at their ends.</summary>
    private static void Falling(ReportBuilder report, LifeFigures figures, TextTable texts, string unit) => report.Section("health", texts["life.health.heading"], section =>
    {
        var study = figures.Study;
        section.Lead(texts["life.health.lead"]);
        double longest = study.Units.Select(u => u.Life).Order().ElementAt(study.Units.Count / 2);
        var (x, middle, low, high) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var part = LifeParts; part >= 0; part--)
        {
            var left = longest * part / LifeParts;
            double[] health = [.. study.Units.Where(u => u.Life >= left).Select(u => At(u, left)).Where(h => !double.IsNaN(h)).Order()];
            if (health.Length > 0)
            {
                x.Add(-left);
                middle.Add(health[health.Length / 2]);
                low.Add(health[health.Length / 10]);
                high.Add(health[health.Length - 1 - (health.Length / 10)]);
            }
        }
        section.Chart(new LineChart("health", texts["life.health.title"], [new(texts["life.health.median"], x, middle) { Low = low, High = high }])
        {
            X = new(texts["life.before", unit]),
            Y = new(texts["fleet.health"]) { Low = 0, High = 100, Format = NumberFormat.Fixed(0) },
            YLines = [new(50, texts["machines.limit"])],
            Aspect = 0.35,
        });
        double[] leads = [.. study.Units.Where(u => u.Announcing is not null).Select(u => u.Lead)];
        if (leads.Length > 1)
        {
            section.Chart(Histogram.Of("leads", texts["life.leads.title"], leads, 15) with { X = new(texts["life.leads.x", unit]), Y = new(texts["life.leads.y"]) });
        }

        static double At(LifeResult result, double left)
        {
            var time = result.Unit.Times[^1] - (long)(left * TimeSpan.TicksPerHour);
            var row = Array.BinarySearch(result.Unit.Times, time);
            return result.Health[Math.Clamp(row >= 0 ? row : ~row, 0, result.Health.Length - 1)];
        }
    });

    private static void Estimates(ReportBuilder report, LifeFigures figures, TextTable texts, string unit, string axis) => report.Section("life", texts["life.heading"], section =>
    {
        var points = figures.Study.Points;
        section.Lead(texts["life.lead", points.Count, axis]);
        // By what was really left: how the estimate lies around it.
        var (x, middle, low, high) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var top = points.Select(p => p.Left).Order().ElementAt(points.Count * 95 / 100);
        for (var b = 0; b < 20; b++)
        {
            LifePoint[] own = [.. points.Where(p => p.Left >= top * b / 20 && p.Left < top * (b + 1) / 20)];
            if (own.Length >= 3)
            {
                x.Add(own.Average(p => p.Left));
                middle.Add(Middle(own.Select(p => p.Own.Rows)));
                low.Add(Middle(own.Select(p => p.Own.Low)));
                high.Add(Middle(own.Select(p => p.Own.High)));
            }
        }
        section.Chart(new LineChart("estimates", texts["life.chart.title"], [new(texts["life.chart.estimate"], x, middle) { Low = low, High = high }, new(texts["life.chart.truth"], [0, top], [0, top]) { Dashed = true }])
        {
            X = new(texts["life.chart.left", axis]) { Format = NumberFormat.Fixed(0) },
            Y = new(texts["life.chart.said", axis]) { Low = 0, Format = NumberFormat.Fixed(0) },
            Aspect = 0.45,
        });
        section.Table(table => table.Key("life-methods").Caption(texts["life.table"]).Text(texts["life.method"]).Number(texts["life.uncapped"], NumberFormat.Fixed(1)).Number(texts["life.capped"], NumberFormat.Fixed(1)).Number(texts["life.near", figures.Cap], NumberFormat.Fixed(1)).Number(texts["life.typical"], NumberFormat.Fixed(1))
            .Rows(figures.Methods, m => [texts[$"life.by.{m.Key}"], m.Uncapped, m.Capped, m.Near, m.Typical]));
        section.Note(texts["life.note.cap", figures.Cap, unit]);
    });

    private static void Lives(ReportBuilder report, LifeStudy study, TextTable texts, string unit) => report.Section("lives", texts["life.lives"], section => section
        .Lead(texts["life.lives.lead", study.Announced, study.Units.Count])
        .Table(table => table.Key("lives").Text(texts["fleet.machine"]).Number(texts["life.length", unit], NumberFormat.Fixed(0)).Number(texts["life.leads.x", unit], NumberFormat.Fixed(0)).Number(texts["life.start"], NumberFormat.Fixed(0)).Number(texts["life.end"], NumberFormat.Fixed(0)).Text(texts["life.remark"])
            .Limit(MostLives).Rows(study.Units.OrderBy(u => double.IsNaN(u.Lead) ? -1 : u.Lead), u =>
            [
                u.Unit.Name, u.Life, u.Lead, Middle(u.Health.Take(u.Sound)), Middle(u.Health.TakeLast(5)), u.Announcing is null ? texts["life.not-announced"] : u.IsEarly ? texts["life.early"] : "",
            ])));

    private static double Middle(IEnumerable<double> values) => values.Where(v => !double.IsNaN(v)).Order().ToArray() is { Length: > 0 } sorted ? sorted[sorted.Length / 2] : double.NaN;
}
