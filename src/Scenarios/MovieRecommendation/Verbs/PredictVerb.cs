using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Recommendation;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Inspection;

namespace MovieRecommendation.Verbs;

/// <summary>
/// Appends predicted stars to every row of a file, in order, as a stream: no row is lost. A row that cannot be read, or names nobody and nothing the model knows, says so in its last column.
/// </summary>
internal static class PredictVerb
{
    private const int RowsAtOnce = 4096;

    public static Verb Make() => new("predict", Run)
    {
        Options = [SharedOptions.Data, SharedOptions.UserColumn, SharedOptions.ItemColumn, SharedOptions.Model, SharedOptions.Out, SharedOptions.Bom, .. SharedOptions.ReadingEveryRow],
        Examples = [new("predict --data pairs.csv --out stars.csv", "example.predict")],
    };

    private static ExitCode Run(RunContext run)
    {
        var model = ModelFile.Load<RecommenderModel>(run.ChooseModel().Path);
        if (model.Stars is null)
        {
            throw new ScenarioException(ExitCode.Model, "predict.no-stars");
        }
        var input = run.FindData();
        using var file = run.OpenCsv();
        long rows = 0;
        using (var stage = run.Stage("progress.predict"))
        {
            for (var f = 0; f < input.Files.Count; f++)
            {
                var reader = CsvFile.Open(input.Files[f], input.Options);
                if (f == 0)
                {
                    file.Row([.. reader.Columns, .. run.Texts["predict.columns"].Split(',')]);
                }
                rows += Stream(run, model, reader, input, file);
            }
        }
        file.Commit();
        if (run.Get(SharedOptions.Out) is { } path)
        {
            run.Say("predict.done", rows, path);
        }
        return ExitCode.Ok;
    }

    private static long Stream(RunContext run, RecommenderModel model, CsvRowReader reader, DataInput input, CsvOut file)
    {
        var (userAt, itemAt) = (reader.Place(input[Role.User]!), reader.Place(input[Role.Item]!));
        var block = new List<CsvRecord>(RowsAtOnce);
        long rows = 0;
        foreach (var record in reader)
        {
            block.Add(record);
            if (block.Count == RowsAtOnce)
            {
                rows += Write(run, model, block, reader.Columns.Count, userAt, itemAt, file);
            }
        }
        return rows + Write(run, model, block, reader.Columns.Count, userAt, itemAt, file);
    }

    private static int Write(RunContext run, RecommenderModel model, List<CsvRecord> block, int columns, int userAt, int itemAt, CsvOut file)
    {
        run.Cancellation.ThrowIfCancellationRequested();
        var (users, items) = (new int[block.Count], new int[block.Count]);
        for (var i = 0; i < block.Count; i++)
        {
            var record = block[i];
            (users[i], items[i]) = record.Problem is null ? (model.History.UserIndex(record.Fields[userAt]), model.History.ItemIndex(record.Fields[itemAt])) : (-1, -1);
        }
        var (middle, low, high) = (new float[users.Length], new float[users.Length], new float[users.Length]);
        if (model.Stars is BayesianMatrixFactorizationModel bayesian)
        {
            bayesian.PredictInterval(users, items, middle, low, high);
        }
        else
        {
            model.Predict(users, items, middle);
            low.AsSpan().Fill(float.NaN);
            high.AsSpan().Fill(float.NaN);
        }
        for (var i = 0; i < block.Count; i++)
        {
            var record = block[i];
            for (var c = 0; c < columns; c++)
            {
                file.Field(c < record.Fields.Count ? record.Fields[c] : "");
            }
            if (record.Problem is { } problem)
            {
                file.Field("");
                file.Field("");
                file.Field("");
                file.Field(run.Texts.Of(problem));
            }
            else
            {
                file.Field(middle[i]);
                file.Field(low[i]);
                file.Field(high[i]);
                file.Field((users[i] >= 0, items[i] >= 0) switch
                {
                    (true, true) => "",
                    (false, true) => run.Texts["predict.new-user"],
                    (true, false) => run.Texts["predict.new-item"],
                    _ => run.Texts["predict.new-both"],
                });
            }
            file.EndRow();
        }
        var written = block.Count;
        block.Clear();
        return written;
    }
}
