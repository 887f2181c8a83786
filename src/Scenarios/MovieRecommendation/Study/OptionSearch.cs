using Pipelines;
using Pipelines.Data;
using Pipelines.Evaluation;
using Pipelines.Recommendation;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace MovieRecommendation.Study;

/// <summary>
/// What <c>--optimize METRIC</c> tried: candidates are cross-validated inside the training ratings, so that the held-out ones stay unseen; of those that keep every <c>--require</c> the one
/// with the best mean is taken.
/// </summary>
internal sealed record OptionSearch
{
    private const int Folds = 3, PointsOfRange = 5;

    /// <summary>Key of the metric that decided.</summary>
    public required string Metric { get; init; }

    /// <summary>Every candidate, in the order tried.</summary>
    public required IReadOnlyList<SearchedCandidate> Candidates { get; init; }

    /// <summary>What was taken, as options of the command line; empty for the defaults.</summary>
    public required string Chosen { get; init; }

    /// <summary>False where no candidate keeps every rule, so that the best of them was taken all the same.</summary>
    public required bool MeetsRules { get; init; }

    /// <summary>How many models were fitted.</summary>
    public required int Fits { get; init; }

    /// <summary>True for a metric of lists, such as <c>ndcg@10</c>; others are of stars.</summary>
    public static bool IsOfLists(string metric) => metric.Contains('@', StringComparison.Ordinal);

    /// <summary>Searches and returns the study's options with what was found.</summary>
    public static (StudyOptions Options, OptionSearch Search) Run(Ratings train, StudyOptions options, bool isImplicit, RunContext run)
    {
        var metric = run.Get(SharedOptions.Optimize)!;
        if (IsOfLists(metric))
        {
            var space = new SearchSpace<EaseOptions>(options.Lists).Over("Lambda", 25.0, 50, 100, 200, 400);
            var (found, search) = Search(space, metric, "lists-", train, options, run, (candidate, fit, test, control) =>
            {
                var model = new Ease(candidate).Fit(fit, control);
                return RankingEvaluation.Run(fit, test, Liked(fit, options, isImplicit), (user, scores) => model.Score(fit.Cells[user].Indices, fit.Cells[user].Values, scores), control: control);
            });
            return (options with { Lists = found }, search);
        }
        if (isImplicit)
        {
            throw new ScenarioException(ExitCode.Usage, "search.implicit", metric);
        }
        var stars = new SearchSpace<BayesianMatrixFactorizationOptions>(options.Stars).Over("Factors", 4.0, 8, 16);
        var (best, tried) = Search(stars, metric, "", train, options, run, (candidate, fit, test, control) =>
        {
            var (users, items, truth) = StarStudy.Pairs(test);
            var predictions = new float[truth.Length];
            new BayesianMatrixFactorization(candidate).Fit(fit, control).Predict(users, items, predictions);
            return RegressionMetrics.Of(truth, predictions);
        });
        return (options with { Stars = best }, tried);
    }

    private static (TOptions Options, OptionSearch Search) Search<TOptions>(SearchSpace<TOptions> space, string metric, string prefix, Ratings train, StudyOptions options, RunContext run,
        Func<TOptions, Ratings, Ratings, FitControl, IMetrics> fitAndScore) where TOptions : class, IOptions<TOptions>, new()
    {
        var named = run.Get(MovieOptions.Search);
        if (named.Count > 0)
        {
            space = named.Aggregate(new SearchSpace<TOptions>(space.Grid(1)[0]), (s, text) => s.Parse(text));
        }
        var seconds = run.Get(SharedOptions.TrainTime);
        using var stage = run.Stage("progress.search", metric);
        var result = new ModelSearch().Run(space.Grid(PointsOfRange), Split.KFold(train.Count, Folds, options.Seed),
            (candidate, fit, test, control) => fitAndScore(candidate, train.Select(fit), train.Select(test), control),
            metric, RulesOf(metric, run), enough: seconds is { } most ? () => stage.Elapsed.TotalSeconds >= most : null, control: stage.Control);
        var chosen = result.Chosen ?? result.Best;
        return (chosen.Options, new()
        {
            Metric = result.Metric,
            Candidates = [.. result.Candidates.Select(c => new SearchedCandidate(Named(c, prefix), c.Score?.Mean ?? double.NaN, c.Score?.StandardError ?? double.NaN, c.Status, c.Unmet.Count == 0, c.Number == chosen.Number))],
            Chosen = Named(chosen, prefix),
            MeetsRules = result.Chosen is not null,
            Fits = result.Fits,
        });
    }

    private static string Named<TOptions>(Candidate<TOptions> candidate, string prefix) where TOptions : class, IOptions<TOptions>, new() =>
        string.Join(' ', TOptions.Settings.Where(s => s.Name != "Seed" && s.Text(candidate.Options) != s.Default).Select(s => $"--{prefix}{KebabCase.Of(s.Name)} {s.Text(candidate.Options)}"));

    /// <summary>The rules that this search can measure; the others are held against the finished run.</summary>
    private static IReadOnlyList<Requirement> RulesOf(string metric, RunContext run) =>
        [.. run.Get(SharedOptions.Require).Select(Requirement.Parse).Where(r => IsOfLists(r.Key) == IsOfLists(metric))];

    private static float Liked(Ratings train, StudyOptions options, bool isImplicit)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in train.Cells.Values)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }
        return options.LikedOn(low, high, isImplicit);
    }
}
