using DimensionalityReduction.Data;
using Pipelines;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Supervised;

namespace DimensionalityReduction.Study;

/// <summary>An algorithm that is tried on all columns and on components, to see what a reduction costs and saves it.</summary>
/// <param name="Key">Its name in texts: <c>knn</c>, <c>logistic</c>, <c>ridge</c>.</param>
/// <param name="Fit">Learns from examples and gives what predicts: a number, or the index of a class, for each row.</param>
internal sealed record Algorithm(string Key, Func<Examples, FitControl, Func<MatrixView, float[]>> Fit)
{
    /// <summary>What it is called in metric keys: both linear ones are <c>linear</c>.</summary>
    public string MetricKey => Key == "knn" ? Key : "linear";

    /// <summary>One that goes by nearness, which a reduction speeds up at predicting, and a linear one, which it speeds up at fitting.</summary>
    public static IReadOnlyList<Algorithm> For(TargetTask task) => task switch
    {
        TargetTask.Classes =>
        [
            new("knn", (examples, control) => Classes(new KNeighborsClassifier().Fit(examples, control))),
            new("logistic", (examples, control) => Classes(new LogisticRegression().Fit(examples, control))),
        ],
        TargetTask.Number =>
        [
            new("knn", (examples, control) => new KNeighborsRegressor().Fit(examples, control).Predict),
            new("ridge", (examples, control) => new RidgeRegression().Fit(examples, control).Predict),
        ],
        _ => [],
    };

    private static Func<MatrixView, float[]> Classes(IClassifier model) => rows => Array.ConvertAll(model.Classify(rows), c => (float)c);
}
