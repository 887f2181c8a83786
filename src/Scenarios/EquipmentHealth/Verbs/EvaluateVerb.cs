using EquipmentHealth.Data;
using EquipmentHealth.Reporting;
using EquipmentHealth.Study;
using Pipelines.Reporting;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Display;

namespace EquipmentHealth.Verbs;

/// <summary>Measures a saved model on another log whose failures are known.</summary>
internal static class EvaluateVerb
{
    public static Verb Make() => new("evaluate", Run)
    {
        WritesRun = true,
        Options = [SharedOptions.Data, SharedOptions.Model, .. EquipmentOptions.Columns, EquipmentOptions.Lead, SharedOptions.Seed, .. SharedOptions.Reading],
        Examples = [new("evaluate --data newer.csv --failures newer-failures.csv", "example.evaluate")],
    };

    private static ExitCode Run(RunContext run)
    {
        var model = ModelColumns.Load(run);
        if (model.Model.Life is not null)
        {
            throw new ScenarioException(ExitCode.Usage, "evaluate.lives");
        }
        using var folder = run.NewRun();
        var log = model.Fit(SensorLogReader.Read(run, out var read, steps: false));
        UnitResult[] units = [.. log.Units.Select(u => UnitResult.Of(model.Model, log, u, run.Cancellation))];
        var lead = Duration.Parse(run.Get(EquipmentOptions.Lead)!, EquipmentOptions.Lead);
        var evaluation = Evaluation.Of(log, units, [.. units.Select(u => u.Scores)], model.Model.Rule, model.NormalEndOf(log), lead);
        var metrics = HealthFigures.MetricsOf(evaluation);
        var texts = run.Texts;
        var events = evaluation.Events;
        string[] sentences = log.HasTruth
            ? [texts["evaluate.hit", events.EventsHit, events.Events, events.FalseAlarmRate.Rate, events.FalseAlarmRate.Interval.Low, events.FalseAlarmRate.Interval.High]]
            : [texts["evaluate.unknown", events.Alarms, events.FalseAlarmRate.Rate]];
        if (units.Where(u => !model.Model.Knows(u.Unit.Name)).Select(u => u.Unit.Name).ToArray() is { Length: > 0 } unknown)
        {
            sentences = [.. sentences, texts["evaluate.new-units", string.Join(", ", unknown)]];
        }
        var report = new ReportBuilder(texts, texts["evaluate.title", log.Rows])
            .Subtitle(texts["evaluate.subtitle", model.Choice.Shown, string.Join(", ", log.Files)])
            .Verdict(!log.HasTruth || events.Events == 0 ? Tone.Neutral : 2 * events.EventsHit >= events.Events ? Tone.Good : Tone.Poor, sentences)
            .Metrics(new MetricSet("model", texts["model.own"], metrics));
        EventsSection.Add(report, evaluation, texts);
        AlarmsSection.Add(report, model.Model, log, units, texts, long.MinValue);
        folder.Save(report.Fact("data", string.Join(", ", log.Files)).Fact("data.hash", log.Hash).Fact("data.rows", log.Rows).Fact("seed", run.Seed)
            .Fact("time.seconds", Math.Round(run.Elapsed.TotalSeconds, 2)).RepeatLine(run.RepeatLine).Build());
        if (read is not null)
        {
            folder.SaveBadRows(read);
        }
        ScoreFile.Write(folder.FileOf("predictions.csv"), log, model.Model, units, bom: true);
        var screen = new Screen(run);
        screen.Block(texts["screen.verdict"], sentences);
        screen.Gap();
        screen.Command(texts["screen.report"], $"{folder.Shown}/report.html", texts["screen.report.other"]);
        return folder.Complete(new() { Metrics = metrics, Data = log.Files, DataHash = log.Hash, Rows = log.Rows });
    }
}
