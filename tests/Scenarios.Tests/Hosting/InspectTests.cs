using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.Hosting;

public sealed class InspectTests
{
    private const string Ratings = "用户ID,电影名称,评分,日期\n1,星际穿越,5,2024-03-05\n2,星际穿越,4,2024-03-06\n2,\"功夫, 2004\",,2024-03-07\n3,功夫,3,2024-03-08\n";

    [Fact]
    public void A_csv_is_described_and_its_train_line_works()
    {
        using var host = new HostRun();
        host.Write("我的 数据.csv", Ratings);
        Assert.Equal(ExitCode.Ok, host.Run("inspect", "我的 数据.csv"));
        Assert.Contains("我的 数据.csv: 4 rows, 4 columns", host.Out, StringComparison.Ordinal);
        Assert.Contains("encoding utf-8", host.Out, StringComparison.Ordinal);
        Assert.Contains("3 .. 5", host.Out, StringComparison.Ordinal);
        Assert.Contains("Roles: person (who) = 用户ID, item (what) = 电影名称, rating = 评分, time = 日期", host.Out, StringComparison.Ordinal);
        Assert.EndsWith("  Fake train --data \"我的 数据.csv\" --user-col 用户ID --item-col 电影名称 --rating-col 评分 --time-col 日期\n", host.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, host.Run("inspect", "我的 数据.csv", "--lang", "zh"));
        Assert.Contains("角色：用户 = 用户ID，物品 = 电影名称", host.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, host.Run("inspect", "我的 数据.csv", "--json"));
        var json = host.Json();
        Assert.Equal("user", json.GetProperty("columns")[0].GetProperty("role").GetString());
        Assert.Equal(1, json.GetProperty("columns")[2].GetProperty("missing").GetInt32());
    }

    [Fact]
    public void What_cannot_be_guessed_is_left_open_in_the_line()
    {
        using var host = new HostRun();
        host.Write("a.csv", "left,right\nx,y\nx,z\nw,y\nx,y\n");
        Assert.Equal(ExitCode.Ok, host.Run("inspect", "a.csv"));
        Assert.Contains("Which column is the person (who)? left, right could be. Name it with --user-col.", host.Out, StringComparison.Ordinal);
        Assert.EndsWith("  Fake train --data a.csv --user-col \"?\" --item-col \"?\"\n", host.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_or_run_is_one_line()
    {
        using var host = new HostRun();
        Assert.Equal(ExitCode.Data, host.Run("inspect", "gone.csv"));
        Assert.Equal(1, host.Error.Count(c => c == '\n'));
        Assert.Equal(ExitCode.Model, host.Run("inspect", "latest"));
        Assert.StartsWith("error: There is no run with a model", host.Error, StringComparison.Ordinal);
        host.Write("table.csv", "PK\u0003\u0004");
        Assert.Equal(ExitCode.Data, host.Run("inspect", "table.csv"));
        Assert.Contains("Excel", host.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_is_described_by_file_run_and_latest()
    {
        using var host = new HostRun();
        host.Write("my.csv", Ratings);
        Assert.Equal(ExitCode.Ok, host.Run("learn", "--data", "my.csv", "--seed", "7"));
        var id = Path.GetFileName(host.RunFolders.Single());
        Assert.All((string[])["latest", id, id[^4..], $"runs/{id}", $"runs/{id}/model.pmodel"], name =>
        {
            Assert.Equal(ExitCode.Ok, host.Run("inspect", name));
            Assert.Contains("global-mean/1", host.Out, StringComparison.Ordinal);
            Assert.Contains("seed=7", host.Out, StringComparison.Ordinal);
            Assert.Contains("电影名称 (text, item)", host.Out, StringComparison.Ordinal);
        });
        Assert.Equal(ExitCode.Ok, host.Run("inspect", "latest", "--json"));
        Assert.Equal("global-mean/1", host.Json().GetProperty("kind").GetString());
    }

    [Fact]
    public void Train_guesses_the_same_way_says_so_and_stops_where_it_cannot()
    {
        using var host = new HostRun();
        host.Write("my.csv", Ratings);
        Assert.Equal(ExitCode.Ok, host.Run("learn", "--data", "my.csv"));
        Assert.Contains("guessed from the columns: person (who) = 用户ID, item (what) = 电影名称, rating = 评分, time = 日期\n", host.Error, StringComparison.Ordinal);
        host.Write("bad.csv", "left,right\nx,y\nx,z\nw,y\nx,y\n");
        Assert.Equal(ExitCode.Data, host.Run("learn", "--data", "bad.csv"));
        Assert.Contains("left, right could be", host.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Data, host.Run("learn", "--data", "my.csv", "--user-col", "用户Id2"));
        Assert.Contains("Did you mean '用户ID'?", host.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_rows_go_into_a_file_of_the_run_when_asked()
    {
        using var host = new HostRun();
        host.Write("my.csv", Ratings + "4,功夫,3\n");
        Assert.Equal(ExitCode.Data, host.Run("learn", "--data", "my.csv"));
        Assert.Equal(ExitCode.Ok, host.Run("learn", "--data", "my.csv", "--on-bad-row", "quarantine"));
        Assert.Contains("1 rows were left out", host.Error, StringComparison.Ordinal);
        Assert.Contains("功夫", File.ReadAllText(Path.Combine(host.RunFolders.Single(), "bad-rows.csv")), StringComparison.Ordinal);
    }
}
