using MovieRecommendation.Data;
using Pipelines.Data;
using Pipelines.Recommendation;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;

namespace MovieRecommendation.Study;

/// <summary>Everything that was measured: the split, the stars (where there are ratings) and the lists.</summary>
internal sealed record MovieStudy
{
    private const int LeastNewRows = 20;

    /// <summary>What was read.</summary>
    public required MovieData Data { get; init; }

    /// <summary>What it was made with.</summary>
    public required StudyOptions Options { get; init; }

    /// <summary>True where everything learned from a person is earlier than what is measured.</summary>
    public required bool ByTime { get; init; }

    /// <summary>The ratings learned from.</summary>
    public required Ratings Train { get; init; }

    /// <summary>The ratings held out.</summary>
    public required Ratings Test { get; init; }

    /// <summary>How well stars are predicted; null where feedback is implicit.</summary>
    public required StarStudy? Stars { get; init; }

    /// <summary>How good the lists are.</summary>
    public required ListStudy Lists { get; init; }

    /// <summary>How the options were chosen; null where they were not searched.</summary>
    public OptionSearch? Search { get; init; }

    /// <summary>Held-out ratings of items without training ratings.</summary>
    public int NewItemRows { get; init; }

    /// <summary>Holds ratings out, fits every model on the rest and measures it on them.</summary>
    /// <param name="data">What was read.</param>
    /// <param name="options">What to make it with.</param>
    /// <param name="run">The run.</param>
    /// <param name="earlier">A model to be scored on the same held-out rows: only rows it has not learned from are then held out. Null without one.</param>
    public static MovieStudy Run(MovieData data, StudyOptions options, RunContext run, RecommenderModel? earlier = null)
    {
        var split = earlier is not null ? Unseen(data, options, earlier) : options.Split switch
        {
            "time" => Split.ByTime(TimesOf(data), options.TestShare),
            "leave-one-out" => Split.LeaveOneOut(data.Ratings, data.Ratings.Times.IsEmpty ? LeaveOut.Random : LeaveOut.Latest, options.Seed),
            _ => Split.Random(data.Ratings.Count, options.TestShare, options.Seed),
        };
        var (train, test) = (data.Ratings.Select(split.Train), data.Ratings.Select(split.Test));
        OptionSearch? search = null;
        if (run.IsGiven(SharedOptions.Optimize))
        {
            (options, search) = OptionSearch.Run(train, options, data.Implicit, run);
        }
        var stars = data.Implicit ? null : StarStudy.Run(train, test, options, run);
        return new()
        {
            Data = data,
            Options = earlier is null ? options : options with { Split = "unseen" },
            ByTime = earlier is null && (options.Split == "time" || (options.Split == "leave-one-out" && !data.Ratings.Times.IsEmpty)),
            Train = train,
            Test = test,
            Stars = stars,
            Lists = ListStudy.Run(train, test, options, data.Implicit, stars?.Model, run),
            Search = search,
            NewItemRows = RowsOfNewItems(train, test),
        };
    }

    /// <summary>Holds out a share of the rows that an earlier model has not seen.</summary>
    private static Split Unseen(MovieData data, StudyOptions options, RecommenderModel earlier)
    {
        var fresh = new List<int>();
        var old = new List<int>();
        for (var user = 0; user < data.Ratings.Users.Count; user++)
        {
            var row = data.Ratings.Cells[user];
            var known = earlier.History.UserIndex(data.Ratings.Users[user]);
            for (var i = 0; i < row.Count; i++)
            {
                var item = known < 0 ? -1 : earlier.History.ItemIndex(data.Ratings.Items[row.Indices[i]]);
                var seen = item >= 0 && earlier.History.Cells[known].Contains(item);
                (seen ? old : fresh).Add(row.Start + i);
            }
        }
        if (fresh.Count < LeastNewRows)
        {
            throw new ScenarioException(ExitCode.Data, "movies.retrain-few", LeastNewRows, fresh.Count);
        }
        var split = Split.Random(fresh.Count, options.TestShare, options.Seed);
        int[] train = [.. old, .. split.Train.Select(i => fresh[i])];
        int[] test = [.. split.Test.Select(i => fresh[i])];
        Array.Sort(train);
        return new(train, test);
    }

    private static ReadOnlySpan<long> TimesOf(MovieData data) => data.Ratings.Times.IsEmpty
        ? throw new ScenarioException(ExitCode.Data, "movies.no-times", data.Files[0])
        : data.Ratings.Times;

    private static int RowsOfNewItems(Ratings train, Ratings test)
    {
        var seen = new bool[train.Items.Count];
        foreach (var item in train.Cells.Indices)
        {
            seen[item] = true;
        }
        var rows = 0;
        foreach (var item in test.Cells.Indices)
        {
            rows += seen[item] ? 0 : 1;
        }
        return rows;
    }
}
