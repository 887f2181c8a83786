using Pipelines.Data;
using Pipelines.Models;
using QualityInspection.Data;
using QualityInspection.Reporting;
using QualityInspection.Study;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace QualityInspection.Verbs;

/// <summary>Read, chart, fit the monitor, try routes in cross-validation where labels are known, decide, report.</summary>
internal static class TrainVerb
{
    public static Verb Make() => new("train", Run)
    {
        WritesRun = true,
        Options =
        [
            SharedOptions.Data, .. QualityOptions.Columns, QualityOptions.CostMiss, QualityOptions.CostInspect, QualityOptions.Rules, QualityOptions.Folds, QualityOptions.Top,
            SharedOptions.Seed, SharedOptions.Bom, .. SharedOptions.Reading,
        ],
        Settings = [QualityOptions.Monitor],
        Examples =
        [
            new("", "example.default"),
            new("train --data parts.csv --spec spec.csv --batch-col lot", "example.own"),
            new("train --data parts.csv --spec spec.csv --target defect --cost-miss 400 --cost-inspect 8", "example.target"),
            new("train --data parts.csv --derive \"power=torque*speed\" --drop-leaks", "example.derive"),
            new("train --require \"roc_auc>=0.95\"", "example.require"),
        ],
    };

    private static ExitCode Run(RunContext run)
    {
        using var folder = run.NewRun();
        FirstScreen.Opening(run, run.Get(SharedOptions.Data).Count == 0);
        var data = QualityDataReader.Read(run, out var read);
        FirstScreen.Data(run, data);
        var earlier = run.Previous is { } previous ? QualityModel.Load(previous.Model.Path) : null;
        var study = QualityStudy.Run(data, StudyOptions.Of(run), run);

        folder.Save(study.Model.Monitor, InfoOf(study));
        study.Model.SaveClassifier(folder.FileOf);
        folder.SaveBadRows(read);
        WriteParts(folder.FileOf("predictions.csv"), study, run);
        folder.Save(QualityReport.Build(study, run));
        FirstScreen.Results(run, study, $"{folder.Shown}/report.html");
        var comparison = earlier is null ? null : EarlierModel.Score(earlier, study, run);
        if (earlier is not null && comparison is null)
        {
            run.Note("retrain.unlabelled");
        }
        return folder.Complete(new()
        {
            Metrics = comparison is null ? OwnMetrics.Of(study) : [EarlierModel.Own(study), .. OwnMetrics.Of(study)],
            Comparison = comparison,
            Data = data.Files,
            DataHash = data.Hash,
            Rows = data.Parts,
            Facts = study.Model.Facts().Where(f => f.Key.StartsWith("role.", StringComparison.Ordinal) || f.Key is "route" or "limit").ToDictionary(f => f.Key, f => f.Value),
        });
    }

    private static ModelInfo InfoOf(QualityStudy study) => new()
    {
        DataFiles = study.Data.Files,
        DataHash = study.Data.Hash,
        Columns =
        [
            .. study.Data.Measurements.Select(m => new ModelColumn(m.Name, "number", "feature")),
            .. study.Data.LeftOut.Select(l => new ModelColumn(l.Name, "-", $"ignored: {l.Reason}")),
        ],
        Rows = new Dictionary<string, long> { ["read"] = study.Data.Parts + study.Data.Unreadable.Count, ["dropped"] = study.Data.Unreadable.Count, ["train"] = study.ReferenceParts },
        Facts = study.Model.Facts(),
    };

    /// <summary>Every part in the order of inspection.</summary>
    private static void WriteParts(string path, QualityStudy study, RunContext run)
    {
        var (data, table) = (study.Data, new Table([.. study.Data.Measurements]));
        using var file = CsvOut.Create(path, run.Get(SharedOptions.Bom) == "yes");
        string[] batch = data.Batch is null ? [] : ["batch"], known = data.Target is null ? [] : ["known"];
        file.Row(["order", "part", "row", .. batch, .. known, .. PredictVerb.Appended]);
        for (var i = 0; i < study.Order.Length; i++)
        {
            var p = study.Order[i];
            var (flagged, reason) = study.Decisions[p];
            file.Field(i + 1L);
            file.Field(data.NameOf(p));
            file.Field(data.FileRows[p] + 1L);
            if (data.Batch is not null)
            {
                file.Field(data.Table[data.Batch].Text(p));
            }
            if (data.Labels is { } labels)
            {
                file.Field(labels.Causes[p]);
            }
            file.Field(reason == PartReason.NotMeasured ? double.NaN : study.Model.Score(study.Parts[p]));
            file.Field(study.Model.Limit);
            file.Field(flagged ? "yes" : "no");
            file.Field(Enum.GetName(reason)!);
            file.Field(study.Model.TopLine(study.Parts[p], table, p, study.Encoded, (int)run.Get(QualityOptions.Top)!.Value));
            file.EndRow();
        }
        file.Commit();
    }
}
