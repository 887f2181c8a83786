using MovieRecommendation.Study;
using Pipelines.Evaluation;
using Pipelines.Recommendation;
using Pipelines.Reporting;
using Scenarios.Hosting;
using Scenarios.Hosting.Display;

namespace MovieRecommendation.Reporting;

/// <summary>The screenful that a run ends with: data, split, figures beside their baselines, verdict, one person, and what to do next.</summary>
internal static class FirstScreen
{
    /// <summary>Narrower than this, tables leave their side remarks out.</summary>
    private const int Wide = 95;

    /// <summary>What it is, before the work begins.</summary>
    public static void Opening(RunContext run, bool bundled) => new Screen(run).Opening(run.Texts["screen.title"], bundled ? run.Texts["screen.bundled"] : null);

    /// <summary>What was read, before the fitting begins.</summary>
    public static void Data(RunContext run, Data.MovieData data)
    {
        var texts = run.Texts;
        var words = new Words(texts, data.Films);
        var (low, high) = data.Range;
        var kind = !data.Implicit ? "screen.data.ratings" : data.Columns.Count is null ? "screen.data.used" : "screen.data.counts";
        new Screen(run).Block(texts["screen.data"],
            texts[kind, data.Ratings.Users.Count, data.Ratings.Items.Count, words.Counted, low, high] + (data.Period is { } period ? texts["screen.data.period", period.First, period.Last] : ""),
            texts["screen.data.sparse", data.Sparsity, data.Dropped, data.Facts.Merged] + (data.Unnamed > 0 ? texts["screen.data.unnamed", data.Unnamed, words.Counted] : ""));
    }

    /// <summary>What was found.</summary>
    public static void Results(RunContext run, MovieStudy study, RecommenderModel model, string reportPath)
    {
        var (texts, screen) = (run.Texts, new Screen(run));
        var words = new Words(texts, study.Data.Films);
        screen.Block(texts["screen.split"], texts["screen.split.line", texts[$"screen.split.{study.Options.Split}"], study.Options.Seed, study.Train.Count, study.Test.Count]
            + (study.NewItemRows > 0 ? texts["screen.split.new", study.NewItemRows, words.Item] : ""));
        screen.Gap();
        if (study.Stars is { } stars)
        {
            Stars(screen, stars, texts, words);
        }
        Lists(screen, study.Lists, texts, words);
        screen.Gap();
        screen.Block(texts["screen.verdict"], [.. Verdicts.Of(study, texts).Sentences.Take(3)]);
        screen.Gap();
        Person(screen, model, texts);
        var liked = study.Data.Bundled ? "Heat (1995)" : model.Catalogue.Name(MostPopular(model));
        screen.Command(texts["screen.report"], reportPath, texts["screen.report.other"]);
        screen.Command(texts["screen.next"], run.CommandLine("recommend", "--liked", liked, "--top", "10"));
        screen.Command(texts["screen.own"], run.CommandLine("inspect", "my.csv"), texts["screen.own.why"]);
        screen.Command(texts["screen.again"], run.RepeatLine, texts[run.Threads == 1 ? "screen.cost-one" : "screen.cost", run.Elapsed.TotalSeconds, RunContext.PeakMegabytes, run.Threads]);
    }

    private static int MostPopular(RecommenderModel model) => model.TopFor(-1, 1) is [var first, ..] ? first.Item : 0;

    private static void Stars(Screen screen, StarStudy stars, TextTable texts, Words words)
    {
        var table = new PlainTable(texts["screen.stars"], "", texts["screen.interval"], "");
        foreach (var model in stars.Models.Where(m => m.Key != "sgd-mf"))
        {
            var own = model.Key == StarStudy.Own;
            table.Add("  " + words.Model(own ? "own.stars" : model.Key), Three(model.Metrics.Rmse), Between(model.Metrics.RmseInterval), own && screen.Width >= Wide ? texts["screen.stars.all"] : "");
            if (own && !double.IsNaN(model.ColdRmse))
            {
                table.Add("    " + texts["screen.known-new", words.Items], $"{Three(model.KnownRmse)} / {Three(model.ColdRmse)}", "", "");
            }
        }
        screen.Table(table);
    }

    private static void Lists(Screen screen, ListStudy lists, TextTable texts, Words words)
    {
        screen.Text(float.IsNegativeInfinity(lists.LikedFrom) ? texts["screen.lists.any", words.Items] : texts["screen.lists", words.Items, lists.LikedFrom]);
        var table = new PlainTable("", "", "", "", "") { AtRight = new HashSet<int> { 3, 4 } };
        foreach (var model in lists.Models.Where(m => m.Key != "by-stars"))
        {
            table.Add("  " + words.Model(model.Key == ListStudy.Own ? "own.lists" : model.Key), "NDCG " + Three(model[ListStudy.Main].Value), screen.Width >= Wide ? Between(model[ListStudy.Main].Interval) : "",
                texts["screen.hits", model["hit_rate@10"].Value], texts["screen.different", model.Metrics.DifferentItems[ListStudy.Length], words.Counted]);
        }
        screen.Lines(table.Lines().Skip(1));
    }

    private static void Person(Screen screen, RecommenderModel model, TextTable texts)
    {
        if (ExamplePerson.Of(model, 3, 3) is not { Count: > 0 } people || people[people.Count / 2] is not { List.Count: > 0 } person)
        {
            return;
        }
        const int LongestTitle = 36;
        string Short(int item) => Titles.Cut(model.Catalogue.Name(item), LongestTitle);
        screen.Text(texts[model.Stars is null ? "screen.person.used" : "screen.person", model.History.Users[person.User], string.Join(texts["word.list"], person.History.Select(i => Short(i.Item)))]);
        var table = new PlainTable("", "");
        var place = 0;
        foreach (var line in person.List)
        {
            var stars = "";
            if (model.Stars is BayesianMatrixFactorizationModel bayesian)
            {
                var (middle, low, high) = (new float[1], new float[1], new float[1]);
                bayesian.PredictInterval([person.User], [line.Shown.Item], middle, low, high, StarStudy.IntervalLevel);
                stars = texts["screen.person.stars", middle[0], StarStudy.IntervalLevel, low[0], high[0]];
            }
            place++;
            table.Add($"{place} {Short(line.Shown.Item)}", stars);
        }
        // The table's rows come in the order of the list; reasons stand beside their rows where there is room for all, below them otherwise.
        var rows = table.Lines("  ").Skip(1).Zip(person.List, (row, line) => (Row: row, Because: line.Reasons.Count > 0 ? texts["screen.person.because", Short(line.Reasons[0].Item)] : "")).ToArray();
        var beside = rows.All(r => DisplayWidth.Of(r.Row) + 2 + DisplayWidth.Of(r.Because) <= screen.Width);
        foreach (var (row, because) in rows)
        {
            screen.Lines(because.Length == 0 ? [row] : beside ? [$"{row}  {because}"] : [row, new string(' ', 4) + because]);
        }
        screen.Gap();
    }

    private static string Three(double value) => NumberFormat.Fixed(3).Of(value);

    private static string Between(Interval? interval) => interval is { } i && double.IsFinite(i.Low) && double.IsFinite(i.High) ? $"[{Three(i.Low)}, {Three(i.High)}]" : "";
}
