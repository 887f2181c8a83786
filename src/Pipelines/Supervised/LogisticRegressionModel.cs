using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Numerics;

namespace Pipelines.Supervised;

/// <summary>A fitted <see cref="LogisticRegression"/>: the scores of a row are intercepts + coefficients · row, summed in double, and the probabilities their softmax. O(d·K) a row.</summary>
public sealed class LogisticRegressionModel : IClassifier, IModel
{
    /// <summary>Scores that fit on the stack; more are lent by the pool.</summary>
    private const int StackScores = 256;

    private readonly int[] _learned;
    private readonly double[] _coefficients;
    private readonly double[] _intercepts;

    internal LogisticRegressionModel(int classes, int[] learned, int columns, double[] coefficients, double[] intercepts) =>
        (Classes, _learned, Columns, _coefficients, _intercepts) = (classes, learned, columns, coefficients, intercepts);

    /// <inheritdoc/>
    public string Kind => "logistic-regression/1";

    /// <inheritdoc/>
    public int Columns { get; }

    /// <inheritdoc/>
    public int Classes { get; }

    /// <summary>The classes that training rows had, rising; any other gets probability 0.</summary>
    public ReadOnlySpan<int> LearnedClasses => _learned;

    /// <summary>
    /// With two learned classes, d numbers: how much the log odds of the second against the first rise when a column rises by 1. Otherwise K x d, row-major: how much the score of each learned class rises.
    /// </summary>
    public ReadOnlySpan<double> Coefficients => _coefficients;

    /// <summary>The scores where every column is 0: 1 number with two learned classes, otherwise one a learned class.</summary>
    public ReadOnlySpan<double> Intercepts => _intercepts;

    /// <summary>The training objective at the end: mean cross-entropy in nats plus the penalty, divided by the sum of the weights.</summary>
    public double Loss { get; internal init; }

    /// <summary>How many steps training took.</summary>
    public int Iterations { get; internal init; }

    /// <summary>False where training stopped before it was as near the optimum as <see cref="LogisticRegressionOptions.Tolerance"/> asks.</summary>
    public bool Converged { get; internal init; }

    /// <inheritdoc/>
    public void Probabilities(MatrixView rows, Matrix result)
    {
        rows.NeedColumns(nameof(LogisticRegressionModel), Columns);
        rows.NeedFinite(nameof(LogisticRegressionModel));
        result.NeedShape(nameof(LogisticRegressionModel), rows.Rows, Classes);
        if (_learned.Length == 2)
        {
            Odds(rows, result);
            return;
        }
        double[]? lent = null;
        var scores = _learned.Length <= StackScores ? stackalloc double[StackScores] : lent = System.Buffers.ArrayPool<double>.Shared.Rent(_learned.Length);
        scores = scores[.._learned.Length];
        for (var r = 0; r < rows.Rows; r++)
        {
            Softmax(rows[r], scores, result[r]);
        }
        if (lent is not null)
        {
            System.Buffers.ArrayPool<double>.Shared.Return(lent);
        }
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        writer.Whole("classes", Classes);
        writer.Ints("learned", _learned);
        writer.Doubles("coefficients", _coefficients, _intercepts.Length, Columns);
        writer.Doubles("intercepts", _intercepts);
        writer.Number("loss", Loss);
        writer.Whole("iterations", Iterations);
        writer.Flag("converged", Converged);
    }

    internal static LogisticRegressionModel Read(ModelReader reader)
    {
        var classes = (int)reader.Whole("classes", 2, int.MaxValue);
        var learned = reader.Ints("learned");
        for (var k = 0; k < learned.Length; k++)
        {
            if (learned[k] >= classes || learned[k] < (k == 0 ? 0 : learned[k - 1] + 1))
            {
                throw reader.Damaged("learned", "is not a rising list of classes");
            }
        }
        var outputs = learned.Length switch { < 2 => throw reader.Damaged("learned", "holds fewer than 2 classes"), 2 => 1, var many => many };
        var coefficients = reader.Doubles("coefficients", outputs, -1);
        var columns = reader.Shape("coefficients")[1];
        var intercepts = reader.Doubles("intercepts", outputs);
        return columns > 0 && Array.TrueForAll(coefficients, double.IsFinite) && Array.TrueForAll(intercepts, double.IsFinite)
            ? new(classes, learned, columns, coefficients, intercepts) { Loss = reader.Number("loss"), Iterations = (int)reader.Whole("iterations", 0, int.MaxValue), Converged = reader.Flag("converged") }
            : throw reader.Damaged("coefficients", "is not a matrix of finite numbers");
    }

    private void Odds(MatrixView rows, Matrix result)
    {
        for (var r = 0; r < rows.Rows; r++)
        {
            var score = _intercepts[0] + WideDot.Of(rows[r], _coefficients);
            var probabilities = result[r];
            probabilities.Clear();
            // Each from its own side, so that the smaller keeps its digits.
            probabilities[_learned[0]] = (float)(1 / (1 + Math.Exp(score)));
            probabilities[_learned[1]] = (float)(1 / (1 + Math.Exp(-score)));
        }
    }

    private void Softmax(ReadOnlySpan<float> row, Span<double> scores, Span<float> probabilities)
    {
        var largest = double.NegativeInfinity;
        for (var k = 0; k < scores.Length; k++)
        {
            scores[k] = _intercepts[k] + WideDot.Of(row, _coefficients.AsSpan(k * Columns, Columns));
            largest = Math.Max(largest, scores[k]);
        }
        double total = 0;
        for (var k = 0; k < scores.Length; k++)
        {
            scores[k] = Math.Exp(scores[k] - largest);
            total += scores[k];
        }
        if (scores.Length < probabilities.Length)
        {
            probabilities.Clear();
        }
        for (var k = 0; k < scores.Length; k++)
        {
            probabilities[_learned[k]] = (float)(scores[k] / total);
        }
    }
}
