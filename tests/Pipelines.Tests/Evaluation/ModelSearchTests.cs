using System.Globalization;
using Pipelines.Data;
using Pipelines.Evaluation;
using Xunit;

namespace Pipelines.Tests.Evaluation;

public sealed class ModelSearchTests
{
    private static readonly Split[] Folds = [.. Enumerable.Range(0, 4).Select(f => new Split(Enumerable.Range(0, 20).Where(i => i % 4 != f).ToArray(), Enumerable.Range(0, 20).Where(i => i % 4 == f).ToArray()))];

    /// <summary>An imaginary model: best at strength .1 and rank 8, better with each pass, a little different on each fold.</summary>
    private static Scores Score(ImaginaryOptions options, int[] train, int[] test, FitControl control) =>
        new(Math.Abs(Math.Log10(options.Strength) + 1) + (Math.Abs(options.Rank - 8) / 10.0) + (1.0 / options.Passes) + (0.01 * test[0]), options.Rank);

    [Fact]
    public void Picks_the_best_mean_of_a_grid()
    {
        var candidates = new SearchSpace<ImaginaryOptions>().Over("rank", 4, 8, 16).BetweenLogarithmic("strength", 0.001, 10).Grid();
        Assert.Equal(15, candidates.Count);
        var result = new ModelSearch().Run(candidates, Folds, Score, "loss");
        Assert.Equal((8, 0.1), (result.Chosen!.Options.Rank, Math.Round(result.Chosen.Options.Strength, 12)));
        Assert.Equal((SearchReason.BestMean, Better.Lower, 60), (result.Reason, result.Better, result.Fits));
        Assert.Equal(4, result.Chosen.Score!.Values.Count);
        EvaluationGolden.Close(0.1 + 0.015, result.Chosen.Score.Mean);
        EvaluationGolden.Close(Math.Sqrt((2.25 + 0.25 + 0.25 + 2.25) / 3) * 0.01, result.Chosen.Score.StandardDeviation);
        Assert.Equal("strength=" + result.Chosen.Options.Strength.ToString("R", CultureInfo.InvariantCulture), result.Chosen.Changes);
        Assert.Same(result.Best, result.Chosen);
    }

    [Fact]
    public void Picks_the_best_of_those_that_meet_the_requirements()
    {
        var candidates = new SearchSpace<ImaginaryOptions>().Over("Rank", 4, 8, 16).Grid();
        var result = new ModelSearch().Run(candidates, Folds, Score, "loss", [Requirement.Parse("size<=6")]);
        Assert.Equal((8, 4), (result.Best.Options.Rank, result.Chosen!.Options.Rank));
        Assert.Equal("size is 8; required size<=6", Assert.Single(result.Best.Unmet).ToString());
        var none = new ModelSearch().Run(candidates, Folds, Score, "loss", [Requirement.Parse("size<0")]);
        Assert.Null(none.Chosen);
        Assert.Equal(SearchReason.NoneMeetsRequirements, none.Reason);
    }

    [Fact]
    public void The_one_standard_error_rule_takes_the_first_that_is_near_enough()
    {
        double[] means = [5, 1.2, 1.05, 1];
        static Func<ImaginaryOptions, int[], int[], FitControl, IMetrics> Of(double[] means) => (o, _, test, _) => new SingleMetric("loss", means[o.Rank] + (0.2 * test[0]), Better.Lower);
        var score = new FitAndScore<ImaginaryOptions>(Of(means));
        // Standard error of 0, .2, .4, .6 over 4 folds: .129.
        ImaginaryOptions[] candidates = [.. Enumerable.Range(0, 4).Select(r => new ImaginaryOptions { Rank = r })];
        var near = new ModelSearch(new() { OneStandardError = true }).Run(candidates, Folds, score, "loss");
        Assert.Equal((3, 4, SearchReason.WithinOneStandardError), (near.Chosen!.Number, near.Best.Number, near.Reason));
        Assert.Equal(4, new ModelSearch().Run(candidates, Folds, score, "loss").Chosen!.Number);
    }

