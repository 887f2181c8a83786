using DimensionalityReduction.Data;
using Pipelines;
using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Supervised;

namespace DimensionalityReduction.Study;

/// <summary>An algorithm that is tried on all columns and on components, to see what a reduction costs and saves it.</summary>
/// <param name="Key">Its name in texts: <c>knn</c>, <c>logistic</c>, <c>ridge</c>.</param>
/// <param name="Task">What it predicts.</param>
/// <param name="Fit">Learns from examples and gives what predicts: a number, or the index of a class, for each row.</param>
internal sealed record Algorithm(string Key, TargetTask Task, Func<Examples, FitControl, Func<MatrixView, float[]>> Fit)
{
    /// <summary>Key of its score on all columns; both linear ones are called linear.</summary>
    public string AllKey => (Key, Task) switch { ("knn", TargetTask.Classes) => "knn_accuracy_all", ("knn", _) => "knn_r2_all", ("logistic", _) => "linear_accuracy_all", _ => "linear_r2_all" };

    /// <summary>Key of its score on so many components.</summary>
    public string KeyAt(int components)
    {
        var key = (Key, Task) switch { ("knn", TargetTask.Classes) => "knn_accuracy", ("knn", _) => "knn_r2", ("logistic", _) => "linear_accuracy", _ => "linear_r2" };
        return $"{key}@{components}";
    }

    /// <summary>One that goes by nearness, which a reduction speeds up at predicting, and a linear one, which it speeds up at fitting.</summary>
    public static IReadOnlyList<Algorithm> For(TargetTask task) => task switch
    {
        TargetTask.Classes =>
        [
            new("knn", task, (examples, control) => Classes(new KNeighborsClassifier().Fit(examples, control))),
            new("logistic", task, (examples, control) => Classes(new LogisticRegression().Fit(examples, control))),
        ],
        TargetTask.Number =>
        [
            new("knn", task, (examples, control) => new KNeighborsRegressor().Fit(examples, control).Predict),
            new("ridge", task, (examples, control) => new RidgeRegression().Fit(examples, control).Predict),
        ],
        _ => [],
    };

    private static Func<MatrixView, float[]> Classes(IClassifier model) => rows => Array.ConvertAll(model.Classify(rows), c => (float)c);
}
