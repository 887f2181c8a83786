using DimensionalityReduction.Data;
using Pipelines;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Pipelines.Reduction;
using Scenarios.Hosting;

namespace DimensionalityReduction.Study;

/// <summary>Everything that was measured, and the model that was chosen by it.</summary>
internal sealed record ReductionStudy
{
    private const int LeastLabelled = 20;
    private const int MapRows = 1000;

    /// <summary>What was read.</summary>
    public required ReductionData Data { get; init; }

    /// <summary>What it was made with.</summary>
    public required StudyOptions Options { get; init; }

    /// <summary>The rows algorithms were tried on, as places in the table.</summary>
    public required int[] Rows { get; init; }

    /// <summary>Of those, the rows that were held out once: all, except under retraining, where only new rows are.</summary>
    public required int[] HeldOutRows { get; init; }

    /// <summary>The target of each held-out row; empty without one.</summary>
    public required float[] Targets { get; init; }

    /// <summary>The folds, as places in <see cref="Rows"/>.</summary>
    public required IReadOnlyList<Split> Folds { get; init; }

    /// <summary>The numbers of components that were tried, ascending.</summary>
    public required int[] Tried { get; init; }

    /// <summary>What was measured in the folds.</summary>
    public required FoldTrials Measured { get; init; }

    /// <summary>Share of resamplings that agree, by number of components; empty without a target.</summary>
    public required IReadOnlyDictionary<int, double> Agreements { get; init; }

    /// <summary>How many components to keep.</summary>
    public required ComponentDecision Decision { get; init; }

    /// <summary>Components against chance; null where that would have cost too much.</summary>
    public required ParallelAnalysis? Chance { get; init; }

    /// <summary>The encoder of all rows.</summary>
    public required TableEncoderModel Encoder { get; init; }

    /// <summary>All rows as numbers.</summary>
    public required Matrix Encoded { get; init; }

    /// <summary>The components of all rows, as many as were tried.</summary>
    public required PcaModel Spectrum { get; init; }

    /// <summary>What the reduction does to clusters; null where there are too few rows.</summary>
    public required ClusterStudy? Clusters { get; init; }

    /// <summary>Rows shown in the map, as places in the table.</summary>
    public required int[] MapSample { get; init; }

    /// <summary>How well the map keeps who is near whom; NaN where there are too few rows.</summary>
    public required double MapTrust { get; init; }

    /// <summary>The saved model: the chosen number of components.</summary>
    public PcaModel Model => Spectrum.Keep(Decision.Components);

    /// <summary>True where algorithms were tried.</summary>
    public bool Labelled => Measured.Trials.Count > 0;

    /// <summary>The algorithms that were tried.</summary>
    public IReadOnlyList<Algorithm> Algorithms => Labelled ? Algorithm.For(Data.Task) : [];

    /// <summary>A trial.</summary>
    public Trial this[string algorithm, string input, int components] =>
        Measured.Trials.First(t => t.Algorithm == algorithm && t.Input == input && (input == Trial.All || t.Components == components));

    /// <summary>What a number of components keeps of rows it was not fitted on.</summary>
    public HeldOut KeptAt(int components) => Measured.Kept.First(k => k.Components == components);

    /// <summary>The algorithm that is best on all columns.</summary>
    public Algorithm Best => Algorithms.MaxBy(a => this[a.Key, Trial.All, 0].Value)!;

    /// <summary>Key of the metric that counts: <c>accuracy</c>, <c>r2</c>, or without a target <c>variance_kept</c>.</summary>
    public string ScoreKey => !Labelled ? "variance_kept" : Data.Task == TargetTask.Classes ? "accuracy" : "r2";

