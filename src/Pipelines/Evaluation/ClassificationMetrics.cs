using Pipelines.Data;

namespace Pipelines.Evaluation;

/// <summary>How well classes are predicted. What needs probabilities is NaN, and left out of <see cref="All"/>, where only classes were given.</summary>
public sealed record ClassificationMetrics : IMetrics
{
    /// <summary>How many rows were scored.</summary>
    public required int Rows { get; init; }

    /// <summary>How many rows of each class were called what.</summary>
    public required ConfusionMatrix Confusion { get; init; }

    /// <summary>Share of rows predicted right; to be read beside <see cref="ConfusionMatrix.MajorityShare"/>.</summary>
    public double Accuracy => Confusion.Accuracy;

    /// <summary>Mean recall over the classes there are.</summary>
    public double BalancedAccuracy => Confusion.BalancedAccuracy;

    /// <summary>Matthews correlation, −1 to 1.</summary>
    public double Matthews => Confusion.Matthews;

    /// <summary>Precision, recall and F1 of each class.</summary>
    public IReadOnlyList<ClassScore> PerClass => [.. Enumerable.Range(0, Confusion.Classes.Count).Select(Confusion.Score)];

    /// <summary>Mean of −ln(probability of the true class), 0 or more; 0 is perfect. Probabilities are kept at least 1.19e-7 (2^-23) off 0 and 1.</summary>
    public double LogLoss { get; init; } = double.NaN;

    /// <summary>Brier score. Two classes: mean squared distance between the probability of class 1 and what happened, 0 to 1. More: summed over the classes, 0 to 2. 0 is perfect.</summary>
    public double Brier { get; init; } = double.NaN;

    /// <summary>Two classes: how often a row of class 1 gets a higher probability of it than a row of class 0, ties half. More: the mean of that for each class against the rest, over the classes there are. NaN where all rows are one class.</summary>
    public double RocAuc { get; init; } = double.NaN;

    /// <summary>Two classes: average precision for class 1. More: its mean over the classes there are.</summary>
    public double AveragePrecision { get; init; } = double.NaN;

    /// <summary>What <see cref="AveragePrecision"/> is for a guess: the share of class 1, or the mean share of the classes there are.</summary>
    public double BaseRate { get; init; } = double.NaN;

    /// <summary>Confidence interval of <see cref="Accuracy"/>, or null where none was computed.</summary>
    public Interval? AccuracyInterval { get; init; }

    /// <inheritdoc/>
    public IEnumerable<Metric> All
    {
        get
        {
            var (macro, weighted) = (Confusion.Macro(), Confusion.Weighted());
            yield return new("accuracy", Accuracy, Better.Higher, AccuracyInterval);
            yield return new("balanced_accuracy", BalancedAccuracy, Better.Higher);
            if (Confusion.Classes.Count == 2)
            {
                var positive = Confusion.Score(1);
                yield return new("precision", positive.Precision, Better.Higher);
                yield return new("recall", positive.Recall, Better.Higher);
                yield return new("f1", positive.F1, Better.Higher);
            }
            yield return new("precision_macro", macro.Precision, Better.Higher);
            yield return new("recall_macro", macro.Recall, Better.Higher);
            yield return new("f1_macro", macro.F1, Better.Higher);
            yield return new("precision_weighted", weighted.Precision, Better.Higher);
            yield return new("f1_weighted", weighted.F1, Better.Higher);
            yield return new("mcc", Matthews, Better.Higher);
            if (!double.IsNaN(LogLoss))
            {
                yield return new("log_loss", LogLoss, Better.Lower);
                yield return new("brier", Brier, Better.Lower);
                yield return new("roc_auc", RocAuc, Better.Higher);
                yield return new("auc_pr", AveragePrecision, Better.Higher);
                yield return new("base_rate", BaseRate, Better.Neither);
            }
        }
    }

    /// <summary>Measures predicted classes.</summary>
    /// <param name="targets">Class index of each row, length n, at least 1.</param>
    /// <param name="predictions">Predicted class index of each row, length n.</param>
    /// <param name="classes">Name of each class; with two classes, the second one is the positive one.</param>
    /// <param name="weights">How much each row counts, length n, 0 or more; empty for 1 each.</param>
    /// <exception cref="DataException">No rows, lengths that differ, an index that is no class (the row is named, from 1), a negative weight or no weight at all.</exception>
    public static ClassificationMetrics Of(ReadOnlySpan<int> targets, ReadOnlySpan<int> predictions, IReadOnlyList<string> classes, ReadOnlySpan<float> weights = default) =>
        new() { Rows = targets.Length, Confusion = ConfusionMatrix.Of(targets, predictions, classes, weights) };

    /// <summary>Measures predicted probabilities; the predicted class is the most likely one, the first of equals.</summary>
    /// <param name="targets">Class index of each row, length n, at least 1.</param>
    /// <param name="probabilities">n x classes, 0 to 1, each row summing to 1 within 0.001.</param>
    /// <param name="classes">Name of each class; with two classes, the second one is the positive one.</param>
    /// <param name="weights">How much each row counts, length n, 0 or more; empty for 1 each.</param>
    /// <exception cref="DataException">No rows, shapes that differ, an index that is no class, a number that is no probability or a row that does not sum to 1 (the row is named, from 1), a negative weight or no weight at all.</exception>
    public static ClassificationMetrics Of(ReadOnlySpan<int> targets, MatrixView probabilities, IReadOnlyList<string> classes, ReadOnlySpan<float> weights = default)
    {
        var scores = ProbabilityScores.Of(targets, probabilities, classes.Count, weights);
        return Of(targets, scores.Predictions, classes, weights) with
        {
            LogLoss = scores.LogLoss,
            Brier = scores.Brier,
            RocAuc = scores.RocAuc,
            AveragePrecision = scores.AveragePrecision,
            BaseRate = scores.BaseRate,
        };
    }
}
