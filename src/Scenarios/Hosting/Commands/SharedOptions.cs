using Pipelines;
using Pipelines.Evaluation;

namespace Scenarios.Hosting.Commands;

/// <summary>The options that mean the same in every scenario. A verb lists those it takes; mlnet's names are accepted too.</summary>
public static class SharedOptions
{
    /// <summary>Files, globs or folders to read; the bundled set where nobody names one.</summary>
    public static VerbOption<IReadOnlyList<string>> Data { get; } = VerbOption.Files("data", "--dataset");

    /// <summary>Held-out files to score on, in place of a split.</summary>
    public static VerbOption<IReadOnlyList<string>> TestData { get; } = VerbOption.Files("test-data", "--test-dataset");

    /// <summary>Share of the rows held out for testing.</summary>
    public static VerbOption<double?> TestShare { get; } = VerbOption.Number("test-share", Bounds.Open(0, 1), 0.2);

    /// <summary>The column to predict.</summary>
    public static VerbOption<string?> Target { get; } = VerbOption.Text("target", "COLUMN", null, "--label-col");

    /// <summary>The columns to use; <see cref="ColumnList"/> reads names, numbers and ranges.</summary>
    public static VerbOption<string?> Columns { get; } = VerbOption.Text("columns", "LIST");

    /// <summary>The columns to leave out.</summary>
    public static VerbOption<string?> Ignore { get; } = VerbOption.Text("ignore", "LIST", null, "--ignore-cols");

    /// <summary>The column that says who.</summary>
    public static VerbOption<string?> UserColumn { get; } = VerbOption.Text("user-col", "COLUMN");

    /// <summary>The column that says what.</summary>
    public static VerbOption<string?> ItemColumn { get; } = VerbOption.Text("item-col", "COLUMN");

    /// <summary>The column that says how much it was liked.</summary>
    public static VerbOption<string?> RatingColumn { get; } = VerbOption.Text("rating-col", "COLUMN");

    /// <summary>The column that says when.</summary>
    public static VerbOption<string?> TimeColumn { get; } = VerbOption.Text("time-col", "COLUMN");

    /// <summary>The seed of every random choice.</summary>
    public static VerbOption<long?> Seed { get; } = VerbOption.Whole("seed", Bounds.AtLeast(0), 42);

    /// <summary>Where a verb that makes one file writes it; standard output where nobody names it.</summary>
    public static VerbOption<string?> Out { get; } = VerbOption.Text("out", "FILE", null, "-o", "--output").Unrecorded();

    /// <summary>The model: a file, a run's id, or latest.</summary>
    public static VerbOption<string?> Model { get; } = VerbOption.Text("model", "FILE|RUN|latest", "latest");

    /// <summary>The metric that decides among candidates.</summary>
    public static VerbOption<string?> Optimize { get; } = VerbOption.Text("optimize", "METRIC");

    /// <summary>Most seconds that a search may take.</summary>
    public static VerbOption<long?> TrainTime { get; } = VerbOption.Whole("train-time", Bounds.AtLeast(1));

    /// <summary>What to do with a row that cannot be read.</summary>
    public static VerbOption<string?> OnBadRow { get; } = VerbOption.Choice("on-bad-row", ["fail", "skip", "quarantine"], "fail");

    /// <summary>The encoding of the data; detected where nobody names it.</summary>
    public static VerbOption<string?> Encoding { get; } = VerbOption.Text("encoding", "NAME");

    /// <summary>Texts that stand for an empty cell, beside the usual ones.</summary>
    public static VerbOption<string?> Missing { get; } = VerbOption.Text("missing", "LIST");

    /// <summary>The line that holds the column names, or none; detected where nobody names it.</summary>
    public static VerbOption<string?> HeaderRow { get; } = VerbOption.Text("header-row", "N|none");

    /// <summary>mlnet's way to say <c>--header-row none</c>.</summary>
    public static VerbOption<string?> HasHeader { get; } =
        new("has-header", OptionShape.One, null, null, (option, values) => VerbOption.AsFlag(values[^1]) is { } on ? (on ? "true" : "false") : throw option.Refuse("need.flag", values[^1]))
        {
            Hidden = true,
            Choices = ["true", "false"],
        };

