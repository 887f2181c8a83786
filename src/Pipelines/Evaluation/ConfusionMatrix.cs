namespace Pipelines.Evaluation;

/// <summary>How many rows of each class were called what: rows are the true classes, columns the predicted ones. Holds weights where rows have them.</summary>
/// <remarks>Classes that are neither a target nor predicted take no part in averages over classes, and an average counts a 0/0 as 0, as scikit-learn does by default.</remarks>
public sealed class ConfusionMatrix
{
    private readonly double[] _cells;
    private readonly double[] _targets;
    private readonly double[] _predictions;

    private ConfusionMatrix(IReadOnlyList<string> classes, double[] cells)
    {
        (Classes, _cells) = (classes, cells);
        (_targets, _predictions) = (new double[classes.Count], new double[classes.Count]);
        for (var t = 0; t < classes.Count; t++)
        {
            for (var p = 0; p < classes.Count; p++)
            {
                _targets[t] += this[t, p];
                _predictions[p] += this[t, p];
                Right += t == p ? this[t, p] : 0;
                Total += this[t, p];
            }
        }
    }

    /// <summary>Name of each class, in the order of their indices.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Weight of all rows.</summary>
    public double Total { get; }

    /// <summary>Weight of the rows predicted right.</summary>
    public double Right { get; }

    /// <summary>Weight of the rows of class <paramref name="target"/> that were called <paramref name="predicted"/>.</summary>
    public double this[int target, int predicted] => _cells[(target * Classes.Count) + predicted];

    /// <summary>Share of rows predicted right.</summary>
    public double Accuracy => Right / Total;

    /// <summary>Share of rows that always naming the most frequent class would predict right: what <see cref="Accuracy"/> has to beat.</summary>
    public double MajorityShare => _targets.Max() / Total;

    /// <summary>Mean recall over the classes that are targets: 1 / classes for a guess, whatever the class sizes.</summary>
    public double BalancedAccuracy
    {
        get
        {
            double sum = 0;
            var present = 0;
            for (var c = 0; c < Classes.Count; c++)
            {
                if (_targets[c] > 0)
                {
                    sum += this[c, c] / _targets[c];
                    present++;
                }
            }
            return sum / present;
        }
    }

    /// <summary>
    /// Matthews correlation of targets and predictions, −1 to 1; 0 for a guess, and where all targets or all predictions are one class.
    /// For more than two classes Gorodkin, "Comparing two K-category assignments by a K-category correlation coefficient" (2004).
    /// </summary>
    public double Matthews
    {
        get
        {
            double both = 0, targets = 0, predictions = 0;
            for (var c = 0; c < Classes.Count; c++)
            {
                both += _targets[c] * _predictions[c];
                targets += _targets[c] * _targets[c];
                predictions += _predictions[c] * _predictions[c];
            }
            var spread = ((Total * Total) - predictions) * ((Total * Total) - targets);
            return spread <= 0 ? 0 : ((Right * Total) - both) / Math.Sqrt(spread);
        }
    }

    /// <summary>Counts predictions.</summary>
    /// <param name="targets">Class index of each row, length n, at least 1.</param>
    /// <param name="predictions">Predicted class index of each row, length n.</param>
    /// <param name="classes">Name of each class; an index is a place here.</param>
    /// <param name="weights">How much each row counts, length n, 0 or more; empty for 1 each.</param>
    /// <exception cref="DataException">No rows, lengths that differ, an index that is no class (the row is named, from 1), a negative weight or no weight at all.</exception>
    public static ConfusionMatrix Of(ReadOnlySpan<int> targets, ReadOnlySpan<int> predictions, IReadOnlyList<string> classes, ReadOnlySpan<float> weights = default)
    {
        const string owner = nameof(ConfusionMatrix);
        EvaluationInput.SameLength(owner, targets.Length, "predictions", predictions.Length);
        EvaluationInput.Classes(owner, "targets", targets, classes.Count);
        EvaluationInput.Classes(owner, "predictions", predictions, classes.Count);
        EvaluationInput.Weights(owner, weights, targets.Length);
        var cells = new double[classes.Count * classes.Count];
        for (var i = 0; i < targets.Length; i++)
        {
            cells[(targets[i] * classes.Count) + predictions[i]] += EvaluationInput.WeightOf(weights, i);
        }
        return new(classes, cells);
    }

    /// <summary>Precision, recall and F1 of one class.</summary>
    public ClassScore Score(int of)
    {
        var (right, targets, predictions) = (this[of, of], _targets[of], _predictions[of]);
        return targets + predictions == 0
            ? new(Classes[of], double.NaN, double.NaN, double.NaN, 0)
            : new(Classes[of], predictions > 0 ? right / predictions : 0, targets > 0 ? right / targets : 0, 2 * right / (targets + predictions), targets);
    }

    /// <summary>Precision, recall and F1 as their mean over the classes, each class counting the same.</summary>
    public ClassScore Macro() => Mean("macro", static _ => 1);

    /// <summary>Precision, recall and F1 as their mean over the classes, each counting as many rows as it has.</summary>
    public ClassScore Weighted() => Mean("weighted", static s => s.Support);

    private ClassScore Mean(string name, Func<ClassScore, double> weight)
    {
        double precision = 0, recall = 0, f1 = 0, total = 0;
        for (var c = 0; c < Classes.Count; c++)
        {
            var score = Score(c);
            if (!double.IsNaN(score.F1))
            {
                var w = weight(score);
                precision += w * score.Precision;
                recall += w * score.Recall;
                f1 += w * score.F1;
                total += w;
            }
        }
        return new(name, precision / total, recall / total, f1 / total, Total);
    }
}
