using Pipelines.Data;

namespace Pipelines.Evaluation;

/// <summary>The part of <see cref="ClassificationMetrics"/> that needs probabilities.</summary>
internal sealed record ProbabilityScores(int[] Predictions, double LogLoss, double Brier, double RocAuc, double AveragePrecision, double BaseRate)
{
    private const string Owner = nameof(ClassificationMetrics);

    /// <summary>The spacing of float32 at 1: a probability of exactly 0 for what happened costs 15.9, not infinity.</summary>
    private const double Least = 1.0 / (1 << 23);

    public static ProbabilityScores Of(ReadOnlySpan<int> targets, MatrixView probabilities, int classes, ReadOnlySpan<float> weights)
    {
        EvaluationInput.SameLength(Owner, targets.Length, "probabilities", probabilities.Rows);
        if (probabilities.Columns != classes)
        {
            throw new DataException("evaluation.classes", $"{Owner}.probabilities must have {classes} columns, one a class; got {probabilities.Columns}.");
        }
        EvaluationInput.Classes(Owner, "targets", targets, classes);
        var total = EvaluationInput.Weights(Owner, weights, targets.Length);
        var predictions = new int[targets.Length];
        double logLoss = 0, brier = 0;
        for (var i = 0; i < targets.Length; i++)
        {
            var row = probabilities[i];
            CheckRow(row, i);
            double kept = 0, squares = 0;
            for (var c = 0; c < row.Length; c++)
            {
                var distance = row[c] - (c == targets[i] ? 1.0 : 0.0);
                squares += distance * distance;
                kept += Math.Clamp(row[c], Least, 1 - Least);
                predictions[i] = row[c] > row[predictions[i]] ? c : predictions[i];
            }
            var w = EvaluationInput.WeightOf(weights, i);
            logLoss -= w * Math.Log(Math.Clamp(row[targets[i]], Least, 1 - Least) / kept);
            brier += w * (classes == 2 ? (row[1] - (targets[i] == 1 ? 1.0 : 0.0)) * (row[1] - (targets[i] == 1 ? 1.0 : 0.0)) : squares);
        }
        var (auc, average, baseRate) = Ranking(targets, probabilities, classes, weights);
        return new(predictions, logLoss / total, brier / total, auc, average, baseRate);
    }

    /// <summary>Class 1 of two, or the mean of each class against the rest over the classes that are targets.</summary>
    private static (double RocAuc, double AveragePrecision, double BaseRate) Ranking(ReadOnlySpan<int> targets, MatrixView probabilities, int classes, ReadOnlySpan<float> weights)
    {
        double auc = 0, average = 0, baseRate = 0;
        var present = 0;
        var scores = new double[targets.Length];
        var positives = new bool[targets.Length];
        for (var c = classes == 2 ? 1 : 0; c < classes; c++)
        {
            for (var i = 0; i < scores.Length; i++)
            {
                (scores[i], positives[i]) = (probabilities[i][c], targets[i] == c);
            }
            var curve = PrecisionRecallCurve.Of(scores, positives, weights);
            if (classes == 2 || curve.BaseRate > 0)
            {
                auc += RocCurve.Of(scores, positives, weights).Area;
                average += curve.AveragePrecision;
                baseRate += curve.BaseRate;
                present++;
            }
        }
        return (auc / present, average / present, baseRate / present);
    }

    private static void CheckRow(ReadOnlySpan<float> row, int at)
    {
        double sum = 0;
        for (var c = 0; c < row.Length; c++)
        {
            sum += row[c] is >= 0 and <= 1 ? row[c] : throw EvaluationInput.NotProbability(Owner, "probabilities", at, row[c]);
        }
        if (Math.Abs(sum - 1) > 1e-3)
        {
            throw new DataException("evaluation.sum", $"{Owner}.probabilities, row {at}: they sum to {sum:G6}, not to 1. Divide each row by its sum.");
        }
    }
}