    [Fact]
    public void A_candidate_that_fails_is_recorded_and_the_search_goes_on()
    {
        IMetrics Fragile(ImaginaryOptions options, int[] train, int[] test, FitControl control) => options.Rank switch
        {
            1 when test[0] >= 2 => throw new DataException("test.fails", $"fold of row {test[0]} cannot be fitted."),
            2 => new SingleMetric("loss", double.NaN, Better.Lower),
            _ => Score(options, train, test, control),
        };
        ImaginaryOptions[] candidates = [new() { Rank = 1 }, new() { Rank = 2 }, new() { Rank = -5 }, new() { Rank = 9 }];
        var result = new ModelSearch().Run(candidates, Folds, Fragile, "loss");
        Assert.Equal(4, result.Chosen!.Number);
        Assert.Equal("fold of row 2 cannot be fitted.", result.Candidates[0].Error!.Message);
        Assert.Contains("NaN on fold 1", result.Candidates[1].Error!.Message, StringComparison.Ordinal);
        Assert.Contains("ImaginaryOptions.Rank must be", result.Candidates[2].Error!.Message, StringComparison.Ordinal);
        Assert.Equal([CandidateStatus.Failed, CandidateStatus.Failed, CandidateStatus.Failed, CandidateStatus.Scored], result.Candidates.Select(c => c.Status));
        Assert.Contains("None of the 3 candidates could be scored. The first error: fold of row 2", Assert.Throws<OptionException>(() => new ModelSearch().Run(candidates[..3], Folds, Fragile, "loss")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ends_between_candidates_when_it_is_enough_and_says_what_was_skipped()
    {
        var asked = 0;
        var candidates = new SearchSpace<ImaginaryOptions>().Over("rank", 4, 8, 16).Grid();
        var result = new ModelSearch().Run(candidates, Folds, Score, "loss", enough: () => ++asked > 2);
        Assert.Equal([CandidateStatus.Scored, CandidateStatus.Scored, CandidateStatus.Skipped], result.Candidates.Select(c => c.Status));
        var few = new ModelSearch(new() { MostCandidates = 1 }).Run(candidates, Folds, Score, "loss");
        Assert.Equal([CandidateStatus.Scored, CandidateStatus.Skipped, CandidateStatus.Skipped], few.Candidates.Select(c => c.Status));
        Assert.Equal(4, few.Fits);
    }

    [Fact]
    public void Halving_finds_the_best_with_fewer_passes()
    {
        var candidates = new SearchSpace<ImaginaryOptions>().Over("rank", 1, 2, 3, 4, 5, 6, 7, 8, 9).Grid();
        var spent = 0L;
        IMetrics Counting(ImaginaryOptions options, int[] train, int[] test, FitControl control)
        {
            Interlocked.Add(ref spent, options.Passes);
            return Score(options, train, test, control);
        }
        var result = new ModelSearch().Run(candidates, Folds, Counting, "loss", halving: new("passes", 10, 90));
        Assert.Equal((8, 90), (result.Chosen!.Options.Rank, result.Chosen.Options.Passes));
        Assert.Equal([10, 10, 10, 10, 10, 10, 30, 90, 30], result.Candidates.Select(c => c.Options.Passes));
        Assert.Equal(8, result.Candidates.Count(c => c.Status == CandidateStatus.Dropped));
        Assert.Equal((4 * ((9 * 10) + (3 * 30) + 90), 4 * 13), (spent, result.Fits));
    }

    [Fact]
    public void Does_not_depend_on_threads()
    {
        var candidates = new SearchSpace<ImaginaryOptions>().BetweenLogarithmic("strength", 1e-4, 1e2).Between("rank", 1, 30).Random(12, seed: 3);
        Assert.Equal(12, candidates.Distinct().Count());
        Assert.Equal(candidates.Take(5), new SearchSpace<ImaginaryOptions>().BetweenLogarithmic("strength", 1e-4, 1e2).Between("rank", 1, 30).Random(5, seed: 3));
        var one = new ModelSearch().Run(candidates, Folds, Score, "loss", control: new() { Threads = 1 });
        foreach (var threads in new[] { 2, 8 })
        {
            var many = new ModelSearch().Run(candidates, Folds, Score, "loss", control: new() { Threads = threads });
            Assert.Equal(one.Candidates.Select(c => c.Score!.Mean), many.Candidates.Select(c => c.Score!.Mean));
            Assert.Equal(one.Chosen!.Number, many.Chosen!.Number);
        }
    }

    [Fact]
    public void Stops_when_cancelled()
    {
        using var source = new CancellationTokenSource();
        IMetrics Cancelling(ImaginaryOptions options, int[] train, int[] test, FitControl control)
        {
            source.Cancel();
            control.Cancellation.ThrowIfCancellationRequested();
            return Score(options, train, test, control);
        }
        Assert.ThrowsAny<OperationCanceledException>(() => new ModelSearch().Run([new ImaginaryOptions()], Folds, Cancelling, "loss", control: new() { Cancellation = source.Token }));
    }

    [Fact]
    public void Refuses_unknown_metrics_and_facts_that_are_no_goal()
    {
        Assert.Contains("no metric 'los' here. There are: loss, size.", Assert.Throws<OptionException>(() => new ModelSearch().Run([new ImaginaryOptions()], Folds, Score, "los")).Message, StringComparison.Ordinal);
        Assert.Contains("Optimise one of: loss.", Assert.Throws<OptionException>(() => new ModelSearch().Run([new ImaginaryOptions()], Folds, Score, "size")).Message, StringComparison.Ordinal);
        Assert.Equal("search.none", Assert.Throws<OptionException>(() => new ModelSearch().Run<ImaginaryOptions>([], Folds, Score, "loss")).Code);
        Assert.Equal("folds.none", Assert.Throws<DataException>(() => new ModelSearch().Run([new ImaginaryOptions()], [], Score, "loss")).Code);
        Assert.Contains("fold 1: 1 training and 0 test rows", Assert.Throws<DataException>(() => new ModelSearch().Run([new ImaginaryOptions()], [new Split([1], [])], Score, "loss")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rank=4,8", "4 8")]
    [InlineData("rank = 1..3", "1 2 3")]
    [InlineData("RANK=1..100:log", "1 3 10 32 100")]
    public void Reads_a_space_as_people_write_it(string text, string ranks)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(ranks, string.Join(' ', new SearchSpace<ImaginaryOptions>().Parse(text).Grid().Select(o => o.Rank)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("rank", "search.text")]
    [InlineData("rank=", "search.text")]
    [InlineData("rank=1..", "search.text")]
    [InlineData("rank=5..1", "search.range")]
    [InlineData("strength=0..1:log", "search.range")]
    [InlineData("ranks=1", "search.setting")]
    [InlineData("rank=x", "option.range")]
    [InlineData("rank=1..2000", "option.range")]
    public void Refuses_a_space_that_is_not_allowed(string text, string code) => Assert.Equal(code, Assert.Throws<OptionException>(() => new SearchSpace<ImaginaryOptions>().Parse(text)).Code);

    [Fact]
    public void A_grid_that_never_ends_is_refused() =>
        Assert.Equal("search.grid", Assert.Throws<OptionException>(() => new SearchSpace<ImaginaryOptions>().Between("rank", 0, 1000).Between("passes", 1, 1000).Grid(1000)).Code);

    [Fact]
    public void Random_candidates_of_a_small_space_are_all_of_it() =>
        Assert.Equal([1, 2, 3], new SearchSpace<ImaginaryOptions>().Over("rank", 1, 2, 3).Random(50).Select(o => o.Rank).Order());

    private sealed record Scores(double Loss, double Size) : IMetrics
    {
        public IEnumerable<Metric> All => [new("loss", Loss, Better.Lower), new("size", Size, Better.Neither)];
    }

    internal sealed record ImaginaryOptions : IOptions<ImaginaryOptions>
    {
        public int Rank { get; init; } = 8;

        public double Strength { get; init; } = 1;

        public int Passes { get; init; } = 10;

        public static IReadOnlyList<Setting<ImaginaryOptions>> Settings { get; } =
        [
            Setting.Whole("Rank", "size", Bounds.Closed(0, 1000), (ImaginaryOptions o) => o.Rank, (o, v) => o with { Rank = (int)v }),
            Setting.Number("Strength", "how much", Bounds.AtLeast(0), (ImaginaryOptions o) => o.Strength, (o, v) => o with { Strength = v }),
            Setting.Whole("Passes", "passes", Bounds.Closed(1, 1000), (ImaginaryOptions o) => o.Passes, (o, v) => o with { Passes = (int)v }),
        ];
    }
}
