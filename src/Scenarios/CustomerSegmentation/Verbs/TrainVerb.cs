using CustomerSegmentation.Data;
using CustomerSegmentation.Labels;
using CustomerSegmentation.Reporting;
using CustomerSegmentation.Saved;
using CustomerSegmentation.Study;
using Pipelines.Clustering;
using Pipelines.Data;
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
            SegmentOptions.StudyRows, SegmentOptions.Scaling, SegmentOptions.Optimize, ModelOptions.Labels, ModelOptions.LabelColumn, ModelOptions.Budget, SharedOptions.Seed, SharedOptions.Bom, .. SharedOptions.Reading,
        ],
        Examples =
        [
            new("", "example.default"),
            new("train --data orders.csv --customer-col customer --time-col date --amount-col amount", "example.own"),
            new("train --data orders.csv --as-of 2025-01-01 --horizon 90", "example.as-of"),
            new("train --data customers.csv --outcome-col response --ignore id", "example.table"),
            new("train --data coil2000", "example.coil"),
            new("train --data customers.csv --optimize eta_squared --require \"stability>=0.9\"", "example.optimize"),
            new("train --data customers.csv --labels to-label.csv", "example.train-labels"),
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
        var labels = run.Get(ModelOptions.Labels) is null ? null : LabelStudy.Of(run, data.Ids, data.IdName, study.Encoded, data.Transactions is { } lines ? KnownIn(lines[data.IdName]) : null);
        var before = previous is null ? null : EarlierModel.Of(previous, study);
        folder.Save(study.Model, InfoOf(study));
        folder.SaveBadRows(read);
        SegmentFile.Write(folder.FileOf("segments.csv"), study, run);
        if (labels is not null)
        {
            using var file = CsvOut.Create(folder.FileOf("labels.csv"), run.Get(SharedOptions.Bom) == "yes");
            labels.Write(file, data.Ids, data.IdName);
        }
        folder.Save(SegmentReport.Build(figures, before, labels, run));
        FirstScreen.Results(run, figures, labels, folder.Shown);
        return folder.Complete(new()
        {
            Metrics = SegmentReport.OwnMetrics(figures, labels),
            Comparison = before?.Compare(figures, run),
            Data = data.Files,
            DataHash = data.Hash,
            Rows = data.Customers.Rows,
            Facts = FactsOf(study),
        });
    }

    /// <summary>Everybody that transactions name, whenever they bought.</summary>
    private static HashSet<string> KnownIn(Column customers) => [.. Enumerable.Range(0, customers.Rows).Where(r => !customers.IsMissing(r)).Select(customers.Text)];

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
