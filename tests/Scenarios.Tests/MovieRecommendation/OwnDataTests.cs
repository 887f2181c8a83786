using System.Globalization;
using System.IO.Compression;
using System.Text;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.MovieRecommendation;

/// <summary>Files as people have them.</summary>
public sealed class OwnDataTests
{
    [Fact]
    public void Semicolons_decimal_commas_and_leading_zeros_are_read_as_meant()
    {
        using var movies = new MovieRun();
        movies.Write("export.csv", Sample.Csv("Customer;Product;Stars", (p, i, s) => $"{p:00000};{i:000};{Sample.Point(s).Replace('.', ',')}"));
        movies.Train("--data", "export.csv");
        Assert.Contains("guessed from the columns: person (who) = Customer, item (what) = Product, rating = Stars", movies.Error, StringComparison.Ordinal);
        Assert.Contains("column 'Stars': decimal comma", movies.Error, StringComparison.Ordinal);
        Assert.Contains("60 people, 40 items, ratings 1 to 5", movies.Out, StringComparison.Ordinal);
        Assert.Matches("^\uFEFF?[0-9]{5},[0-9]{3},[0-9]{3},", movies.Lines("predictions.csv")[1]);
        Assert.Equal(ExitCode.Ok, movies.Run("recommend", "--user", "00007", "--top", "3"));
        Assert.Equal(ExitCode.Data, movies.Run("recommend", "--user", "7"));
        Assert.Contains("00007", movies.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Chinese_headers_in_gb18030_need_no_options()
    {
        using var movies = new MovieRun();
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        File.WriteAllText(movies.PathOf("评分.csv"), Sample.Csv("用户,电影,评分", (p, i, s) => $"张三{p},电影{i},{Sample.Point(s)}"), Encoding.GetEncoding("gb18030"));
        movies.Train("--data", "评分.csv", "--lang", "zh");
        Assert.Contains("用户 = 用户，物品 = 电影", movies.Error, StringComparison.Ordinal);
        Assert.Contains("60 位用户，40 部电影，评分 1 到 5", movies.Out, StringComparison.Ordinal);
        Assert.Contains("\n结论", movies.Out, StringComparison.Ordinal);
        var report = File.ReadAllText(Path.Combine(movies.Newest, "report.html"));
        Assert.Contains("<html lang=\"zh", report, StringComparison.Ordinal);
        Assert.All((string[])["推荐列表", "预测评分", "留出", "局限", "电影推荐", "置信区间"], word => Assert.Contains(word, report, StringComparison.Ordinal));
        // For Excel: a byte order mark, and the names as they are.
        Assert.Equal([0xEF, 0xBB, 0xBF], File.ReadAllBytes(Path.Combine(movies.Newest, "predictions.csv")).Take(3));
    }

    [Fact]
    public void Columns_without_names_are_named_by_number()
    {
        using var movies = new MovieRun();
        movies.Write("plain.csv", Sample.Csv(null, (p, i, s) => $"u{p},i{i},{Sample.Point(s)}"));
        movies.Train("--data", "plain.csv", "--header-row", "none", "--user-col", "1", "--item-col", "2", "--rating-col", "3");
        Assert.Contains("60 people, 40 items, ratings 1 to 5", movies.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Data, movies.Run("train", "--data", "plain.csv"));
        Assert.Contains("--user-col", movies.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_ratings_it_learns_from_who_used_what()
    {
        using var movies = new MovieRun();
        movies.Write("orders.csv", Sample.Csv("customer,product", (p, i, _) => $"c{p},p{i}"));
        movies.TrainImplicit("--data", "orders.csv");
        Assert.Contains("only who used what is learned from", movies.Error, StringComparison.Ordinal);
        Assert.Contains("no ratings: who used what", movies.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("RMSE", movies.Out, StringComparison.Ordinal);
        Assert.StartsWith("user,rank,item,name,score,held_out", movies.Lines("predictions.csv")[0], StringComparison.Ordinal);
        Assert.Equal(1 + (10 * Sample.People), movies.Lines("predictions.csv").Length);
        Assert.Equal(ExitCode.Ok, movies.Run("recommend", "--user", "c3", "--top", "4"));
        Assert.Equal(ExitCode.Model, movies.Run("predict", "--data", "orders.csv"));
        Assert.Contains("predicts no stars", movies.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_are_told_from_ratings_by_their_option()
    {
        using var movies = new MovieRun();
        movies.Write("plays.csv", Sample.Csv("listener,song,plays", (p, i, s) => $"{p},{i},{(int)(s * 7)}"));
        movies.TrainImplicit("--data", "plays.csv", "--user-col", "listener", "--item-col", "song", "--count-col", "plays");
        Assert.Contains("counts 7 to 35 instead of ratings", movies.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("no column of ratings", movies.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Titles_come_from_the_same_file_or_one_of_their_own()
    {
        using var movies = new MovieRun();
        movies.Write("ratings.csv", Sample.Csv("user_id,item_id,title,rating", (p, i, s) => $"{p},{i},\"Same, {i / 2} ({1990 + (i % 2)})\",{Sample.Point(s)}"));
        movies.Train("--data", "ratings.csv", "--item-name-col", "title");
        Assert.Equal(ExitCode.Data, movies.Run("recommend", "--liked", "Same, 3"));
        Assert.Contains("Same, 3 (1990) [6]", movies.Error, StringComparison.Ordinal);
        Assert.Contains("Same, 3 (1991) [7]", movies.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, movies.Run("recommend", "--liked", "Same, 3 (1991); 8", "--top", "3"));
        Assert.StartsWith("For somebody who liked Same, 3 (1991); Same, 4 (1990)\n", movies.Out, StringComparison.Ordinal);

        movies.Write("plain.csv", Sample.Csv("user_id,item_id,rating", (p, i, s) => $"{p},{i},{Sample.Point(s)}"));
        movies.Write("items.csv", "item_id,title,genres\n" + string.Concat(Enumerable.Range(0, Sample.Items - 2).Select(i => $"{i},Other {i} (2001),drama\n")));
        movies.Train("--data", "plain.csv", "--items", "items.csv");
        Assert.Contains("2 items without a title", movies.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, movies.Run("similar", "--item", "Other 5 (2001)"));
    }

    [Theory]
    [InlineData("user,title,rating")]
    [InlineData("客户,商品名称,打分")]
    public void Titles_are_the_items_where_there_is_nothing_else(string header)
    {
        using var movies = new MovieRun();
        movies.Write("r.csv", Sample.Csv(header, (p, i, s) => $"u{p},Film {i},{Sample.Point(s)}"));
        movies.Train("--data", "r.csv");
        Assert.Contains($"item (what) = {header.Split(',')[1]}, rating = {header.Split(',')[2]}", movies.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, movies.Run("recommend", "--liked", "Film 7", "--top", "3"));
    }

    [Theory]
    [InlineData("time", "by time")]
    [InlineData("leave-one-out", "one rating of each person")]
    public void Times_allow_splits_that_look_ahead(string split, string said)
    {
        using var movies = new MovieRun();
        movies.Write("dated.csv", Sample.Csv("user,item,rating,date", (p, i, s) => $"u{p},i{i},{Sample.Point(s)},2024-{1 + (i % 12):00}-{1 + (p % 28):00}"));
        movies.Train("--data", "dated.csv", "--split", split);
        Assert.Contains("2024-01-01 to 2024-12-28", movies.Out, StringComparison.Ordinal);
        Assert.Contains($"Split   {said}", movies.Out, StringComparison.Ordinal);
        Assert.Contains("earlier than what is measured", File.ReadAllText(Path.Combine(movies.Newest, "report.md")), StringComparison.Ordinal);
        var held = movies.Lines("predictions.csv").Length - 1;
        Assert.InRange(held, split == "time" ? Sample.Rows.Count * 0.15 : Sample.People, split == "time" ? Sample.Rows.Count * 0.25 : Sample.People);
    }

    [Fact]
    public void A_compressed_file_of_another_scale_works_as_well()
    {
        using var movies = new MovieRun();
        using (var file = new StreamWriter(new GZipStream(File.Create(movies.PathOf("r.csv.gz")), CompressionLevel.Fastest)))
        {
            file.Write(Sample.Csv("user\titem\tscore", (p, i, s) => string.Create(CultureInfo.InvariantCulture, $"u{p}\ti{i}\t{(s * 20) - 100:0}")));
        }
        movies.Train("--data", "r.csv.gz");
        Assert.Contains("ratings -80 to 0", movies.Out, StringComparison.Ordinal);
        Assert.All(movies.Lines("predictions.csv").Skip(1), line => Assert.InRange(float.Parse(line.Split(',')[4], CultureInfo.InvariantCulture), -80f, 0f));
    }

    [Theory]
    [InlineData("one person", "u,i0,1\nu,i1,2\nu,i2,3\nu,i3,4\nu,i4,5\nu,i5,4\n")]
    [InlineData("one item", "u0,i,1\nu1,i,2\nu2,i,3\nu3,i,4\nu4,i,5\nu5,i,4\n")]
    [InlineData("all equal", "u0,i0,3\nu0,i1,3\nu1,i0,3\nu1,i1,3\nu2,i0,3\nu2,i2,3\n")]
    [InlineData("nothing shared", "u0,i0,3\nu1,i1,4\nu2,i2,3\nu3,i3,5\nu4,i4,1\n")]
    [InlineData("two rows", "u0,i0,3\nu1,i1,4\n")]
    public void Hardly_any_data_is_reported_without_a_boast(string what, string rows)
    {
        using var movies = new MovieRun();
        movies.Write("few.csv", "user,item,rating\n" + rows);
        movies.Train("--data", "few.csv");
        Assert.DoesNotContain("NaN", movies.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("times as good", movies.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("closer than averages (", movies.Out.Replace("not clearly closer than averages (", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", File.ReadAllText(Path.Combine(movies.Newest, "report.html")), StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", File.ReadAllText(Path.Combine(movies.Newest, "predictions.csv")), StringComparison.Ordinal);
        Assert.True(movies.Run("similar", "--item", "i" + (what == "one item" ? "" : "0")) == ExitCode.Ok, movies.Error);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    public void The_first_screen_fits_the_terminal(int width)
    {
        using var movies = new MovieRun(width);
        movies.Write("r.csv", Sample.Csv("user,item,title,rating", (p, i, s) => $"u{p},i{i},A film with quite a long and winding title {i} (1999),{Sample.Point(s)}"));
        movies.Train("--data", "r.csv");
        // What is there to be copied is never broken.
        Assert.All(movies.Out.Split('\n').Where(l => !l.Contains("MovieRecommendation ", StringComparison.Ordinal)), line => Assert.True(line.Length <= width, line));
        Assert.Contains("(1999)", movies.Out, StringComparison.Ordinal);
    }
}
