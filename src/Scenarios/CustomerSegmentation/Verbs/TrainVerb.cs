using CustomerSegmentation.Data;
using CustomerSegmentation.Reporting;
using CustomerSegmentation.Study;
using Pipelines.Clustering;
using Pipelines.Models;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace CustomerSegmentation.Verbs;

/// <summary>Read customers, try methods and numbers of segments, choose, fit on all customers, report.</summary>
internal static class TrainVerb
{
    public static Verb Make() => new("train", Run)
    {
        WritesRun = true,
        Options =
        [
            SharedOptions.Data, .. SegmentOptions.Reading, SegmentOptions.Method, SegmentOptions.Segments, SegmentOptions.MostSegments, SegmentOptions.Stability, SegmentOptions.Smallest, SegmentOptions.Replicates,
            SegmentOptions.StudyRows, SegmentOptions.Scaling, SharedOptions.Seed, SharedOptions.Bom, .. SharedOptions.Reading,
        ],
        Examples =
        [
            new("", "example.default"),
            new("train --data orders.csv --customer-col customer --time-col date --amount-col amount", "example.own"),
            new("train --data orders.csv --as-of 2025-01-01 --horizon 90", "example.as-of"),
            new("train --data customers.csv --outcome-col response --ignore id", "example.table"),
            new("train --data coil2000", "example.coil"),
        ],
    };

    private static ExitCode Run(RunContext run)
    {
        using var folder = run.NewRun();
        FirstScreen.Opening(run, run.Get(SharedOptions.Data).Count == 0);
        var data = CustomerReader.Read(run, out var read);
        FirstScreen.Data(run, data);
        var previous = run.Previous is { } earlier ? ModelFile.Load<SegmentationModel>(earlier.Model.Path) : null;
        var study = SegmentStudy.Run(data, StudyOptions.Of(run), run);
        var figures = SegmentFigures.Of(study, run.Control);
        var before = previous is null ? null : EarlierModel.Of(previous, study);
        folder.Save(study.Model, InfoOf(study));
        folder.SaveBadRows(read);
        SegmentFile.Write(folder.FileOf("segments.csv"), study, run);
        folder.Save(SegmentReport.Build(figures, before, run));
        FirstScreen.Results(run, figures, folder.Shown);
        return folder.Complete(new()
        {
            Metrics = SegmentReport.OwnMetrics(figures),
            Comparison = before?.Compare(figures, run),
            Data = data.Files,
            DataHash = data.Hash,
            Rows = data.Customers.Rows,
            Facts = FactsOf(study),
        });
    }

    /// <summary>Where the model comes from; the columns that form no segments are listed with the reason as their role.</summary>
    private static ModelInfo InfoOf(SegmentStudy study)
    {
        var data = study.Data;
        return new()
        {
            DataFiles = data.Files,
            DataHash = data.Hash,
            Columns =
            [
                .. data.Schema.Columns.Select(c => new ModelColumn(c.Name, c.Type.ToString().ToLowerInvariant(), "feature")),
                .. data.Ignored.Select(i => new ModelColumn(i.Name, "-", i.Reason == "outcome" ? "outcome" : $"ignored: {i.Reason}")),
            ],
            Rows = new Dictionary<string, long> { ["read"] = data.RowsRead + data.Unreadable.Count, ["dropped"] = data.Unreadable.Count, ["train"] = data.Customers.Rows },
            Facts = FactsOf(study),
        };
    }

    private static Dictionary<string, string> FactsOf(SegmentStudy study) => new()
    {
        ["input"] = study.Data.Rfm is null ? "customers" : "transactions",
        ["customer-column"] = study.Data.IdName,
        ["outcome-column"] = study.Data.OutcomeName,
        ["as-of"] = study.Data.Rfm is { } rfm ? $"{rfm.AsOf:yyyy-MM-dd}" : "",
        ["horizon-days"] = $"{study.Data.HorizonDays}",
        ["method"] = study.Decision.Chosen.Method,
        ["chosen-by"] = study.Decision.Reason,
    };
}
