using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.CustomerSegmentation;

/// <summary>New customers by a saved model.</summary>
public sealed class AssignTests(TrainedShop shop) : IClassFixture<TrainedShop>
{
    public static TheoryData<string> Methods => [.. global::CustomerSegmentation.Study.Methods.Known];

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_training_row_gets_its_own_segment_with_every_method(string method)
    {
        using var run = new SegmentRun();
        run.Write("iris.csv", Iris());
        run.Train([.. (string[])["--data", "iris.csv", "--method", method, "--customer-col", "flower", "--ignore", "species", "--replicates", "5"], .. Number(method)]);
        var trained = run.Segments();
        var at = Array.IndexOf(trained[0], "segment");
        Assert.Equal(ExitCode.Ok, run.Run("assign", "--data", "iris.csv", "--out", "again.csv"));
        var again = TrainedShop.ReadCsv(Path.Combine(run.Host.Folder, "again.csv"));
        Assert.Equal(["flower", "segment", "name", "distance", "confidence", "unlike_anyone", "problem"], again[0]);
        Assert.Equal(trained.Skip(1).Select(r => (r[0], r[at])), again.Skip(1).Select(r => (r[0], r[1])));
        Assert.All(again.Skip(1).Where(r => r[1] != "0"), r => Assert.Equal("no", r[5]));
        Assert.Contains("150 customers assigned", run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, run.Run("inspect", Path.GetRelativePath(run.Host.Folder, Path.Combine(run.Newest, "model.pmodel"))));
        // Genie and Ward keep all rows, DBSCAN its core rows, a mean needs none.
        Assert.Matches(method is "genie" or "ward" ? "150 customers|customers.*150" : method == "dbscan" ? @"\d+ customers" : "no .*customer|No .*customer", run.Out);
    }

    [Fact]
    public void Customers_of_transactions_get_the_segment_of_training()
    {
        Assert.Equal(ExitCode.Ok, shop.Run.Run("predict", "--out", "shop.csv"));
        var rows = shop.Read("shop.csv");
        Assert.Equal(["customer_id", "recency", "frequency", "monetary", "segment", "name", "distance", "confidence", "unlike_anyone"], rows[0]);
        Assert.Equal(shop.Segments, rows.Skip(1).ToDictionary(r => r[0], r => r[4], StringComparer.Ordinal));
        Assert.All(rows.Skip(1), r => Assert.InRange(double.Parse(r[7], System.Globalization.CultureInfo.InvariantCulture), 0.01, 1));
        Assert.DoesNotContain(rows.Skip(1), r => r[8] == "yes");
    }

    [Fact]
    public void Transactions_under_other_names_are_read_when_named()
    {
        shop.Run.Write("renamed.csv", "who,day,bill,qty,price\nA,2025-03-01,1,2,10.5\nA,2025-03-20,2,1,4\nB,2024-05-01,3,1,800\n");
        Assert.Equal(ExitCode.Ok, shop.Run.Run("assign", "--data", "renamed.csv", "--customer-col", "who", "--time-col", "day", "--order-col", "bill", "--quantity-col", "qty", "--price-col", "price", "--product-col", "bill", "--as-of", "2025-04-01", "--out", "renamed-out.csv"));
        var rows = shop.Read("renamed-out.csv");
        Assert.Equal(["A", "12", "2", "25"], rows[1][..4]);
        Assert.Equal(["B", "335", "1", "800"], rows[2][..4]);
    }

