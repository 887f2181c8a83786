using System.Globalization;
using DataEncoding.Data;
using DataEncoding.Reporting;
using DataEncoding.Study;
using Pipelines;
using Pipelines.Models;
using Pipelines.Neural;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace DataEncoding.Verbs;

/// <summary>Read, train autoencoders of several seeds, measure them beside principal components on held-out rows, save the one of lowest validation loss, report.</summary>
internal static class TrainVerb
{
    public static Verb Make() => new("train", Run)
    {
        WritesRun = true,
        Options =
        [
            SharedOptions.Data, .. EncodingOptions.Columns, EncodingOptions.Code, EncodingOptions.Hidden, EncodingOptions.Seeds, EncodingOptions.TestShare,
            SharedOptions.Seed, SharedOptions.Bom, .. SharedOptions.Reading,
        ],
        Settings = [EncodingOptions.Network],
        Examples =
        [
            new("", "example.default"),
            new("train --data my.csv --code 8", "example.own"),
            new("train --data train-images-idx3-ubyte.gz --code 32 --epochs 10 --seeds 1", "example.idx"),
            new("train --code 32 --kind plain --hidden 256,64", "example.kind"),
            new("train --require \"mse<=0.013\"", "example.require"),
        ],
    };

    private static ExitCode Run(RunContext run)
    {
        using var folder = run.NewRun();
        FirstScreen.Opening(run, run.Get(SharedOptions.Data).Count == 0);
        var hidden = EncodingOptions.HiddenOf(run);
        var data = EncodingDataReader.Read(run, out var read);
        var options = OptionsOf(run, data);
        FirstScreen.Data(run, data);

        var earlier = run.Previous is { } previous ? TabularPipeline.Load<AutoencoderModel>(previous.Model.Path) : null;
        var figures = EncodingFigures.Of(data, Study(run, data, options, hidden, folder.FileOf("")), options, hidden);
        figures = figures.Beside(earlier is null ? null : EarlierModel.Score(earlier, figures, run));

        folder.Save(new TabularPipeline<AutoencoderModel>(data.Schema, data.Encoder, figures.Study.Model), InfoOf(figures));
        if (read is not null)
        {
            folder.SaveBadRows(read);
        }
        HeldOutFile.Write(folder.FileOf("predictions.csv"), figures, run.Get(SharedOptions.Bom) == "yes");
        folder.Save(EncodingReport.Build(figures, run));
        FirstScreen.Results(run, figures, $"{folder.Shown}/report.html");
        return folder.Complete(new()
        {
            Metrics = figures.Metrics,
            Comparison = figures.Earlier,
            Data = data.Files,
            DataHash = data.Hash,
            Rows = data.Rows,
            Facts = ModelFacts.Of(figures),
        });
    }

    /// <summary>What was asked for, where the rows can bear it.</summary>
    private static AutoencoderOptions OptionsOf(RunContext run, EncodingData data)
    {
        var options = run.Get(EncodingOptions.Network) with { CodeSize = (int)(run.Get(EncodingOptions.Code) ?? 0), Seed = run.Seed };
        return options.CodeSize <= data.Encoder.Columns || options.Kind == AutoencoderKind.Sparse ? options
            : throw new ScenarioException(ExitCode.Data, "encode.code", EncodingOptions.Code.Typed, data.Encoder.Columns, options.CodeSize);
    }

    private static EncodingStudy Study(RunContext run, EncodingData data, AutoencoderOptions options, IReadOnlyList<int> hidden, string folder)
    {
        using var stage = run.Stage("stage.train-codes");
        try
        {
            return EncodingStudy.Run(data.Train, data.TrainClasses, data.Test, data.TestClasses, data.Layout, options, (int)run.Get(EncodingOptions.Seeds)!.Value, folder, stage.Control, hidden);
        }
        catch (DataException e) when (e.Code == "network.diverged")
        {
            // The library's way out names options of its own; here they are spelled otherwise.
            throw new ScenarioException(ExitCode.Data, "encode.diverged", e.Arguments[2], e.Arguments[1], e.Arguments[0], options.LearningRate.ToString("R", CultureInfo.InvariantCulture), (options.LearningRate / 10).ToString("R", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Where the model comes from; the columns that are not encoded are listed with the reason as their role.</summary>
    private static ModelInfo InfoOf(EncodingFigures figures)
    {
        var data = figures.Data;
        return new()
        {
            DataFiles = data.Files,
            DataHash = data.Hash,
            Columns =
            [
                .. data.Schema.Columns.Select(c => new ModelColumn(c.Name, c.Type.ToString().ToLowerInvariant(), c.Role == ColumnRole.Target ? "target" : "feature")),
                .. data.Ignored.Select(i => new ModelColumn(i.Name, "-", $"ignored: {i.Reason}")),
            ],
            Rows = new Dictionary<string, long> { ["read"] = data.RowsRead, ["dropped"] = data.Unreadable.Count, ["train"] = data.Train.Rows, ["test"] = data.Test.Rows },
            Facts = ModelFacts.WithColumns(figures),
        };
    }
}
