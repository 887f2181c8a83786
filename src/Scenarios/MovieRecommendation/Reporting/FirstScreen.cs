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
    private const int TitleWidth = 52;

    /// <summary>What it is, before the work begins.</summary>
    public static void Opening(RunContext run, bool bundled)
    {
        run.Say("screen.title");
        if (bundled)
        {
            run.Say("screen.bundled");
        }
        run.Output.Line();
    }

    /// <summary>What was read and held out, before the fitting begins.</summary>
    public static void Data(RunContext run, Data.MovieData data)
    {
        var texts = run.Texts;
        var words = new Words(texts, data.Films);
        var range = data.Range;
        Block(run, texts["screen.data"],
            texts[data.Implicit ? "screen.data.implicit" : "screen.data.ratings", data.Ratings.Users.Count, data.Ratings.Items.Count, words.Counted, range.Low, range.High]
                + (data.Period is { } period ? texts["screen.data.period", period.First, period.Last] : "")
                + texts["screen.data.sparse", data.Sparsity],
            texts["screen.data.dropped", data.Dropped, data.Facts.Merged]
                + (data.Unnamed > 0 ? texts["screen.data.unnamed", data.Unnamed, words.Counted] : ""));
    }

    /// <summary>What was found.</summary>
    public static void Results(RunContext run, MovieStudy study, RecommenderModel model, string reportPath)
    {
        var texts = run.Texts;
        var words = new Words(texts, study.Data.Films);
        Block(run, texts["screen.split"], texts["screen.split.line", texts[$"screen.split.{study.Options.Split}"], study.Options.Seed, study.Train.Count, study.Test.Count]
            + (study.NewItemRows > 0 ? texts["screen.split.new", study.NewItemRows, words.Item] : ""));
        run.Output.Line();
        if (study.Stars is { } stars)
        {
            Stars(run, stars, texts, words);
        }
        Lists(run, study.Lists, texts, words);
        run.Output.Line();
        Block(run, texts["screen.verdict"], [.. Verdicts.Of(study, texts).Sentences.Take(3)]);
        run.Output.Line();
        Person(run, model, texts);
        run.Output.Line();
        Block(run, texts["screen.report"], $"{reportPath}    {texts["screen.report.other"]}");
        Block(run, texts["screen.next"], run.CommandLine("recommend", "--liked", study.Data.Bundled ? "Heat (1995)" : model.Catalogue.Name(study.Lists.Ours.Metrics.Items > 0 ? MostPopular(model) : 0), "--top", "10"));
        Block(run, texts["screen.own"], $"{run.CommandLine("inspect", "my.csv")}    {texts["screen.own.why"]}");
        Block(run, texts["screen.again"], $"{run.RepeatLine}    {texts["screen.cost", run.Elapsed.TotalSeconds, RunContext.PeakMegabytes, run.Threads]}");
    }

    private static int MostPopular(RecommenderModel model) => model.TopFor(-1, 1) is [var first, ..] ? first.Item : 0;

    private static void Stars(RunContext run, StarStudy stars, TextTable texts, Words words)
    {
        run.Output.Line($"{DisplayWidth.Pad(texts["screen.stars"], TitleWidth)} {texts["screen.interval"]}");
        var table = new PlainTable("", "", "") { AtRight = new HashSet<int> { 1 } };
        foreach (var model in stars.Models.Where(m => m.Key != "sgd-mf"))
        {
            table.Add("  " + words.Model(model.Key == StarStudy.Own ? "own.stars" : model.Key), Three(model.Metrics.Rmse), Between(model.Metrics.RmseInterval));
            if (model.Key == StarStudy.Own && !double.IsNaN(model.ColdRmse))
            {
                table.Add("    " + texts["screen.known-new", words.Items], $"{Three(model.KnownRmse)} / {Three(model.ColdRmse)}", "");
            }
        }
        Write(run, table);
    }

    private static void Lists(RunContext run, ListStudy lists, TextTable texts, Words words)
    {
        var title = float.IsNegativeInfinity(lists.LikedFrom) ? texts["screen.lists.any", words.Items] : texts["screen.lists", words.Items, lists.LikedFrom];
        run.Output.Line(title);
        var table = new PlainTable("", "", "", "", "") { AtRight = new HashSet<int> { 3, 4 } };
        foreach (var model in lists.Models.Where(m => m.Key != "by-stars"))
        {
            table.Add("  " + words.Model(model.Key == ListStudy.Own ? "own.lists" : model.Key), "NDCG " + Three(model[ListStudy.Main].Value), Between(model[ListStudy.Main].Interval),
                texts["screen.hits", model["hit_rate@10"].Value], texts["screen.different", model.Metrics.DifferentItems[ListStudy.Length], words.Counted]);
        }
        Write(run, table);
    }

    private static void Person(RunContext run, RecommenderModel model, TextTable texts)
    {
        if (ExamplePerson.Of(model, 3, 3) is not { Count: > 0 } people)
        {
            return;
        }
        var person = people[people.Count / 2];
        run.Output.Line(texts[model.Stars is null ? "screen.person.used" : "screen.person", model.History.Users[person.User], string.Join(texts["word.list"], person.History.Select(i => model.Catalogue.Name(i.Item)))]);
        var place = 0;
        foreach (var line in person.List)
        {
            place++;
            var text = $"  {place} {model.Catalogue.Name(line.Shown.Item)}";
            if (model.Stars is BayesianMatrixFactorizationModel stars)
            {
                var (middle, low, high) = (new float[1], new float[1], new float[1]);
                stars.PredictInterval([person.User], [line.Shown.Item], middle, low, high, StarStudy.IntervalLevel);
                text += texts["screen.person.stars", middle[0], StarStudy.IntervalLevel, low[0], high[0]];
            }
            run.Output.Line(text + (line.Reasons.Count > 0 ? texts["screen.person.because", PeopleSection.Because(line, model, texts)] : ""));
        }
    }

    private static void Write(RunContext run, PlainTable table)
    {
        foreach (var line in table.Lines().Skip(1))
        {
            run.Output.Line(line);
        }
    }

    /// <summary>Lines behind a label of fixed width, wrapped to the terminal.</summary>
    private static void Block(RunContext run, string label, params ReadOnlySpan<string> lines)
    {
        const int Indent = 8;
        var head = DisplayWidth.Pad(label, Indent);
        foreach (var line in lines)
        {
            foreach (var part in DisplayWidth.Wrap(line, Math.Max(40, run.Output.Width - Indent - 1)))
            {
                run.Output.Line(head + part);
                head = new(' ', Indent);
            }
        }
    }

    private static string Three(double value) => NumberFormat.Fixed(3).Of(value);

    private static string Between(Interval? interval) => interval is { } i ? $"[{Three(i.Low)}, {Three(i.High)}]" : "";
}
