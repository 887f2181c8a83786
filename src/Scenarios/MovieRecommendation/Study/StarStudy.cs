using Pipelines;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Recommendation;
using Scenarios.Hosting;

namespace MovieRecommendation.Study;

/// <summary>How well stars are predicted: every model is fitted on the training ratings and scored on all held-out ones, cold rows too.</summary>
internal sealed record StarStudy
{
    /// <summary>Key of the model the scenario is about.</summary>
    public const string Own = "bayesian-mf";

    /// <summary>Key of the strong simple baseline.</summary>
    public const string Averages = "damped-biases";

    /// <summary>Key of the trivial baseline.</summary>
    public const string Mean = "global-mean";

    /// <summary>Share of true ratings that a predicted interval promises to hold.</summary>
    public const double IntervalLevel = 0.9;

    /// <summary>User of each held-out rating.</summary>
    public required int[] Users { get; init; }

    /// <summary>Item of each held-out rating.</summary>
    public required int[] Items { get; init; }

    /// <summary>The held-out ratings.</summary>
    public required float[] Truth { get; init; }

    /// <summary>True where user and item both have training ratings.</summary>
    public required bool[] Known { get; init; }

    /// <summary>The models, ours first, the most trivial last.</summary>
    public required IReadOnlyList<StarModel> Models { get; init; }

    /// <summary>Lower ends of our predicted intervals.</summary>
    public required float[] Low { get; init; }

    /// <summary>Upper ends of our predicted intervals.</summary>
    public required float[] High { get; init; }

    /// <summary>Whether the intervals keep their promise.</summary>
    public required IntervalCoverage Intervals { get; init; }

    /// <summary>Squared errors of our model against the averages, user by user.</summary>
    public required PairedComparison AgainstAverages { get; init; }

    /// <summary>RMSE on the training ratings after each sweep.</summary>
    public required IReadOnlyList<double> TrainingCurve { get; init; }

    /// <summary>Held-out RMSE by share of the training ratings learned from.</summary>
    public required IReadOnlyList<LearningPoint> LearningCurve { get; init; }

    /// <summary>Our fitted model, for lists ranked by stars.</summary>
    public required BayesianMatrixFactorizationModel Model { get; init; }

    /// <summary>Our model's results.</summary>
    public StarModel Ours => Models[0];

    /// <summary>A model by its key.</summary>
    public StarModel this[string key] => Models.First(m => m.Key == key);

    /// <summary>Fits and scores every model.</summary>
    public static StarStudy Run(Ratings train, Ratings test, StudyOptions options, RunContext run)
    {
        var (users, items, truth) = Pairs(test);
        var known = KnownRows(train, users, items);
        var intervals = new BootstrapOptions { Seed = options.Seed };

        StarModel Score(string key, IRatingModel model, double seconds)
        {
            var predictions = new float[truth.Length];
            model.Predict(users, items, predictions);
            var errors = PredictionErrors.WithSign(truth, predictions);
            // Ratings of one person are alike, so whole people are drawn, not single ratings.
            var metrics = RegressionMetrics.Of(truth, predictions).WithIntervals(errors, intervals, run.Control, users);
            return new(key, predictions, metrics, RmseWhere(errors, known, true), RmseWhere(errors, known, false), seconds);
        }

        TModel Fit<TModel>(string key, IEstimator<Ratings, TModel> estimator, out double seconds, IProgress<FitStep>? also = null)
        {
            using var stage = run.Stage("progress.fit", run.Texts[$"model.{key}"]);
            var model = estimator.Fit(train, stage.Control with { Progress = also is null ? stage : new Both(stage, also) });
            seconds = stage.Elapsed.TotalSeconds;
            return model;
        }

        var curve = new Curve();
        var mean = Score(Mean, Fit(Mean, new GlobalMean(), out var meanSeconds), meanSeconds);
        var averages = Score(Averages, Fit(Averages, new DampedBiases(), out var averageSeconds), averageSeconds);
        var descent = Score("sgd-mf", Fit("sgd-mf", new MatrixFactorization(new() { Seed = options.Seed }), out var descentSeconds), descentSeconds);
        var model = Fit(Own, new BayesianMatrixFactorization(options.Stars), out var ownSeconds, curve);
        var own = Score(Own, model, ownSeconds);

        var (middle, low, high) = (new float[truth.Length], new float[truth.Length], new float[truth.Length]);
        model.PredictInterval(users, items, middle, low, high, IntervalLevel);
        return new()
        {
            Users = users,
            Items = items,
            Truth = truth,
            Known = known,
            Models = [own, descent, averages, mean],
            Low = low,
            High = high,
            Intervals = IntervalCoverage.Of(truth, low, high, IntervalLevel),
            AgainstAverages = PairedComparison.Of(PredictionErrors.Squared(truth, own.Predictions), PredictionErrors.Squared(truth, averages.Predictions), Better.Lower, new() { Seed = options.Seed }, run.Control, users),
            TrainingCurve = curve.Losses,
            LearningCurve = LearningPoint.Of(train, users, items, truth, options, own.Metrics.Rmse, averages.Metrics.Rmse, run),
            Model = model,
        };
    }

    /// <summary>The held-out ratings as three columns.</summary>
    public static (int[] Users, int[] Items, float[] Truth) Pairs(Ratings ratings)
    {
        var users = new int[ratings.Count];
        for (var u = 0; u < ratings.Users.Count; u++)
        {
            var row = ratings.Cells[u];
            users.AsSpan(row.Start, row.Count).Fill(u);
        }
        return (users, ratings.Cells.Indices.ToArray(), ratings.Cells.Values.ToArray());
    }

    private static bool[] KnownRows(Ratings train, int[] users, int[] items)
    {
        var seenItem = new bool[train.Items.Count];
        foreach (var item in train.Cells.Indices)
        {
            seenItem[item] = true;
        }
        var known = new bool[users.Length];
        for (var i = 0; i < known.Length; i++)
        {
            known[i] = seenItem[items[i]] && train.Cells[users[i]].Count > 0;
        }
        return known;
    }

    private static double RmseWhere(double[] errors, bool[] known, bool wanted)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < errors.Length; i++)
        {
            if (known[i] == wanted)
            {
                sum += errors[i] * errors[i];
                count++;
            }
        }
        return count == 0 ? double.NaN : Math.Sqrt(sum / count);
    }

    private sealed class Curve : IProgress<FitStep>
    {
        public List<double> Losses { get; } = [];

        public void Report(FitStep value) => Losses.Add(value.Loss);
    }

    private sealed class Both(IProgress<FitStep> first, IProgress<FitStep> second) : IProgress<FitStep>
    {
        public void Report(FitStep value)
        {
            first.Report(value);
            second.Report(value);
        }
    }
}
