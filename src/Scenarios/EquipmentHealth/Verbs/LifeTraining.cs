using EquipmentHealth.Data;
using EquipmentHealth.Reporting;
using EquipmentHealth.Study;
using Pipelines.Data;
using Pipelines.Models;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Runs;

namespace EquipmentHealth.Verbs;

/// <summary>The way of <c>train --run-to-failure</c>: learn from machines that ran until they failed, report, save.</summary>
internal static class LifeTraining
{
    public static ExitCode Run(RunContext run, RunFolder folder, SensorLog log, CsvData? read)
    {
        var study = LifeStudy.Run(log, LifeOptions.Of(run), run);
        var figures = LifeFigures.Of(study);
        folder.Save(study.Model, InfoOf(study, run));
        if (read is not null)
        {
            folder.SaveBadRows(read);
        }
        Write(folder.FileOf("predictions.csv"), study, run.Get(SharedOptions.Bom) == "yes");
        folder.Save(LifeReport.Build(figures, run));
        LifeScreen.Results(run, figures, $"{folder.Shown}/report.html");
        if (run.Previous is not null)
        {
            run.Note("retrain.life");
        }
        return folder.Complete(new() { Metrics = figures.Metrics, Data = study.Log.Files, DataHash = study.Log.Hash, Rows = study.Log.Rows });
    }

    /// <summary>What was said of each moment of each life by models that had not seen it.</summary>
    private static void Write(string path, LifeStudy study, bool bom)
    {
        using var file = CsvOut.Create(path, bom);
        file.Row("machine", "timestamp", "left", "remaining_life", "life_low", "life_high", "by_similarity", "by_age", "health");
        foreach (var point in study.Points)
        {
            var unit = study.Units[point.Unit];
            file.Field(unit.Unit.Name);
            file.Field(study.Log.IsStep ? Duration.Step(unit.Unit.Times[point.Row]) : Duration.Exact(unit.Unit.Times[point.Row]));
            foreach (var value in (double[])[point.Left, point.Own.Rows, point.Own.Low, point.Own.High, point.Similar, point.Mean, unit.Health[point.Row]])
            {
                file.Field(value);
            }
            file.EndRow();
        }
        file.Commit();
    }

    private static ModelInfo InfoOf(LifeStudy study, RunContext run)
    {
        var log = study.Log;
        return new()
        {
            Seed = run.Seed,
            DataFiles = log.Files,
            DataHash = log.Hash,
            Columns = [.. log.Sensors.Select(s => new ModelColumn(s, "number", "sensor")), .. log.RegimeColumns.Select(r => new ModelColumn(r, "text", "regime")), .. log.LeftOut.Select(l => new ModelColumn(l.Name, "-", $"ignored: {l.Reason}"))],
            Rows = new Dictionary<string, long> { ["read"] = log.Rows, ["train"] = log.Rows },
            Facts = new Dictionary<string, string>
            {
                [ModelColumns.Time] = log.TimeColumn,
                [ModelColumns.Machine] = log.MachineColumn,
                [ModelColumns.Regimes] = string.Join('\n', log.RegimeColumns),
                [ModelColumns.Step] = log.IsStep ? "yes" : "no",
            },
        };
    }
}
