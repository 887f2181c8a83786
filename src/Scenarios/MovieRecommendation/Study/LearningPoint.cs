using Pipelines;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Recommendation;
using Scenarios.Hosting;

namespace MovieRecommendation.Study;

/// <summary>What learning from a part of the training ratings gives: would more data help?</summary>
/// <param name="Share">The part learned from, up to 1.</param>
/// <param name="Own">Held-out RMSE of our model.</param>
/// <param name="Averages">Held-out RMSE of the averages.</param>
internal readonly record struct LearningPoint(double Share, double Own, double Averages)
{
    private static readonly double[] Shares = [0.25, 0.5, 0.75];

    /// <summary>The whole curve; its last point is the study's own.</summary>
    public static IReadOnlyList<LearningPoint> Of(Ratings train, int[] users, int[] items, float[] truth, StudyOptions options, double own, double averages, RunContext run)
    {
        var points = new List<LearningPoint>();
        // One shuffle, so that a larger part holds the smaller one.
        var order = new int[train.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }
        Rng.At(options.Seed, 1).Shuffle(order.AsSpan());
        using var stage = run.Stage("progress.learning-curve");
        foreach (var share in Shares)
        {
            var count = (int)(share * train.Count);
            if (count == 0)
            {
                continue;
            }
            var part = train.Select(order.AsSpan(0, count));
            points.Add(new(share,
                Rmse(new BayesianMatrixFactorization(options.Stars).Fit(part, run.Control), users, items, truth),
                Rmse(new DampedBiases().Fit(part, run.Control), users, items, truth)));
            stage.Report(new(points.Count, Shares.Length, double.NaN));
        }
        points.Add(new(1, own, averages));
        return points;
    }

    private static double Rmse(IRatingModel model, int[] users, int[] items, float[] truth)
    {
        var predictions = new float[truth.Length];
        model.Predict(users, items, predictions);
        return RegressionMetrics.Of(truth, predictions).Rmse;
    }
}
