using DimensionalityReduction.Data;
using DimensionalityReduction.Reporting;
using DimensionalityReduction.Study;
using Pipelines.Models;
using Pipelines.Reduction;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace DimensionalityReduction.Verbs;

/// <summary>Read, try numbers of components in cross-validation, choose, fit on every row, report.</summary>
internal static class TrainVerb
{
    public static Verb Make() => new("train", Run)
    {
        WritesRun = true,
        Options =
        [
            SharedOptions.Data, .. ReductionOptions.Columns, ReductionOptions.Try, ReductionOptions.Margin, ReductionOptions.Folds, ReductionOptions.StudyRows, ReductionOptions.ForRows,
            ReductionOptions.Stream, SharedOptions.Seed, SharedOptions.Bom, .. SharedOptions.Reading,
        ],
        Settings = [ReductionOptions.Pca],
        Examples =
        [
            new("", "example.default"),
            new("train --data my.csv --target quality", "example.own"),
            new("train --data my.csv --variance 0.9", "example.variance"),
            new("train --data pixels.csv --image 28x28 --try 10,50,100", "example.image"),
            new("train --require \"components<=30\"", "example.require"),
        ],
    };

    private static ExitCode Run(RunContext run)
    {
        using var folder = run.NewRun();
        FirstScreen.Opening(run, run.Get(SharedOptions.Data).Count == 0);
        var data = ReductionDataReader.Read(run, out var read);
        FirstScreen.Data(run, data);

        var earlier = run.Previous is { } previous ? TabularPipeline.Load<PcaModel>(previous.Model.Path) : null;
        var study = ReductionStudy.Run(data, StudyOptions.Of(run), run);
        var figures = ReductionFigures.Of(study, run.Control);

        var model = data.Whole?.Fit(run, data.Schema, study.Encoder, study.Model) ?? study.Model;
        folder.Save(new TabularPipeline<PcaModel>(data.Schema, study.Encoder, model), InfoOf(study, model));
        folder.SaveBadRows(read);
        HeldOutFile.Write(folder.FileOf("predictions.csv"), study, run.Get(SharedOptions.Bom) == "yes");
        folder.Save(ReductionReport.Build(figures, run));
        FirstScreen.Results(run, figures, $"{folder.Shown}/report.html");
        return folder.Complete(new()
        {
            Metrics = ReductionReport.OwnMetrics(figures),
            Comparison = earlier is null ? null : EarlierModel.Score(earlier, study, run),
            Data = data.Files,
            DataHash = data.Hash,
            Rows = data.Whole?.Rows ?? data.Table.Rows,
            Facts = FactsOf(study),
        });
    }

    /// <summary>Where the model comes from; the columns that are not reduced are listed with the reason as their role.</summary>
    private static ModelInfo InfoOf(ReductionStudy study, PcaModel model)
    {
        var data = study.Data;
        return new()
        {
            DataFiles = data.Files,
            DataHash = data.Hash,
            Columns =
            [
                .. data.Schema.Columns.Select(c => new ModelColumn(c.Name, c.Type.ToString().ToLowerInvariant(), c.Role == ColumnRole.Target ? "target" : "feature")),
                .. data.Ignored.Select(i => new ModelColumn(i.Name, "-", $"ignored: {i.Reason}")),
            ],
            Rows = new Dictionary<string, long> { ["read"] = data.Whole?.Rows ?? data.Table.Rows + data.Unreadable.Count, ["dropped"] = data.Unreadable.Count, ["train"] = model.Rows, ["test"] = study.HeldOutRows.Length },
            Facts = FactsOf(study),
        };
    }

    private static Dictionary<string, string> FactsOf(ReductionStudy study) => new()
    {
        ["task"] = study.Data.Task.ToString().ToLowerInvariant(),
        ["target"] = study.Data.Schema.Target?.Name ?? "",
        ["image"] = study.Data.Image is { } image ? $"{image.Height}x{image.Width}" : "",
        ["chosen-by"] = study.Decision.Reason,
    };
}
