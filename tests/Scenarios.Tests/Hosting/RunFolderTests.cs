using System.Text.Json;
using Scenarios.Hosting;
using Xunit;

namespace Scenarios.Tests.Hosting;

public sealed class RunFolderTests
{
    [Fact]
    public void A_run_leaves_one_complete_folder()
    {
        using var host = new HostRun();
        Assert.Equal(ExitCode.Ok, host.Run("train"));
        Assert.Equal("trained\n", host.Out);
        var folder = Assert.Single(host.RunFolders);
        Assert.Matches(@"[\\/]\d{8}-\d{6}-[a-z]{4}$", folder);
        Assert.Equal(["config.json", "fake.pmodel", "run.json"], Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)!).Order());
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "run.json")));
        Assert.Equal("Fake train --seed 42", json.RootElement.GetProperty("repeat").GetString());
        Assert.Equal(0.8, json.RootElement.GetProperty("metrics")[0].GetProperty("value").GetDouble(), 12);
    }

    [Theory]
    [InlineData("data", ExitCode.Data, "error: my.csv(37,4): column 'income': 'n/a' is not a number. Add it to --missing.\n")]
    [InlineData("threads", ExitCode.Data, "error: one\n")]
    [InlineData("model", ExitCode.Model, "error: a.pmodel is foreign. Train again.\n")]
    [InlineData("option", ExitCode.Usage, "error: FitControl.Threads must be a whole number, at least 1; got 0.\n")]
    [InlineData("missing-file", ExitCode.Data, "error: There is no file gone.csv. Check its name, or name another.\n")]
    [InlineData("denied", ExitCode.Data, "error: /root/x may not be read or written. Check its permissions, or name another place.\n")]
    [InlineData("disk", ExitCode.Data, "error: The disk is full: /x. Make room, or write to another disk; nothing half-written was kept.\n")]
    public void A_failed_run_is_one_line_an_exit_code_and_no_folder(string how, ExitCode code, string line)
    {
        using var host = new HostRun();
        Assert.Equal(code, host.Run("fail", "--how", how));
        Assert.Equal(line, host.Error);
        Assert.False(Directory.Exists(host.RunsFolder));
    }

    [Fact]
    public void A_bug_is_one_line_that_says_where_the_details_are()
    {
        using var host = new HostRun();
        Assert.Equal(ExitCode.Bug, host.Run("fail"));
        var line = Assert.Single(host.Error.TrimEnd().Split('\n'));
        var path = line[(line.LastIndexOf(' ') + 1)..];
        Assert.Contains("InvalidOperationException: a bug", File.ReadAllText(path), StringComparison.Ordinal);
        File.Delete(path);
        host["PIPELINES_DEBUG"] = "1";
        Assert.Equal(ExitCode.Bug, host.Run("fail"));
        Assert.Contains("   at ", host.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_run_exits_130_and_leaves_nothing()
    {
        using var host = new HostRun();
        var run = Task.Run(() => host.Run("slow"), TestContext.Current.CancellationToken);
        host.Scenario.Working.Wait(TestContext.Current.CancellationToken);
        await host.Cancel.CancelAsync();
        Assert.Equal(ExitCode.Cancelled, await run);
        Assert.Equal("working\nstopped; nothing was written.\n", host.Error);
        Assert.False(Directory.Exists(host.RunsFolder));
    }

    [Fact]
    public void An_out_folder_that_cannot_be_written_is_said_before_any_work()
    {
        using var host = new HostRun();
        host.Write("file", "not a folder");
        Assert.Equal(ExitCode.Data, host.Run("train", "--out", "file/runs"));
        Assert.Equal(1, host.Error.Count(c => c == '\n'));
        Assert.Contains("file", host.Error, StringComparison.Ordinal);
        Assert.Equal("", host.Out);
    }

    [Fact]
    public void A_rule_that_does_not_hold_exits_4_after_the_run_is_written()
    {
        using var host = new HostRun();
        Assert.Equal(ExitCode.Gate, host.Run("train", "--require", "rmse<=0.5", "--require", "ndcg@10>=0.3"));
        Assert.Contains("required rmse<=0.5, but rmse is 0.8\n", host.Error, StringComparison.Ordinal);
        Assert.Single(host.RunFolders);
        Assert.Equal(ExitCode.Ok, host.Run("train", "--require", "rmse<=0.5", "--clusters", "5"));
        Assert.Equal(ExitCode.Usage, host.Run("train", "--require", "auc>0.5"));
        Assert.Contains("there is no metric 'auc'. The run was written; its metrics are: rmse, ndcg@10.", host.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_are_listed_shown_and_compared()
    {
        using var host = new HostRun();
        Assert.Equal(ExitCode.Ok, host.Run("train", "--clusters", "3"));
        Assert.Equal(ExitCode.Ok, host.Run("train", "--clusters", "2", "--data", "b.csv"));
        var ids = host.RunFolders.Select(f => Path.GetFileName(f)!).ToList();
        Assert.Equal(ExitCode.Ok, host.Run("runs"));
        Assert.All(ids, id => Assert.Contains(id, host.Out, StringComparison.Ordinal));
        Assert.Equal(ExitCode.Ok, host.Run("runs", "show", "latest"));
        Assert.Contains("b.csv", host.Out, StringComparison.Ordinal);
        Assert.Contains("[0.05, 0.15]", host.Out, StringComparison.Ordinal);
        var first = ids.First(id => host.Run("runs", "show", id) == ExitCode.Ok && host.Out.Contains("0.3  [", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Ok, host.Run("runs", "compare", first[^4..], "latest"));
        Assert.Contains("-0.1  better", host.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, host.Run("runs", "compare", first, "latest", "--json"));
        Assert.Equal(0.3, host.Json().GetProperty("metrics")[0].GetProperty("a").GetDouble(), 12);
        Assert.Equal(ExitCode.Usage, host.Run("runs", "show", "20"));
        Assert.Contains("fits several runs", host.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, host.Run("runs", "shwo", "x"));
        Assert.Contains("Did you mean show?", host.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_one_document_whatever_happens()
    {
        using var host = new HostRun();
        Assert.Equal(ExitCode.Ok, host.Run("train", "--json"));
        Assert.Equal("rmse", host.Json().GetProperty("metrics")[0].GetProperty("key").GetString());
        Assert.Equal(ExitCode.Ok, host.Run("predict", "--json"));
        Assert.Equal(0, host.Json().GetProperty("exit").GetInt32());
        Assert.Equal(ExitCode.Data, host.Run("fail", "--how", "data", "--json"));
        Assert.Equal("fake.cell", host.Json().GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(ExitCode.Usage, host.Run("train", "--json", "--nonsense"));
        Assert.Equal(1, host.Json().GetProperty("error").GetProperty("exit").GetInt32());
        Assert.Equal(ExitCode.Ok, host.Run("runs", "--json"));
        Assert.Equal(1, host.Json().GetArrayLength());
    }

    [Fact]
    public void Progress_is_plain_when_redirected_live_on_a_terminal_and_nothing_when_quiet()
    {
        using var redirected = new HostRun();
        Assert.Equal(ExitCode.Ok, redirected.Run("train"));
        Assert.Matches(@"^training: 2 passes, \d+\.\d s\n$", redirected.Error);
        using var terminal = new HostRun { ErrorIsTerminal = true };
        Assert.Equal(ExitCode.Ok, terminal.Run("train"));
        Assert.Contains("\r", terminal.Error, StringComparison.Ordinal);
        Assert.EndsWith("\u001b[K", terminal.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', terminal.Out);
        Assert.Equal(ExitCode.Ok, terminal.Run("train", "--quiet"));
        Assert.Equal("", terminal.Error);
    }
}
