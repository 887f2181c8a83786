using DimensionalityReduction.Data;
using Pipelines.Models;
using Pipelines.Reduction;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace DimensionalityReduction.Verbs;

/// <summary>Read, choose columns, fit, save.</summary>
internal static class TrainVerb
{
    public static Verb Make() => new("train", Run)
    {
        WritesRun = true,
        Options = [SharedOptions.Data, .. ReductionOptions.Columns, SharedOptions.Seed, SharedOptions.Bom, .. SharedOptions.Reading],
        Settings = [ReductionOptions.Pca],
        Examples =
        [
            new("", "example.default"),
            new("train --data my.csv --target quality", "example.own"),
        ],
    };

    private static ExitCode Run(RunContext run)
    {
        using var folder = run.NewRun();
        var data = ReductionDataReader.Read(run, out var read);
        var options = run.Get(ReductionOptions.Pca);
        var encoder = data.FitEncoder(data.Table);
        var model = new Pca(options).Fit(data.Encode(encoder, data.Table), run.Control);
        folder.Save(new TabularPipeline<PcaModel>(data.Schema, encoder, model), InfoOf(data));
        folder.SaveBadRows(read);
        return folder.Complete(new() { Data = data.Files, DataHash = data.Hash, Rows = data.Table.Rows });
    }

    /// <summary>Where the model comes from; the columns that are not reduced are listed with the reason as their role.</summary>
    private static ModelInfo InfoOf(ReductionData data) => new()
    {
        DataFiles = data.Files,
        DataHash = data.Hash,
        Columns =
        [
            .. data.Schema.Columns.Select(c => new ModelColumn(c.Name, c.Type.ToString().ToLowerInvariant(), c.Role == ColumnRole.Target ? "target" : "feature")),
            .. data.Ignored.Select(i => new ModelColumn(i.Name, "-", $"ignored: {i.Reason}")),
        ],
        Rows = new Dictionary<string, long> { ["read"] = data.Table.Rows + data.Unreadable.Count, ["dropped"] = data.Unreadable.Count, ["train"] = data.Table.Rows },
        Facts = new Dictionary<string, string>
        {
            ["task"] = data.Task.ToString().ToLowerInvariant(),
            ["image"] = data.Image is { } image ? $"{image.Height}x{image.Width}" : "",
        },
    };
}
