using DimensionalityReduction.Data;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Models;
using Pipelines.Reduction;
using Scenarios.Hosting;
using Scenarios.Hosting.Inspection;

namespace DimensionalityReduction.Study;

/// <summary>A saved model on rows it was not fitted on: how exactly it rebuilds them, how far its plane lies from theirs, and what an algorithm scores on its components.</summary>
internal sealed record DriftStudy
{
    private const int LeastLabelled = 20;
    private const int MostColumns = 10;

    /// <summary>How many rows.</summary>
    public required int Rows { get; init; }

    /// <summary>What the model keeps of them.</summary>
    public required HeldOut Kept { get; init; }

    /// <summary>Share of the variance that as many components fitted on these very rows would keep: the most there is. NaN with too few rows.</summary>
    public required double Best { get; init; }

    /// <summary>Largest angle between the model's plane and that of these rows, in degrees from 0 to 90; NaN with too few rows.</summary>
    public required double Angle { get; init; }

    /// <summary>The columns whose mean moved most, in standard deviations of these rows.</summary>
    public required IReadOnlyList<(string Column, double Shift)> Shifts { get; init; }

    /// <summary>Scores of each algorithm on all columns and on the components; empty without a target.</summary>
    public required IReadOnlyList<(Algorithm Algorithm, double[] All, double[] Few)> Scores { get; init; }

    /// <summary>What the target is.</summary>
    public required TargetTask Task { get; init; }

    /// <summary>What its components hold of the rows it was fitted on.</summary>
    public required double Fitted { get; init; }

    /// <summary>True where components fitted on these rows would keep clearly more.</summary>
    public bool Drifted => Best - Kept.VarianceKept > 0.05;

    /// <summary>Measures a model on a table.</summary>
    public static DriftStudy Run(TabularPipeline<PcaModel> pipeline, Table table, RunContext run, int folds)
    {
        var (model, encoded) = (pipeline.Model, pipeline.Encode(table));
        var (best, angle) = (double.NaN, double.NaN);
        if (encoded.Rows > model.ResultColumns + 1)
        {
            var own = new Pca(new() { Components = model.ResultColumns }).Fit(encoded, run.Control);
            best = Sum(own);
            angle = SubspaceAngle.Largest(model.Components, own.Components) * 180 / Math.PI;
        }
        var (task, scores) = Score(pipeline, table, encoded, run, folds);
        return new()
        {
            Rows = table.Rows,
            Kept = Around(EarlierModel.Kept(pipeline, table), encoded),
            Best = best,
            Angle = angle,
            Shifts = ShiftsOf(pipeline, encoded),
            Scores = scores,
            Task = task,
            Fitted = Sum(model),
        };
    }

    /// <summary>Measured against the mean of these very rows, so that a mean that moved out of the plane is seen.</summary>
    private static HeldOut Around(HeldOut kept, Matrix encoded)
    {
        var (mean, spread) = (new double[encoded.Columns], new double[encoded.Rows]);
        for (var r = 0; r < encoded.Rows; r++)
        {
            for (var c = 0; c < mean.Length; c++)
            {
                mean[c] += encoded[r][c] / (double)encoded.Rows;
            }
        }
        for (var r = 0; r < spread.Length; r++)
        {
            for (var c = 0; c < mean.Length; c++)
            {
                spread[r] += (encoded[r][c] - mean[c]) * (encoded[r][c] - mean[c]);
            }
        }
        return kept with { Spread = spread };
    }

    private static double Sum(PcaModel model)
    {
        var sum = 0.0;
        foreach (var ratio in model.ExplainedVarianceRatio)
        {
            sum += ratio;
        }
        return sum;
    }

    private static (TargetTask, IReadOnlyList<(Algorithm, double[], double[])>) Score(TabularPipeline<PcaModel> pipeline, Table table, Matrix encoded, RunContext run, int folds)
    {
        if (pipeline.Schema.Target is not { } target || table.Find(target.Name) is not { } column)
        {
            return (TargetTask.None, []);
        }
        int[] rows = [.. Enumerable.Range(0, table.Rows).Where(r => !column.IsMissing(r))];
        var task = pipeline.Schema.Classes.Count > 0 ? TargetTask.Classes : TargetTask.Number;
        if (rows.Length < LeastLabelled || ColumnChoice.Distinct(column, out _) < 2)
        {
            run.Note("study.few-labelled", LeastLabelled, target.Name, rows.Length);
            return (task, []);
        }
        // Classes may be new ones: they are learned and predicted within these rows.
        var targets = Schema.Of(table, target.Name, classes: task == TargetTask.Classes).Targets(table.Take(rows));
        var splits = task == TargetTask.Classes ? Split.StratifiedKFold(Array.ConvertAll(targets, t => (int)t), folds, run.Seed) : Split.KFold(rows.Length, folds, run.Seed);
        var all = RowScores.Take(encoded, rows);
        var few = pipeline.Model.Transform(all);
        return (task, [.. Algorithm.For(task).Select(a => (a, RowScores.Of(task, splits, all, targets, a, run.Control), RowScores.Of(task, splits, few, targets, a, run.Control)))]);
    }

    private static (string, double)[] ShiftsOf(TabularPipeline<PcaModel> pipeline, Matrix encoded)
    {
        var shifts = new (string Column, double Shift)[encoded.Columns];
        for (var j = 0; j < shifts.Length; j++)
        {
            double mean = 0, squares = 0;
            for (var r = 0; r < encoded.Rows; r++)
            {
                mean += encoded[r][j] / (double)encoded.Rows;
            }
            for (var r = 0; r < encoded.Rows; r++)
            {
                squares += (encoded[r][j] - mean) * (encoded[r][j] - mean);
            }
            var deviation = Math.Sqrt(squares / Math.Max(1, encoded.Rows - 1));
            shifts[j] = (pipeline.Encoder.Names[j], deviation > 0 ? (mean - pipeline.Model.Mean[j]) / deviation : 0);
        }
        return [.. shifts.OrderByDescending(s => Math.Abs(s.Shift)).Take(MostColumns)];
    }
}
