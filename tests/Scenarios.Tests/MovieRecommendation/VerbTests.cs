using System.Globalization;
using System.Text.Json;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.MovieRecommendation;

/// <summary>What is done with a model, verb by verb.</summary>
public sealed class VerbTests
{
    [Fact]
    public void Predict_keeps_rows_and_order_and_gives_a_reason_where_it_must_guess()
    {
        using var movies = Trained();
        movies.Write("pairs.csv", "note,user,item\nfirst,u1,i1\nx,nobody,i1\ny,u1,nothing\nz,nobody,nothing\nbad,u1\nlast,u2,i2\n");
        Assert.Equal(ExitCode.Ok, movies.Run("predict", "--data", "pairs.csv", "--out", "stars.csv", "--bom", "no"));
        Assert.Equal("6 rows written to stars.csv\n", movies.Out);
        var lines = File.ReadAllLines(movies.PathOf("stars.csv"));
        Assert.Equal("note,user,item,predicted,low90,high90,note", lines[0]);
        Assert.Equal(["first,u1,i1", "x,nobody,i1", "y,u1,nothing", "z,nobody,nothing", "bad,u1,", "last,u2,i2"], lines.Skip(1).Select(l => string.Join(',', l.Split(',').Take(3))));
        Assert.All(lines.Skip(1).Where(l => !l.StartsWith("bad", StringComparison.Ordinal)), line =>
        {
            var figures = line.Split(',').Skip(3).Take(3).Select(c => float.Parse(c, CultureInfo.InvariantCulture)).ToArray();
            Assert.True(figures is [>= 1 and <= 5, >= 1 and <= 5, >= 1 and <= 5] && figures[1] <= figures[0] && figures[0] <= figures[2], line);
        });
        Assert.EndsWith(",new person", lines[2], StringComparison.Ordinal);
        Assert.EndsWith(",new item", lines[3], StringComparison.Ordinal);
        Assert.EndsWith(",new person and item", lines[4], StringComparison.Ordinal);
        Assert.Matches("^bad,u1,,,,,\"[^\"]*pairs\\.csv\\(6,", lines[5]);
        Assert.Equal(ExitCode.Ok, movies.Run("predict", "--data", "pairs.csv"));
        Assert.Equal(lines, movies.Out.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void A_read_model_predicts_the_bits_that_were_measured()
    {
        using var movies = new MovieRun();
        movies.Write("r.csv", Sample.Plain());
        movies.Train("--data", "r.csv", "--keep-evaluated", "--bom", "no");
        File.Copy(Path.Combine(movies.Newest, "predictions.csv"), movies.PathOf("held.csv"));
        Assert.Equal(ExitCode.Ok, movies.Run("predict", "--data", "held.csv", "--user-col", "user", "--item-col", "item", "--out", "again.csv", "--bom", "no"));
        string[][] rows = [.. File.ReadAllLines(movies.PathOf("again.csv")).Skip(1).Select(l => l.Split(','))];
        Assert.NotEmpty(rows);
        Assert.All(rows, cells => Assert.Equal(cells[4..7], cells[8..11]));
    }

    [Fact]
    public void Any_number_of_threads_writes_the_same_bytes()
    {
        using var movies = new MovieRun();
        movies.Write("r.csv", Sample.Plain());
        movies.Train("--data", "r.csv", "--threads", "1");
        var one = movies.Newest;
        movies.Train("--data", "r.csv", "--threads", "2");
        var two = movies.Newest;
        Assert.NotEqual(one, two);
        Assert.All((string[])["predictions.csv", "model.pmodel"], file => Assert.Equal(File.ReadAllBytes(Path.Combine(one, file)), File.ReadAllBytes(Path.Combine(two, file))));
        Assert.Equal(ExitCode.Ok, movies.Run("predict", "--data", "r.csv", "--threads", "1"));
        var single = movies.Out;
        Assert.Equal(ExitCode.Ok, movies.Run("predict", "--data", "r.csv", "--threads", "2"));
        Assert.Equal(single, movies.Out);
    }

    [Fact]
    public void Recommends_nothing_seen_to_one_person_or_to_all()
    {
        using var movies = Trained();
        Assert.Equal(ExitCode.Ok, movies.Run("recommend", "--all", "--top", "3", "--out", "lists.csv", "--bom", "no"));
        string[][] rows = [.. File.ReadAllLines(movies.PathOf("lists.csv")).Skip(1).Select(l => l.Split(','))];
        Assert.Equal(3 * Sample.People, rows.Length);
        var seen = Sample.Rows.Select(r => ($"u{r.Person}", $"i{r.Item}")).ToHashSet();
        Assert.DoesNotContain(rows, r => seen.Contains((r[0], r[2])));
        Assert.Equal(ExitCode.Ok, movies.Run("recommend", "--user", "u7", "--top", "3", "--json"));
        Assert.Equal(rows.Where(r => r[0] == "u7").Select(r => r[2]), movies.Host.Json().EnumerateArray().Select(l => l.GetProperty("item").GetString()));
        Assert.Equal(ExitCode.Ok, movies.Run("recommend", "--liked", "i3; i5", "--top", "3", "--json"));
        Assert.DoesNotContain(movies.Host.Json().EnumerateArray(), l => l.GetProperty("item").GetString() is "i3" or "i5");
    }

    [Theory]
    [InlineData("recommend", "Say whose list to make: one of --user, --liked or --all.")]
    [InlineData("recommend --user u1 --all", "Say whose list to make: one of --user, --liked or --all.")]
    [InlineData("similar", "Say what it should be like: --item \"Heat (1995)\".")]
    [InlineData("recommend --user u1 --top 0", "--top must be a whole number, from 1 to 10000; got '0'.")]
    public void Half_a_question_is_answered_with_the_whole_one(string line, string answer)
    {
        using var movies = Trained();
        Assert.Equal(ExitCode.Usage, movies.Run(line.Split(' ')));
        Assert.EndsWith($"error: {answer}\n", movies.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_brings_near_ones()
    {
        using var movies = Trained();
        Assert.Equal(ExitCode.Data, movies.Run("recommend", "--user", "u70"));
        Assert.Contains("near ids are u7,", movies.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Data, movies.Run("similar", "--item", "i399"));
        Assert.Contains("Did you mean i39", movies.Error, StringComparison.Ordinal);
        Assert.InRange(movies.Error.Split(',').Length, 1, 5);
    }

    [Fact]
    public void Evaluate_scores_only_what_the_model_has_not_learned_from()
    {
        using var movies = new MovieRun();
        var lines = Sample.Plain().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        movies.Write("old.csv", string.Join('\n', lines.Where((_, i) => i == 0 || i % 4 != 0)) + "\n");
        movies.Write("all.csv", string.Join('\n', lines) + "\n");
        movies.Train("--data", "old.csv");
        Assert.Equal(ExitCode.Ok, movies.Run("evaluate", "--data", "all.csv"));
        var fresh = (lines.Length - 1) / 4;
        Assert.Contains($"{fresh} rows scored; {lines.Length - 1 - fresh} left out", movies.Out, StringComparison.Ordinal);
        Assert.InRange(movies.Figure("rmse"), 0.05, 0.8);
        Assert.True(File.Exists(Path.Combine(movies.Newest, "report.html")));
        Assert.Equal(ExitCode.Data, movies.Run("evaluate", "--data", "old.csv"));
        Assert.Contains("learned from every one", movies.Error, StringComparison.Ordinal);
        Assert.Equal(2, movies.Host.RunFolders.Count);
    }

    [Fact]
    public void Retrain_measures_both_models_on_new_rows_and_decides()
    {
        using var movies = new MovieRun();
        var lines = Sample.Plain().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // The first model knows only a few people, so that the second, which knows all, is better.
        movies.Write("old.csv", string.Join('\n', lines.Take(200)) + "\n");
        movies.Write("new.csv", lines[0] + "\n" + string.Join('\n', lines.Skip(200)) + "\n");
        movies.Write("few.csv", "user,item,rating\nu99,i1,3\nu99,i2,4\n");
        movies.Train("--data", "old.csv");
        var old = Path.GetFileName(movies.Newest);
        Assert.Equal(ExitCode.Ok, movies.Run("retrain", "--data", "new.csv"));
        Assert.Contains("random among new rows", movies.Out, StringComparison.Ordinal);
        Assert.Contains("Replace: on the same held-out rows the new model has the better rmse", movies.Out, StringComparison.Ordinal);
        var made = Path.GetFileName(movies.Newest);
        Assert.Equal(ExitCode.Data, movies.Run("retrain", "--from", old, "--data", "few.csv"));
        Assert.Contains("at least 20 of them; the new data has 2", movies.Error, StringComparison.Ordinal);
        Assert.Equal(2, movies.Host.RunFolders.Count);

        Assert.Equal(ExitCode.Ok, movies.Run("runs"));
        Assert.Contains(made, movies.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, movies.Run("runs", "show", made));
        Assert.Contains("new.csv", movies.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, movies.Run("runs", "compare", old, made));
        Assert.Contains("The runs read different data", movies.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Retraining_lists_compares_them_by_the_figure_it_names()
    {
        using var movies = new MovieRun();
        var lines = Sample.Csv("user,item", (p, i, _) => $"u{p},i{i}").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        movies.Write("old.csv", string.Join('\n', lines.Take(500)) + "\n");
        movies.Write("new.csv", lines[0] + "\n" + string.Join('\n', lines.Skip(500)) + "\n");
        movies.TrainImplicit("--data", "old.csv");
        Assert.Equal(ExitCode.Ok, movies.Run("retrain", "--data", "new.csv"));
        Assert.Matches("(Replace|Keep the earlier model): .* ndcg@10, p [=<] ", movies.Out);
    }

    [Fact]
    public void A_rule_that_does_not_hold_is_exit_4_with_the_run_written()
    {
        using var movies = new MovieRun();
        movies.Write("r.csv", Sample.Plain());
        Assert.Equal(ExitCode.Gate, movies.Run("train", "--data", "r.csv", "--sweeps", "10", "--require", "rmse<=0.0001", "--require", "ndcg@10>=0"));
        Assert.Contains("required rmse<=0.0001, but rmse is", movies.Error, StringComparison.Ordinal);
        Assert.Single(movies.Host.RunFolders);
    }

    [Fact]
    public void Json_is_one_document_and_quiet_is_quiet()
    {
        using var movies = new MovieRun();
        movies.Write("r.csv", Sample.Plain());
        movies.Train("--data", "r.csv", "--json", "--quiet");
        Assert.Equal("", movies.Error);
        Assert.Equal(JsonValueKind.Object, movies.Host.Json().ValueKind);
        Assert.Equal(movies.Figure("rmse"), movies.Host.Json().GetProperty("metrics")[0].GetProperty("value").GetDouble());
        Assert.Equal(ExitCode.Ok, movies.Run("inspect", "latest", "--json", "--quiet"));
        Assert.Equal("recommender/1", movies.Host.Json().GetProperty("kind").GetString());
        Assert.Equal(ExitCode.Ok, movies.Run("inspect", "latest"));
        Assert.Contains("60 people, 40 items", movies.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, movies.Run("inspect", "r.csv"));
        Assert.EndsWith("MovieRecommendation train --data r.csv --user-col user --item-col item --rating-col rating\n", movies.Out, StringComparison.Ordinal);
    }

    private static MovieRun Trained()
    {
        var movies = new MovieRun();
        movies.Write("r.csv", Sample.Plain());
        movies.Train("--data", "r.csv");
        return movies;
    }
}
