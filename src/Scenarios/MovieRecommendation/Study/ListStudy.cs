using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Recommendation;
using Scenarios.Hosting;

namespace MovieRecommendation.Study;

/// <summary>How good the lists are: for every person with a liked held-out item the whole catalogue is ranked, what they had seen left out.</summary>
internal sealed record ListStudy
{
    /// <summary>Key of the model the lists come from.</summary>
    public const string Own = "ease";

    /// <summary>Key of the baseline.</summary>
    public const string Popular = "popularity";

    /// <summary>Length of the list that is spoken about.</summary>
    public const int Length = 10;

    /// <summary>The metric that the lists are judged by.</summary>
    public const string Main = "ndcg@10";

    /// <summary>A held-out item counts as liked from this rating on; negative infinity where feedback is implicit.</summary>
    public required float LikedFrom { get; init; }

    /// <summary>The models, ours first.</summary>
    public required IReadOnlyList<ListModel> Models { get; init; }

    /// <summary>Our lists against popularity, person by person; null where nobody could be measured.</summary>
    public required PairedComparison? AgainstPopular { get; init; }

    /// <summary>Our fitted model.</summary>
    public required EaseModel Model { get; init; }

    /// <summary>Our model's results.</summary>
    public ListModel Ours => Models[0];

    /// <summary>A model by its key.</summary>
    public ListModel this[string key] => Models.First(m => m.Key == key);

    /// <summary>Fits and scores every model.</summary>
    public static ListStudy Run(Ratings train, Ratings test, StudyOptions options, bool isImplicit, IRatingModel? stars, RunContext run)
    {
        var liked = Liked(train, test, options, isImplicit);
        EaseModel model;
        double seconds;
        using (var stage = run.Stage("progress.fit", run.Texts[$"model.{Own}"]))
        {
            model = new Ease(options.Lists).Fit(train, stage.Control);
            seconds = stage.Elapsed.TotalSeconds;
        }
        var popularity = new Popularity().Fit(train, run.Control);
        var cosine = new ItemCosine(train);
        using var scoring = run.Stage("progress.lists");

        ListModel Score(string key, ScoreItems scorer, double fitted)
        {
            var metrics = RankingEvaluation.Run(train, test, liked, scorer, control: scoring.Control, similarity: cosine.Of);
            return new(key, metrics, [.. metrics.All.Select(m => WithInterval(m, metrics, options.Seed, run))], fitted);
        }

        var own = Score(Own, (user, scores) => model.Score(train.Cells[user].Indices, train.Cells[user].Values, scores), seconds);
        var popular = Score(Popular, (user, scores) => popularity.Score([], [], scores), 0);
        var models = new List<ListModel> { own, popular };
        if (stars is not null)
        {
            models.Add(Score("by-stars", ByStars(stars, train), 0));
        }
        return new()
        {
            LikedFrom = liked,
            Models = models,
            AgainstPopular = PairedComparison.Of(own.Metrics.PerUser[Main], popular.Metrics.PerUser[Main], Better.Higher, new() { Seed = options.Seed }, run.Control),
            Model = model,
        };
    }

    private static float Liked(Ratings train, Ratings test, StudyOptions options, bool isImplicit)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in train.Cells.Values)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }
        var liked = options.LikedOn(low, high, isImplicit);
        foreach (var value in test.Cells.Values)
        {
            if (value >= liked)
            {
                return liked;
            }
        }
        // Where nothing held out reaches the mark (all ratings low, or a mark set too high) every held-out item counts.
        return float.NegativeInfinity;
    }

    private static Metric WithInterval(Metric metric, RankingMetrics metrics, long seed, RunContext run) =>
        metric.Key.EndsWith($"@{Length}", StringComparison.Ordinal) && metrics.PerUser.TryGetValue(metric.Key, out var values) && values.Length > 1
            ? metric with { Interval = Bootstrap.Mean(values, new() { Seed = seed }, run.Control).Interval }
            : metric;

    /// <summary>Ranks by predicted stars: what many do, and what loses to popularity.</summary>
    private static ScoreItems ByStars(IRatingModel stars, Ratings train)
    {
        var items = Enumerable.Range(0, train.Items.Count).ToArray();
        return (user, scores) =>
        {
            var users = new int[items.Length];
            Array.Fill(users, user);
            stars.Predict(users, items, scores);
        };
    }
}
