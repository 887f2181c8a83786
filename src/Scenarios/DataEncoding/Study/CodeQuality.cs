using Pipelines;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Supervised;

namespace DataEncoding.Study;

/// <summary>What codes keep of rows that were not trained on.</summary>
/// <param name="Error">Mean squared error of a number.</param>
/// <param name="Nearest">How often the five nearest codes tell the class; NaN without classes.</param>
/// <param name="Linear">How often logistic regression on the codes tells it; NaN without classes.</param>
internal sealed record CodeQuality(double Error, double Nearest, double Linear)
{
    /// <summary>Measures a model.</summary>
    /// <param name="model">From rows to codes and back.</param>
    /// <param name="train">The rows it was fitted on.</param>
    /// <param name="trainClasses">Their classes; empty without any.</param>
    /// <param name="test">The rows that were held out.</param>
    /// <param name="testClasses">Their classes; empty without any.</param>
    /// <param name="control">Threads and cancellation.</param>
    public static CodeQuality Of(IInverseTransformer model, MatrixView train, float[] trainClasses, MatrixView test, float[] testClasses, FitControl control)
    {
        var codes = model.Transform(test);
        var error = MeanSquare(test, model.Inverse(codes));
        if (trainClasses.Length == 0)
        {
            return new(error, double.NaN, double.NaN);
        }
        var examples = new Examples(model.Transform(train), trainClasses);
        var neighbors = Math.Min(5, train.Rows);
        return new(error,
            Accuracy(new KNeighborsClassifier(new() { Neighbors = neighbors }).Fit(examples, control), codes, testClasses),
            Accuracy(new LogisticRegression().Fit(examples, control), codes, testClasses));
    }

    /// <summary>Mean squared difference of a cell.</summary>
    public static double MeanSquare(MatrixView x, MatrixView y)
    {
        var sum = 0.0;
        for (var r = 0; r < x.Rows; r++)
        {
            var a = x[r];
            var b = y[r];
            for (var c = 0; c < a.Length; c++)
            {
                var difference = (double)a[c] - b[c];
                sum += difference * difference;
            }
        }
        return sum / ((double)x.Rows * x.Columns);
    }

    private static double Accuracy(IClassifier model, MatrixView codes, float[] classes)
    {
        var probabilities = model.Probabilities(codes);
        var right = 0;
        for (var r = 0; r < classes.Length; r++)
        {
            var row = probabilities[r];
            var best = 0;
            for (var k = 1; k < row.Length; k++)
            {
                best = row[k] > row[best] ? k : best;
            }
            right += best == (int)classes[r] ? 1 : 0;
        }
        return (double)right / classes.Length;
    }
}
