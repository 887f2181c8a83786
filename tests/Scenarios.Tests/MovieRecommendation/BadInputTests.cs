using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.MovieRecommendation;

/// <summary>What cannot be used is one line (what, where, the way out), the right exit code, and nothing half-written.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("", "my.csv: the file is empty. It must hold a row of column names and rows of data.")]
    [InlineData("user,item,rating\n", "my.csv: there is a header but no row of data.")]
    [InlineData("user,item,rating\n1,2,3\n", "needs at least 2 rows; got 1. Add data.")]
    [InlineData("user,item,rating\n1,2,3\n2,2,good\n3,2,4\n", "my.csv(3,3): column 'rating': 'good' is not a number.")]
    [InlineData("user,item,rating\n1,2,3\n2,2,inf\n3,2,-Infinity\n", "my.csv(3,3): column 'rating': 'inf' is not a number.")]
    [InlineData("user,item,rating\n1,2,NaN\n2,2,\n", "None of the 2 rows can be used: 0 without user or item id, 2 without rating")]
    [InlineData("user,item,rating\n1,2,3\n\"2,2,4\n", "my.csv(3,1): a quoted field is never closed.")]
    [InlineData("user,item,rating\n1,2,3\n2,2\n", "my.csv(3,3): the row splits into 2, not 3 fields.")]
    [InlineData("left,right,rating\na,b,3\na,c,4\nd,b,1\na,b,3\n", "Which column is the person (who)? left, right could be. Name it with --user-col. The columns are: left, right, rating.")]
    [InlineData("user,price\n1,3.5\n2,4.25\n", "Which column is the item (what)?")]
    public void A_file_that_cannot_be_learned_from_says_where_and_why(string text, string message) => Refuses(ExitCode.Data, message, movies => movies.Write("my.csv", text));

    [Theory]
    [InlineData("PK\u0003\u0004rest", "my.csv: this is an Excel workbook")]
    [InlineData("a\0b\0\u0001\u0002\0\0c", "binary file, not text")]
    public void A_file_that_is_no_csv_is_called_what_it_is(string bytes, string message) => Refuses(ExitCode.Data, message, movies => File.WriteAllBytes(movies.PathOf("my.csv"), Encoding.Latin1.GetBytes(bytes)));

    [Fact]
    public void A_cut_off_gz_file_is_called_so() => Refuses(ExitCode.Data, "the compressed file is cut off or damaged", movies =>
    {
        var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            packed.Write(Encoding.UTF8.GetBytes(Sample.Plain()));
        }
        File.WriteAllBytes(movies.PathOf("my.csv"), bytes.ToArray()[..(int)(bytes.Length / 2)]);
    });

    [Theory]
    [InlineData("1,2,", "", "my.csv(3,3): column 'rating': '999")]
    [InlineData("1,", ",3", "holds an id of 10000000 characters in data row 2; at most 1000 are allowed.")]
    public void A_line_of_ten_megabytes_is_one_short_line(string before, string after, string message) =>
        Refuses(ExitCode.Data, message, movies => movies.Write("my.csv", $"user,item,rating\n0,1,2\n{before}{new string('9', 10_000_000)}{after}\n3,4,5\n"));

    [Fact]
    public void A_folder_in_place_of_a_file_says_what_it_looked_for() => Refuses(ExitCode.Data, "my.csv: no file there.", movies => Directory.CreateDirectory(movies.PathOf("my.csv")));

    [Fact]
    public void A_missing_file_is_named() => Refuses(ExitCode.Data, "my.csv: there is no such file. Check the name and the folder.", _ => { });

    [Fact]
    public void A_column_that_is_not_there_lists_those_that_are() =>
        Refuses(ExitCode.Data, "There is no column 'stars'. The columns are: user, item, rating.", movies => movies.Write("my.csv", Sample.Plain()), "--rating-col", "stars");

    [Fact]
    public void One_column_plays_one_part() =>
        Refuses(ExitCode.Usage, "Column 'user' cannot be both --user-col and --item-col.", movies => movies.Write("my.csv", Sample.Plain()), "--user-col", "user", "--item-col", "user");

    [Fact]
    public void A_split_by_time_needs_times() =>
        Refuses(ExitCode.Data, "A split by time needs a time column; my.csv was read without one.", movies => movies.Write("my.csv", Sample.Plain()), "--split", "time");

    [Theory]
    [InlineData("--sweeps", "0", "--sweeps must be a whole number")]
    [InlineData("--lists-lambda", "-1", "--lists-lambda must be a number")]
    [InlineData("--split", "never", "--split must be one of random, time, leave-one-out; got 'never'.")]
    [InlineData("--liked-from", "NaN", "--liked-from must be a number")]
    [InlineData("--rating-cool", "x", "Did you mean --rating-col?")]
    public void A_wrong_option_is_exit_1(string option, string value, string message) => Refuses(ExitCode.Usage, message, movies => movies.Write("my.csv", Sample.Plain()), option, value);

    [Fact]
    public void A_runs_folder_that_cannot_be_made_is_said_before_any_work()
    {
        using var movies = new MovieRun();
        movies.Write("my.csv", Sample.Plain());
        movies.Write("taken", "");
        Assert.Equal(ExitCode.Data, movies.Run("train", "--data", "my.csv", "--runs", "taken/runs"));
        Assert.Equal("error: No run can be written to taken/runs: it is not a folder, or may not be written. Name another folder with --runs.\n", movies.Error);
        Assert.Equal("", movies.Out);
    }

    [Fact]
    public void A_model_file_that_is_damaged_or_foreign_is_exit_3()
    {
        using var movies = new MovieRun();
        movies.Write("my.csv", Sample.Plain());
        movies.Train("--data", "my.csv");
        var model = File.ReadAllBytes(Path.Combine(movies.Newest, "model.pmodel"));
        File.WriteAllBytes(movies.PathOf("half.pmodel"), model[..(model.Length / 2)]);
        model[model.Length / 3] ^= 1;
        File.WriteAllBytes(movies.PathOf("bent.pmodel"), model);
        movies.Write("foreign.pmodel", "not a model at all");
        Directory.CreateDirectory(movies.PathOf("folder"));
        foreach (var name in (string[])["half.pmodel", "bent.pmodel", "foreign.pmodel", "folder", "gone.pmodel"])
        {
            Assert.Equal(ExitCode.Model, movies.Run("predict", "--data", "my.csv", "--model", name, "--out", "out.csv"));
            var error = Assert.Single(movies.Error.TrimEnd('\n').Split('\n'), l => l.StartsWith("error: ", StringComparison.Ordinal));
            Assert.Contains(name, error, StringComparison.Ordinal);
            Assert.Equal("", movies.Out);
            Assert.False(File.Exists(movies.PathOf("out.csv")));
        }
    }

    [Fact]
    public async Task Ctrl_c_while_it_learns_leaves_nothing_and_exits_130()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        using var movies = new ScenarioProcess();
        using var process = movies.Start(ScenarioProcess.Built("MovieRecommendation"), "train", "--sweeps", "1000");
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.StartsWith("fitting person and item averages", StringComparison.Ordinal)) { }
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((int)ExitCode.Cancelled, process.ExitCode);
        Assert.EndsWith("stopped; nothing was written.\n", error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(movies.Folder));
    }

    private static void Refuses(ExitCode code, string message, Action<MovieRun> arrange, params string[] options)
    {
        using var movies = new MovieRun();
        arrange(movies);
        Assert.Equal(code, movies.Run(["train", "--data", "my.csv", .. options]));
        var error = Assert.Single(movies.Error.TrimEnd('\n').Split('\n'), l => l.StartsWith("error: ", StringComparison.Ordinal));
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.InRange(error.Length, 20, 400);
        Assert.DoesNotContain("   at ", movies.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(movies.Host.RunsFolder));
    }
}
