using Scenarios.Hosting;
using Scenarios.Hosting.Commands;
using Xunit;

namespace Scenarios.Tests.Hosting;

public sealed class CommandLineTests
{
    [Fact]
    public void No_verb_means_train()
    {
        using var host = new HostRun();
        Assert.Equal(ExitCode.Ok, host.Run("--data", "a.csv", "--clusters", "3", "--seed", "7"));
        Assert.Equal(["a.csv"], host.Scenario.Data);
        Assert.Equal((3, 7), (host.Scenario.Trained!.Clusters, host.Scenario.Trained.Seed));
    }

    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_config_file()
    {
        using var host = new HostRun { ["PIPELINES_OPTION_CLUSTERS"] = "5", ["PIPELINES_OPTION_LEARNING_RATE"] = "0.5" };
        host.Write("c.json", """{"options": {"clusters": 4, "learning-rate": 0.2, "loss": "absolute", "shuffle": false, "data": ["x.csv", "y.csv"]}}""");
        Assert.Equal(ExitCode.Ok, host.Run("train", "--config", "c.json", "--clusters", "6"));
        Assert.Equal(new FakeOptions { Clusters = 6, LearningRate = 0.5, Loss = FakeLoss.Absolute, Shuffle = false }, host.Scenario.Trained);
        Assert.Equal(["x.csv", "y.csv"], host.Scenario.Data);
    }

    [Fact]
    public void Every_runs_config_is_a_config_file_that_repeats_it()
    {
        using var host = new HostRun();
        Assert.Equal(ExitCode.Ok, host.Run("train", "--clusters", "3", "--loss", "absolute", "--data", "a b.csv", "--data", "$x.csv", "--seed", "9"));
        var (trained, data) = (host.Scenario.Trained, host.Scenario.Data);
        var config = Path.Combine(host.RunFolders.Single(), "config.json");
        Assert.Contains("""Fake train --data "a b.csv" --data '$x.csv' --seed 9 --clusters 3 --loss absolute""".Replace("\"", "\\\"", StringComparison.Ordinal), File.ReadAllText(config), StringComparison.Ordinal);
        Assert.Contains("\"clusters\": 3,\n    \"learning-rate\": 0.1,\n    \"shuffle\": true,\n    \"loss\": \"absolute\"", File.ReadAllText(config), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, host.Run("train", "--config", config));
        Assert.Equal((trained, string.Join('|', data)), (host.Scenario.Trained, string.Join('|', host.Scenario.Data)));
    }

    [Theory]
    [InlineData("--clusters must be a whole number, from 1 to 100; got '0'.", "--clusters", "0")]
    [InlineData("--learning-rate must be a number, more than 0 and at most 1; got 'x'.", "--learning-rate", "x")]
    [InlineData("--loss must be one of squared, absolute; got 'cubic'.", "--loss", "cubic")]
    [InlineData("--test-share must be a number, more than 0 and less than 1; got '1'.", "--test-share", "1")]
    [InlineData("--seed must be a whole number, at least 0; got '-1'.", "--seed", "-1")]
    [InlineData("--clusters needs a value: --clusters N.", "--clusters")]
    [InlineData("--seed is named more than once (1, 2). Keep one.", "--seed", "1", "--seed", "2")]
    [InlineData("train has no option --clustrs. Did you mean --clusters?", "--clustrs", "3")]
    [InlineData("train has no option --sead. Did you mean --seed?", "--data", "a.csv", "--sead", "3")]
    [InlineData("train has no option --frobnicate. train --help lists those there are.", "--frobnicate")]
    [InlineData("--model is an option of predict, not of train.", "--model", "x")]
    [InlineData("completion does not take 'zsh'. Put a text with blanks between quotes; completion --help shows how to use it.", "completion", "bash", "zsh")]
    [InlineData("completion needs bash|zsh|pwsh.", "completion")]
    [InlineData("train does not take 'left'. Put a text with blanks between quotes; train --help shows how to use it.", "train", "left")]
    [InlineData("There is no verb 'trian'. Did you mean train?", "trian")]
    [InlineData("A requirement must be a metric, one of <= < >= > == and a number, such as rmse<=0.9; got 'rmse'.", "--require", "rmse")]
    public void A_wrong_command_line_is_one_line_and_exit_1(string line, params string[] args)
    {
        using var host = new HostRun();
        Assert.Equal(ExitCode.Usage, host.Run(args));
        Assert.Equal($"error: {line}\n", host.Error);
        Assert.Equal("", host.Out);
        Assert.Empty(host.RunFolders);
    }

