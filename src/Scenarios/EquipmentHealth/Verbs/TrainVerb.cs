using System.Globalization;
using EquipmentHealth.Data;
using EquipmentHealth.Reporting;
using EquipmentHealth.Study;
using Pipelines.Anomaly.Equipment;
using Pipelines.Models;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Runs;

namespace EquipmentHealth.Verbs;

/// <summary>Read, learn what is normal, set the limit, watch all rows, compare with known failures, report.</summary>
internal static class TrainVerb
{
    public static Verb Make() => new("train", Run)
    {
        WritesRun = true,
        Options =
        [
            SharedOptions.Data, .. EquipmentOptions.Columns, EquipmentOptions.Normal, EquipmentOptions.OffWhen, EquipmentOptions.Settle, EquipmentOptions.SettleChange, EquipmentOptions.Rate, EquipmentOptions.Lead, EquipmentOptions.RunToFailure, EquipmentOptions.LifeCap,
            SharedOptions.Seed, SharedOptions.Bom, .. SharedOptions.Reading,
        ],
        Settings = [EquipmentOptions.Monitor, EquipmentOptions.Alarm],
        Examples =
        [
            new("", "example.default"),
            new("train --data log.csv --time-col time --machine-col machine --failures failures.csv --lead 2d", "example.own"),
            new("train --data log.csv --normal 2025-01-01..2025-02-15 --off-when \"speed<10\" --regime-cols product", "example.normal"),
            new("train --data historian.csv --tag-col tag --value-col value --every 1min", "example.historian"),
            new("train --run-to-failure --data engines.csv --machine-col unit --time-col cycle", "example.life"),
        ],
    };

    private static ExitCode Run(RunContext run)
    {
        using var folder = run.NewRun();
        FirstScreen.Opening(run);
        var log = SensorLogReader.Read(run, out var read, run.Get(EquipmentOptions.RunToFailure));
        if (run.Get(EquipmentOptions.RunToFailure))
        {
            return LifeTraining.Run(run, folder, log, read);
        }
        if (run.Previous is { WithBundled: true })
        {
            log = LogJoin.Of(PlantLog.Make(), log);
        }
        var study = HealthStudy.Run(log, StudyOptions.Of(run), run);
        var figures = HealthFigures.Of(study, run.Control);
        folder.Save(study.Model, InfoOf(study, run));
        if (read is not null)
        {
            folder.SaveBadRows(read);
        }
        ScoreFile.Write(folder.FileOf("predictions.csv"), study.Log, study.Model, study.Units, run.Get(SharedOptions.Bom) == "yes");
        folder.Save(HealthReport.Build(figures, run));
        FirstScreen.Results(run, figures, $"{folder.Shown}/report.html");
        return folder.Complete(new()
        {
            Metrics = figures.Metrics,
            Comparison = run.Previous is { } previous ? Earlier(previous, study, figures, run) : null,
            Data = study.Log.Files,
            DataHash = study.Log.Hash,
            Rows = study.Log.Rows,
        });
    }

    /// <summary>The earlier model on the same rows; null where it reads other sensors.</summary>
    private static Comparison? Earlier(PreviousRun previous, HealthStudy study, HealthFigures figures, RunContext run)
    {
        var model = ModelFile.Load<EquipmentMonitorModel>(previous.Model.Path);
        if (model.Sensors.Except(study.Log.Sensors, StringComparer.Ordinal).Any())
        {
            run.Note("retrain.sensors");
            return null;
        }
        var log = study.Log.With(model.Sensors, []);
        UnitResult[] units = [.. log.Units.Select(u => UnitResult.Of(model, log, u, run.Cancellation))];
        var earlier = Evaluation.Of(log, units, [.. units.Select(u => u.Scores)], model.Rule, study.WatchedFrom, study.Options.Lead);
        return new([.. HealthFigures.MetricsOf(earlier).Where(m => figures.Metrics.Any(o => o.Key == m.Key))]);
    }

    private static ModelInfo InfoOf(HealthStudy study, RunContext run)
    {
        var log = study.Log;
        return new()
        {
            Seed = run.Seed,
            DataFiles = log.Files,
            DataHash = log.Hash,
            Columns = [.. log.Sensors.Select(s => new ModelColumn(s, "number", "sensor")), .. log.RegimeColumns.Select(r => new ModelColumn(r, "text", "regime")), .. log.LeftOut.Select(l => new ModelColumn(l.Name, "-", $"ignored: {l.Reason}"))],
            Rows = new Dictionary<string, long> { ["read"] = log.Rows + log.Duplicates + log.Untimed, ["train"] = study.NormalRows.Sum(r => (long)r.Length) },
            Facts = new Dictionary<string, string>
            {
                [ModelColumns.Time] = log.TimeColumn,
                [ModelColumns.Machine] = log.MachineColumn,
                [ModelColumns.Regimes] = string.Join('\n', log.RegimeColumns),
                [ModelColumns.Tag] = run.Get(EquipmentOptions.Tag) ?? "",
                [ModelColumns.Every] = run.Get(EquipmentOptions.Every) ?? "",
                [ModelColumns.NormalEnd] = study.Normal.End.ToString(CultureInfo.InvariantCulture),
            },
        };
    }
}
