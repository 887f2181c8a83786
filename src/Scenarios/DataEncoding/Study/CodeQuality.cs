using Pipelines;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Pipelines.Supervised;

namespace DataEncoding.Study;

/// <summary>What codes keep of rows that were not trained on.</summary>
/// <param name="Error">Mean squared error of a number.</param>
/// <param name="Nearest">How often the five nearest codes tell the class; NaN without classes.</param>
/// <param name="Linear">How often logistic regression on the codes tells it; NaN without classes.</param>
internal sealed record CodeQuality(double Error, double Nearest, double Linear)
{
    /// <summary>Nearest neighbours of more rows than these tell no more about codes, and take long in wide rows.</summary>
    private const int MostKnown = 10_000;

    private const int MostAsked = 2_000;

    /// <summary>Measures a model.</summary>
    /// <param name="model">From rows to codes and back.</param>
    /// <param name="train">The rows it was fitted on.</param>
    /// <param name="trainClasses">Their classes; empty without any.</param>
    /// <param name="test">The rows that were held out.</param>
    /// <param name="testClasses">Their classes; empty without any.</param>
    /// <param name="control">Threads and cancellation.</param>
    /// <param name="layout">What the columns stand for; null or empty where all are numbers.</param>
    public static CodeQuality Of(IInverseTransformer model, MatrixView train, float[] trainClasses, MatrixView test, float[] testClasses, FitControl control, IReadOnlyList<EncodedColumn>? layout = null)
    {
        control.Cancellation.ThrowIfCancellationRequested();
        var codes = model.Transform(test);
        var error = CellErrors.Mean(test, model.Inverse(codes), layout ?? []);
        var (known, asked) = (Labelled(trainClasses), Labelled(testClasses));
        return known.Length == 0 || asked.Length == 0 ? new(error, double.NaN, double.NaN)
            : Probe(model.Transform(Taken(train, Some(known, MostKnown))), Classes(trainClasses, Some(known, MostKnown)), Taken(codes, Some(asked, MostAsked)), Classes(testClasses, Some(asked, MostAsked)), control) with { Error = error };
    }

    /// <summary>What codes of some rows tell of the classes of others; the error is NaN.</summary>
    /// <param name="codes">Codes of all rows.</param>
    /// <param name="classes">Their classes.</param>
    /// <param name="known">The rows that are learned from, all with a class.</param>
    /// <param name="asked">The rows whose class is guessed, all with a class.</param>
    /// <param name="control">Threads and cancellation.</param>
    public static CodeQuality OfCodes(MatrixView codes, float[] classes, int[] known, int[] asked, FitControl control)
    {
        var (some, few) = (Some(known, MostKnown), Some(asked, MostAsked));
        return Probe(Taken(codes, some), Classes(classes, some), Taken(codes, few), Classes(classes, few), control);
    }

    /// <summary>Mean squared difference of a cell.</summary>
    public static double MeanSquare(MatrixView x, MatrixView y) => CellErrors.Mean(x, y, []);

    private static CodeQuality Probe(Matrix codes, float[] classes, Matrix questions, float[] answers, FitControl control)
    {
        control.Cancellation.ThrowIfCancellationRequested();
        if (classes.Distinct().Count() < 2)
        {
            return new(double.NaN, double.NaN, double.NaN);
        }
        // Codes come in any unit, and the penalty of logistic regression asks for one: only its numbers are standardised, distances stay as they are.
        var scaler = new StandardScaler().Fit(codes, control);
        return new(double.NaN,
            Accuracy(new KNeighborsClassifier(new() { Neighbors = Math.Min(5, codes.Rows) }).Fit(new(codes, classes), control), questions, answers),
            Accuracy(new LogisticRegression().Fit(new(scaler.Transform(codes), classes), control), scaler.Transform(questions), answers));
    }

    private static int[] Labelled(float[] classes) => [.. Enumerable.Range(0, classes.Length).Where(r => !float.IsNaN(classes[r]))];

    /// <summary>At most so many rows, spread over all of them.</summary>
    private static int[] Some(int[] rows, int most) => rows.Length <= most ? rows : [.. Enumerable.Range(0, most).Select(i => rows[(int)((long)i * rows.Length / most)])];

    private static float[] Classes(float[] classes, int[] rows) => Array.ConvertAll(rows, r => classes[r]);

    private static Matrix Taken(MatrixView rows, int[] places)
    {
        var taken = new Matrix(places.Length, rows.Columns);
        for (var i = 0; i < places.Length; i++)
        {
            rows[places[i]].CopyTo(taken[i]);
        }
        return taken;
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