    [Fact]
    public void Rows_keep_their_order_and_number_and_say_what_is_wrong_with_them()
    {
        shop.Run.Write("features.csv", "note,recency,frequency,monetary\nnear,5,40,3600\nbad,five,40,3600\nfar,5,40,99000000\nempty,,1,20\n");
        Assert.Equal(ExitCode.Ok, shop.Run.Run("assign", "--data", "features.csv", "--keep", "note,recency", "--out", "features-out.csv"));
        var rows = shop.Read("features-out.csv");
        Assert.Equal(["near", "bad", "far", "empty"], rows.Skip(1).Select(r => r[0]));
        Assert.Equal(["five", "", "", "", "", ""], rows[2][1..7]);
        Assert.Contains("five", rows[2][^1], StringComparison.Ordinal);
        Assert.Equal("no", rows[1][6]);
        Assert.Equal("yes", rows[3][6]);
        Assert.NotEqual("", rows[4][2]);
        Assert.Contains("1 rows could not be used", shop.Run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExitCode.Model, "lacks columns", "assign", "--data", "other.csv", "--out", "none.csv")]
    [InlineData(ExitCode.Data, "missing.csv", "assign", "--data", "missing.csv", "--out", "none.csv")]
    [InlineData(ExitCode.Data, "not after the first line", "assign", "--as-of", "2001-01-01", "--out", "none.csv")]
    [InlineData(ExitCode.Usage, "must be a date", "assign", "--as-of", "yesterday", "--out", "none.csv")]
    [InlineData(ExitCode.Usage, "The segments are: 1", "export", "--segment", "99", "--out", "none.csv")]
    [InlineData(ExitCode.Usage, "--segment", "export", "--out", "none.csv")]
    [InlineData(ExitCode.Data, "recency", "export", "--segment", "1", "--by", "colour", "--out", "none.csv")]
    [InlineData(ExitCode.Usage, "--segment", "profile", "--segment", "nobody", "--out", "none.csv")]
    [InlineData(ExitCode.Model, "lacks columns", "profile", "--data", "other.csv", "--out", "none.csv")]
    [InlineData(ExitCode.Model, "lacks columns", "evaluate", "--data", "other.csv")]
    [InlineData(ExitCode.Usage, "--class-col", "evaluate", "--class-col", "customer_id")]
    [InlineData(ExitCode.Model, "lacks columns", "drift", "--data", "other.csv")]
    [InlineData(ExitCode.Model, "lacks columns", "label", "--data", "other.csv", "--out", "none.csv")]
    [InlineData(ExitCode.Usage, "--budget", "label", "--budget", "1", "--out", "none.csv")]
    [InlineData(ExitCode.Data, "no column 'label'", "label", "--labels", "other.csv", "--out", "none.csv")]
    [InlineData(ExitCode.Model, "gone.pmodel", "label", "--model", "gone.pmodel", "--out", "none.csv")]
    public void Bad_input_is_one_line_and_leaves_nothing_behind(ExitCode code, string said, params string[] args)
    {
        shop.Run.Write("other.csv", "customer_id,colour,size\nC1,red,3\nC2,blue,4\n");
        var folders = shop.Run.Host.RunFolders.Count;
        Assert.Equal(code, shop.Run.Run([.. args, "--quiet"]));
        Assert.Contains(said, shop.Run.Error, StringComparison.Ordinal);
        Assert.Single(shop.Run.Error.TrimEnd('\n').Split('\n'));
        Assert.False(File.Exists(Path.Combine(shop.Run.Host.Folder, "none.csv")));
        Assert.Equal(folders, shop.Run.Host.RunFolders.Count);
    }

    [Theory]
    [InlineData("assign")]
    [InlineData("profile")]
    [InlineData("export")]
    [InlineData("evaluate")]
    [InlineData("drift")]
    [InlineData("label")]
    public void Help_has_no_english_left_in_chinese(string verb)
    {
        using var run = new SegmentRun();
        Assert.Equal(ExitCode.Ok, run.Run(verb, "--help", "--lang", "zh"));
        Assert.DoesNotMatch(@"(?m)^ {30,}.*\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\b", run.Out);
    }

    private static string[] Number(string method) => global::CustomerSegmentation.Study.Methods.TakesNumber(method) ? ["--segments", "3"] : [];

    /// <summary>The bundled flowers with a name for each.</summary>
    internal static string Iris()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "datasets", "iris", "iris.csv"));
        return "flower," + lines[0] + "\n" + string.Concat(lines.Skip(1).Select((l, i) => $"F{1000 + i},{l}\n"));
    }
}