    /// <summary>Measures everything and chooses.</summary>
    public static ReductionStudy Run(ReductionData data, StudyOptions options, RunContext run)
    {
        var encoder = data.FitEncoder(data.Table);
        var encoded = data.Encode(encoder, data.Table);
        var labelled = LabelledRows(data, run);
        var rows = Sample(labelled.Length > 0 ? labelled : [.. Enumerable.Range(0, data.Table.Rows)], options, data.FirstNewRow);
        var targets = labelled.Length > 0 ? data.Schema.Targets(data.Table.Take(rows)) : [];
        var folds = FoldsOf(data, options, rows, targets);
        var most = MostComponents(encoded, folds.Min(f => f.Train.Length), options);
        PcaModel spectrum;
        using (var stage = run.Stage("progress.components"))
        {
            var wanted = options.Pca.Components > 0 ? Math.Max(most, options.Pca.Components) : most;
            spectrum = new Pca(options.Pca with { Components = wanted, Variance = 1 }).Fit(encoded, stage.Control);
        }
        var named = !options.Fixed ? 0 : options.Pca.Variance < 1 ? Math.Min(options.Pca.Components > 0 ? options.Pca.Components : int.MaxValue, ComponentChoice.ByVariance(spectrum, options.Pca.Variance)) : options.Pca.Components;
        var tried = TriedComponents.Of(most, options.Try, named);
        var chance = ChanceLevel.Of(encoded, options.Seed, run);
        var foldChance = labelled.Length == 0 && chance is not null ? ChanceLevel.OfFolds(encoded, rows, folds, options.Seed, run) : [];
        if (labelled.Length == 0 && named == 0)
        {
            // What is chosen is measured too.
            tried = TriedComponents.Of(most, options.Try, ComponentDecision.ByVariance(chance, foldChance, spectrum).Components);
        }
        var measured = FoldTrials.Run(run, data, options, rows, targets, tried, folds);
        IReadOnlyDictionary<int, double> agreements = targets.Length > 0 ? ComponentDecision.Agreements(measured.Trials, tried, options.Margin, options.Seed, run.Control) : new Dictionary<int, double>();
        var decision = named > 0 ? new(Math.Min(named, tried[^1]), "named", agreements.GetValueOrDefault(Math.Min(named, tried[^1]), double.NaN))
            : targets.Length > 0 ? ComponentDecision.ByAccuracy(agreements, measured.Trials)
            : ComponentDecision.ByVariance(chance, foldChance, spectrum) is var found && found.Components <= tried[^1] ? found : found with { Components = tried[^1] };
        int[] held = [.. folds.SelectMany(f => f.Test).Order()];
        var map = Sample([.. Enumerable.Range(0, data.Table.Rows)], options with { StudyRows = MapRows }, 0);
        return new()
        {
            Data = data,
            Options = options,
            Rows = rows,
            HeldOutRows = Array.ConvertAll(held, h => rows[h]),
            Targets = targets.Length > 0 ? Array.ConvertAll(held, h => targets[h]) : [],
            Folds = folds,
            Tried = tried,
            Measured = measured,
            Agreements = agreements,
            Decision = decision,
            Chance = chance,
            Encoder = encoder,
            Encoded = encoded,
            Spectrum = spectrum,
            Clusters = ClusterStudy.Of(encoded, rows, data.Task == TargetTask.Classes && targets.Length > 0 ? Array.ConvertAll(targets, t => (int)t) : [], spectrum, tried, options.Seed, run),
            MapSample = map,
            MapTrust = Trust(encoded, spectrum, map, run),
        };
    }

    /// <summary>The rows with a target; none where there is no target, or too few have one to try an algorithm.</summary>
    private static int[] LabelledRows(ReductionData data, RunContext run)
    {
        if (data.Task == TargetTask.None)
        {
            return [];
        }
        var target = data.Table[data.Schema.Target!.Name];
        int[] rows = [.. Enumerable.Range(0, target.Rows).Where(r => !target.IsMissing(r))];
        if (rows.Length >= LeastLabelled)
        {
            return rows;
        }
        run.Note("study.few-labelled", LeastLabelled, target.Name, rows.Length);
        return [];
    }

    /// <summary>At most so many rows, drawn at random; new rows and old ones in their proportion.</summary>
    private static int[] Sample(int[] rows, StudyOptions options, int firstNew)
    {
        if (rows.Length <= options.StudyRows)
        {
            return rows;
        }
        var drawn = (int[])rows.Clone();
        Rng.At(options.Seed, 3, firstNew).Shuffle(drawn.AsSpan());
        int[] kept = drawn[..options.StudyRows];
        Array.Sort(kept);
        return kept;
    }

    private static IReadOnlyList<Split> FoldsOf(ReductionData data, StudyOptions options, int[] rows, float[] targets)
    {
        var count = Math.Min(options.Folds, rows.Length / 2);
        var folds = data.Task == TargetTask.Classes && targets.Length > 0
            ? Split.StratifiedKFold(Array.ConvertAll(targets, t => (int)t), count, options.Seed)
            : Split.KFold(rows.Length, count, options.Seed);
        if (data.FirstNewRow == 0)
        {
            return folds;
        }
        // Both models are measured on rows that the earlier one has not learned from.
        Split[] fresh = [.. folds.Select(f => new Split(f.Train, Array.FindAll(f.Test, r => rows[r] >= data.FirstNewRow))).Where(f => f.Test.Length > 0)];
        return fresh.Sum(f => f.Test.Length) >= LeastLabelled ? fresh : throw new ScenarioException(ExitCode.Data, "study.few-new", LeastLabelled, fresh.Sum(f => f.Test.Length));
    }

    private static int MostComponents(Matrix encoded, int trainRows, StudyOptions options)
    {
        var smaller = Math.Max(1, Math.Min(trainRows - 1, encoded.Columns));
        if (options.Pca.Components > Math.Min(encoded.Rows, encoded.Columns))
        {
            throw new ScenarioException(ExitCode.Data, "reduce.components", Math.Min(encoded.Rows, encoded.Columns), encoded.Rows, encoded.Columns, options.Pca.Components);
        }
        // Many components of very wide rows are found from a sketch, which serves a tenth of them well.
        return Math.Max(options.Pca.Components > 0 ? Math.Min(options.Pca.Components, smaller) : 0, smaller > 1000 ? smaller / 10 : smaller);
    }

    private static double Trust(Matrix encoded, PcaModel spectrum, int[] map, RunContext run)
    {
        if (map.Length < 20 || spectrum.ResultColumns < 2)
        {
            return double.NaN;
        }
        // Every second row, where there are many: each is compared with all others.
        var rows = RowScores.Take(encoded, map.Length > 500 ? [.. map.Where((_, i) => i % 2 == 0)] : map);
        return NeighborhoodPreservation.Trustworthiness(rows, spectrum.Keep(2).Transform(rows), 5, run.Control);
    }
}