    [Fact]
    public void A_wrong_value_says_where_it_came_from()
    {
        using var host = new HostRun { ["PIPELINES_OPTION_SEED"] = "x" };
        Assert.Equal(ExitCode.Usage, host.Run("train"));
        Assert.Equal("error: PIPELINES_OPTION_SEED: --seed must be a whole number, at least 0; got 'x'.\n", host.Error);
        host["PIPELINES_OPTION_SEED"] = "";
        host.Write("c.json", """{"cluster": 3}""");
        Assert.Equal(ExitCode.Usage, host.Run("train", "--config", "c.json"));
        Assert.Equal("error: c.json: there is no option 'cluster'. Did you mean 'clusters'?\n", host.Error);
        host.Write("c.json", "{\n  \"seed\": }");
        Assert.Equal(ExitCode.Usage, host.Run("train", "--config", "c.json"));
        Assert.StartsWith("error: c.json(2,", host.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_place_of_a_verb_is_answered_with_inspect()
    {
        using var host = new HostRun();
        host.Write("my data.csv", "a,b\n1,2\n");
        Assert.Equal(ExitCode.Usage, host.Run("my data.csv"));
        Assert.Equal("error: 'my data.csv' is a file, not a verb. To see what is in it: Fake inspect \"my data.csv\"\n", host.Error);
    }

    [Theory]
    [InlineData("en", "Usage", "how many clusters to find: a whole number, from 1 to 100 (default 8)")]
    [InlineData("zh", "用法", "整数，1 到 100（默认 8）")]
    public void Help_speaks_both_languages(string language, string head, string range)
    {
        using var host = new HostRun();
        Assert.Equal(ExitCode.Ok, host.Run("train", "--help", "--lang", language));
        Assert.Contains(head, host.Out, StringComparison.Ordinal);
        Assert.Contains(range, host.Out.Replace("\n" + new string(' ', 38), language == "zh" ? "" : " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("--clusters N", host.Out, StringComparison.Ordinal);
        Assert.Contains("Fake train --data my.csv", host.Out, StringComparison.Ordinal);
        Assert.Equal("", host.Error);
        Assert.Equal(ExitCode.Ok, host.Run("--help", "--lang", language));
        Assert.All((string[])["train", "predict", "runs", "completion"], verb => Assert.Contains($"\n  {verb} ", host.Out, StringComparison.Ordinal));
    }

    [Fact]
    public void The_language_follows_the_locale()
    {
        using var host = new HostRun { ["LC_ALL"] = "zh_CN.UTF-8" };
        Assert.Equal(ExitCode.Usage, host.Run("train", "--clusters", "0"));
        Assert.Equal("错误：--clusters 的取值应为整数，1 到 100，而给出的是“0”。\n", host.Error);
        host["LC_ALL"] = "";
        host["LANG"] = "C";
        Assert.Equal(ExitCode.Usage, host.Run("train", "--clusters", "0"));
        Assert.StartsWith("error: ", host.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain.csv", "plain.csv")]
    [InlineData("数据.csv", "数据.csv")]
    [InlineData("two words", "\"two words\"")]
    [InlineData("it's", "\"it's\"")]
    [InlineData("$HOME", "'$HOME'")]
    [InlineData("a'b$c", "'a'\\''b$c'")]
    [InlineData("rmse<=0.9", "\"rmse<=0.9\"")]
    [InlineData("", "\"\"")]
    public void Words_are_quoted_as_a_posix_shell_reads_them_back(string word, string quoted) => Assert.Equal(quoted, ShellQuoting.Quote(word, windows: false));

    [Theory]
    [InlineData(@"C:\data\my.csv", @"C:\data\my.csv")]
    [InlineData(@"C:\my data\", @"""C:\my data\\""")]
    [InlineData("say \"hi\"", "\"say \\\"hi\\\"\"")]
    public void Words_are_quoted_as_windows_reads_them_back(string word, string quoted) => Assert.Equal(quoted, ShellQuoting.Quote(word, windows: true));

    [Fact]
    public void A_shell_can_ask_for_completions()
    {
        using var host = new HostRun();
        Assert.Equal(ExitCode.Ok, host.Run("[suggest:7]", "Fake tr"));
        Assert.Equal(["retrain", "train"], host.Out.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Order());
        Assert.Equal(ExitCode.Ok, host.Run("[suggest:13]", "Fake --learni"));
        Assert.Equal("--learning-rate\n", host.Out.ReplaceLineEndings("\n"));
        Assert.Equal(ExitCode.Ok, host.Run("[suggest:18]", "Fake train --loss "));
        Assert.Equal("absolute\nsquared\n", host.Out.ReplaceLineEndings("\n"));
        Assert.Equal(ExitCode.Ok, host.Run("completion", "bash"));
        Assert.Contains("complete -o default -F _Fake_complete Fake", host.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3,5-6", "c,e,f")]
    [InlineData("b, A", "b,a")]
    [InlineData("2-3,c", "b,c")]
    [InlineData("4", "4")]
    public void Columns_are_listed_by_name_number_or_range(string list, string columns) =>
        Assert.Equal(columns.Split(','), ColumnList.Of(list, list == "4" ? ["a", "b", "4"] : ["a", "b", "c", "d", "e", "f"]));
}
