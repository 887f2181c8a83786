using DataEncoding.Data;
using Pipelines;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Pipelines.Neural;

namespace DataEncoding.Study;

/// <summary>A saved model on rows it was not trained on: how exactly it gives them back beside the training means, which columns moved, and what its codes tell of the classes.</summary>
internal sealed record DriftStudy
{
    private const int LeastLabelled = 20;
    private const int Folds = 5;
    private const int MostColumns = 10;
    private const double Clearly = 1.25;

    /// <summary>Mean squared error of a number.</summary>
    public required double Error { get; init; }

    /// <summary>The same where always the training means come back; NaN where the model file does not say them.</summary>
    public required double MeanError { get; init; }

    /// <summary>The model's error on the rows that were held out in training; NaN where the model file does not say.</summary>
    public required double TrainingError { get; init; }

    /// <summary>Error of each row.</summary>
    public required double[] RowErrors { get; init; }

    /// <summary>The encoded columns whose mean moved most, in standard deviations of the training rows.</summary>
    public required IReadOnlyList<(string Column, double Shift)> Shifts { get; init; }

    /// <summary>How often codes of these rows tell the class, mean of five folds; both NaN without classes.</summary>
    public required CodeQuality Codes { get; init; }

    /// <summary>The same of the rows themselves.</summary>
    public required CodeQuality Whole { get; init; }

    /// <summary>Share of what there is to know that comes back; NaN where the training means are not known.</summary>
    public double Kept => MeanError > 0 ? 1 - (Error / MeanError) : double.NaN;

    /// <summary>True where the error is clearly larger than it was in training.</summary>
    public bool Drifted => Error > Clearly * TrainingError;

    /// <summary>Measures a model on rows.</summary>
    public static DriftStudy Of(TabularPipeline<AutoencoderModel> pipeline, SavedRows rows, IReadOnlyDictionary<string, string> facts, long seed, FitControl control)
    {
        var (model, layout) = (pipeline.Model, EncodingData.LayoutOf(pipeline.Encoder));
        var rebuilt = model.Reconstruct(rows.Rows);
        var columns = ModelFacts.ColumnsOf(facts, pipeline.Encoder.Columns);
        int[] labelled = [.. Enumerable.Range(0, rows.Classes.Length).Where(r => !float.IsNaN(rows.Classes[r]))];
        var none = new CodeQuality(double.NaN, double.NaN, double.NaN);
        var probed = labelled.Length >= LeastLabelled && labelled.Select(r => rows.Classes[r]).Distinct().Count() > 1;
        return new()
        {
            Error = CellErrors.Mean(rows.Rows, rebuilt, layout),
            MeanError = columns is { Means: var means } ? CellErrors.Mean(rows.Rows, means, layout) : double.NaN,
            TrainingError = ModelFacts.ErrorOf(facts),
            RowErrors = CellErrors.OfRows(rows.Rows, rebuilt, layout),
            Shifts = columns is { } known ? ShiftsOf(pipeline.Encoder.Names, rows.Rows, layout, known) : [],
            Codes = probed ? Probe(model.Transform(rows.Rows), rows.Classes, labelled, seed, control) : none,
            Whole = probed ? Probe(rows.Rows, rows.Classes, labelled, seed, control) : none,
        };
    }

    private static CodeQuality Probe(Matrix codes, float[] classes, int[] labelled, long seed, FitControl control)
    {
        var folds = Split.StratifiedKFold(Array.ConvertAll(labelled, r => (int)classes[r]), Folds, seed);
        CodeQuality[] parts = [.. folds.Select(f => CodeQuality.OfCodes(codes, classes, Array.ConvertAll(f.Train, i => labelled[i]), Array.ConvertAll(f.Test, i => labelled[i]), control))];
        return new(double.NaN, parts.Average(p => p.Nearest), parts.Average(p => p.Linear));
    }

    private static (string, double)[] ShiftsOf(IReadOnlyList<string> names, Matrix rows, IReadOnlyList<EncodedColumn> layout, (Matrix Means, float[] Deviations) known)
    {
        var now = CellErrors.Spread(rows, layout).Means;
        var shifts = new (string Column, double Shift)[names.Count];
        for (var c = 0; c < shifts.Length; c++)
        {
            var by = (double)now.Values[c] - known.Means.Values[c];
            // A column that never varied in training has moved beyond all measure once it does.
            shifts[c] = (names[c], known.Deviations[c] > 0 ? by / known.Deviations[c] : Math.Abs(by) > 1e-6 ? double.PositiveInfinity * Math.Sign(by) : 0);
        }
        return [.. shifts.OrderByDescending(s => Math.Abs(s.Shift)).Take(MostColumns)];
    }
}
