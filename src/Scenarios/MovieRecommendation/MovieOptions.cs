using MovieRecommendation.Study;
using Pipelines;
using Pipelines.Data;
using Pipelines.Recommendation;
using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Scenarios.Hosting.Inspection;

namespace MovieRecommendation;

/// <summary>The options that are this scenario's own.</summary>
internal static class MovieOptions
{
    /// <summary>The bundled ratings.</summary>
    public const string BundledRatings = "movielens-small/ratings.csv";

    /// <summary>The bundled titles.</summary>
    public const string BundledMovies = "movielens-small/movies.csv";

    public static VerbOption<string?> ItemNameColumn { get; } = VerbOption.Text("item-name-col", "COLUMN");

    public static VerbOption<string?> Items { get; } = VerbOption.Text("items", "FILE");

    public static VerbOption<string?> CountColumn { get; } = VerbOption.Text("count-col", "COLUMN");

    public static VerbOption<string?> Feedback { get; } = VerbOption.Choice("feedback", ["explicit", "implicit"]);

    public static VerbOption<string?> Duplicates { get; } = VerbOption.Choice("duplicates", ["last", "mean", "sum", "fail"]);

    public static VerbOption<string?> Split { get; } = VerbOption.Choice("split", ["random", "time", "leave-one-out"], "random");

    public static VerbOption<double?> LikedFrom { get; } = VerbOption.Number("liked-from", Bounds.Finite);

    public static VerbOption<bool> KeepEvaluated { get; } = VerbOption.Flag("keep-evaluated");

    public static VerbOption<string?> User { get; } = VerbOption.Text("user", "ID");

    public static VerbOption<bool> All { get; } = VerbOption.Flag("all");

    public static VerbOption<string?> Liked { get; } = VerbOption.Text("liked", "TITLE; TITLE");

    public static VerbOption<string?> Item { get; } = VerbOption.Text("item", "TITLE");

    public static VerbOption<long?> Top { get; } = VerbOption.Whole("top", Bounds.Closed(1, 10_000), 10);

    /// <summary>What <c>--optimize</c> tries, such as <c>factors=4,8,16</c>.</summary>
    public static VerbOption<IReadOnlyList<string>> Search { get; } = VerbOption.List("search", "NAME=VALUES");

    /// <summary>What an item is called, in the file of the ratings.</summary>
    public static Role ItemName { get; } = new("item-name", ItemNameColumn) { Content = RoleContent.Text, Names = RoleNames.ItemName, Required = false };

    /// <summary>The settings of the model of stars.</summary>
    public static OptionSet<BayesianMatrixFactorizationOptions> Stars { get; } = new();

    /// <summary>The settings of the model of lists.</summary>
    public static OptionSet<EaseOptions> Lists { get; } = new("lists");

    /// <summary>Which columns of the data say what.</summary>
    public static IReadOnlyList<VerbOption> Columns { get; } =
        [SharedOptions.UserColumn, SharedOptions.ItemColumn, SharedOptions.RatingColumn, SharedOptions.TimeColumn, CountColumn, ItemNameColumn, Items, Feedback, Duplicates];

    /// <summary>What a study is made with, as the user said it.</summary>
    public static StudyOptions StudyOf(RunContext run, bool isImplicit) => new()
    {
        TestShare = run.Get(SharedOptions.TestShare)!.Value,
        Split = run.Get(Split)!,
        Seed = run.Seed,
        LikedFrom = run.Get(LikedFrom) ?? double.NaN,
        Stars = run.Get(Stars) with { Seed = run.Seed },
        // A count of 50 plays is no better rating than one of 5: its logarithm is.
        Lists = isImplicit && !run.IsGiven(Lists.Options[1]) ? run.Get(Lists) with { Input = EaseInput.Logarithmic } : run.Get(Lists),
    };

    /// <summary>What to do with several rows of one user and item; null for the default of the feedback.</summary>
    public static DuplicatePolicy? DuplicatesOf(RunContext run) => run.Get(Duplicates) switch
    {
        "last" => DuplicatePolicy.Last,
        "mean" => DuplicatePolicy.Mean,
        "sum" => DuplicatePolicy.Sum,
        "fail" => DuplicatePolicy.Fail,
        _ => null,
    };
}