    /// <summary>How many lines to pass over at the top.</summary>
    public static VerbOption<long?> SkipRows { get; } = VerbOption.Whole("skip-rows", Bounds.AtLeast(0));

    /// <summary>How many lines to pass over at the end.</summary>
    public static VerbOption<long?> SkipLast { get; } = VerbOption.Whole("skip-last", Bounds.AtLeast(0));

    /// <summary>What stands between cells; detected where nobody names it.</summary>
    public static VerbOption<string?> Delimiter { get; } = VerbOption.Text("delimiter", "CHAR");

    /// <summary>How times are written; detected where nobody names it.</summary>
    public static VerbOption<string?> TimeFormat { get; } = VerbOption.Text("time-format", "FORMAT");

    /// <summary>Whether CSV meant for people starts with a byte order mark, as Excel needs for Chinese.</summary>
    public static VerbOption<string?> Bom { get; } = VerbOption.Choice("bom", ["yes", "no"], "yes").Unrecorded();

    /// <summary>A rule that a metric must keep, such as <c>rmse&lt;=0.9</c>.</summary>
    public static VerbOption<IReadOnlyList<string>> Require { get; } = new("require", OptionShape.Many, [], null, ReadRules) { Placeholder = "RULE" };

    /// <summary>How many threads may work; never changes the result.</summary>
    public static VerbOption<long?> Threads { get; } = VerbOption.Whole("threads", Bounds.Closed(1, 1024)).Unrecorded();

    /// <summary>The folder that holds the runs.</summary>
    public static VerbOption<string?> Runs { get; } = RunsNamed();

    /// <summary>The same, for verbs that write a run: there <c>--out</c> means it too.</summary>
    internal static VerbOption<string?> RunsToWrite { get; } = RunsNamed("--out", "-o", "--output");

    /// <summary>A JSON file of options; a run's config.json is one.</summary>
    public static VerbOption<string?> Config { get; } = VerbOption.Text("config", "FILE").Unrecorded();

    /// <summary>One JSON document on standard output in place of text.</summary>
    public static VerbOption<bool> Json { get; } = VerbOption.Flag("json").Unrecorded();

    /// <summary>No progress and no notes.</summary>
    public static VerbOption<bool> Quiet { get; } = VerbOption.Flag("quiet", "-q").Unrecorded();

    /// <summary>The language of help, errors and reports.</summary>
    public static VerbOption<string?> Language { get; } =
        new("lang", OptionShape.One, null, null, (option, values) => LanguageChoice.Parse(values[^1]) is null ? throw option.Refuse("need.choice", values[^1]) : values[^1])
        {
            Choices = ["en", "zh"],
            Placeholder = "en|zh",
            Recorded = false,
        };

    /// <summary>How to read the CSV files of <see cref="Data"/>.</summary>
    public static IReadOnlyList<VerbOption> Reading { get; } = [Encoding, Delimiter, HeaderRow, SkipRows, SkipLast, Missing, TimeFormat, OnBadRow, HasHeader];

    /// <summary>The same for verbs that keep every row, and say in its last column why one could not be used: there is no bad row to leave out.</summary>
    public static IReadOnlyList<VerbOption> ReadingEveryRow { get; } = [.. Reading.Except([OnBadRow])];

    /// <summary>What every verb takes.</summary>
    internal static IReadOnlyList<VerbOption> Everywhere { get; } = [Threads, Config, Json, Quiet, Language];

    private static VerbOption<string?> RunsNamed(params IReadOnlyList<string> aliases) => VerbOption.Text("runs", "FOLDER", "runs", aliases).Unrecorded();

    private static IReadOnlyList<string> ReadRules(VerbOption option, IReadOnlyList<string> values)
    {
        foreach (var rule in values)
        {
            Requirement.Parse(rule);
        }
        return values;
    }
}
