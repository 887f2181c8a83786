using System.Text.RegularExpressions;
using Pipelines.Evaluation;
using Pipelines.Reporting;
using Xunit;

namespace Pipelines.Tests.Reporting;

public sealed class ReportTextsTests
{
    private static readonly TextTable English = TextTable.Load(Language.English), Chinese = TextTable.Load(Language.Chinese);

    [Fact]
    public void Both_languages_say_the_same_keys_with_the_same_facts()
    {
        // Errors are written in English where they are thrown.
        Assert.Equal(English.Keys.Order(), Chinese.Keys.Where(k => !k.StartsWith("error.", StringComparison.Ordinal)).Order());
        Assert.All(English.Keys, key => Assert.Equal(Holes(English[key]), Holes(Chinese[key])));
        static IEnumerable<string> Holes(string text) => Regex.Matches(text, @"\{\d").Select(m => m.Value).Distinct().Order();
    }

    [Theory]
    [InlineData("rmse", "RMSE", "均方根误差（RMSE）")]
    [InlineData("ndcg@10", "NDCG@10", "NDCG@10")]
    [InlineData("hit_rate@5", "Hit rate@5", "命中率@5")]
    [InlineData("unheard_of", "unheard_of", "unheard_of")]
    public void Metrics_have_names_in_both_languages(string key, string english, string chinese) =>
        Assert.Equal((english, chinese), (MetricTexts.Label(English, key), MetricTexts.Label(Chinese, key)));

    [Theory]
    [InlineData("rmse mae mse r2 bias median_error max_error coverage accuracy balanced_accuracy precision recall f1 log_loss brier roc_auc auc_pr base_rate mcc")]
    [InlineData("ndcg map mrr hit_rate item_coverage novelty diversity interval_coverage interval_width rows time memory")]
    public void Every_metric_is_explained(string keys) => Assert.All(keys.Split(' '), key =>
    {
        Assert.NotEqual(key, MetricTexts.Label(English, key));
        Assert.NotEmpty(MetricTexts.Meaning(English, key + "@3"));
        Assert.NotEmpty(MetricTexts.Meaning(Chinese, key));
    });

    [Theory, InlineData("flagged_share", "12.5 %"), InlineData("defects_caught", "12.5 %"), InlineData("coverage@5", "12.5 %"), InlineData("rmse", "0.125")]
    public void Shares_are_written_in_per_cent(string key, string expected) => Assert.Equal(expected, MetricTexts.Format(key).Of(0.125));

    [Fact]
    public void The_best_of_each_metric_is_marked_by_its_direction()
    {
        var table = MetricTable.Of(English,
        [
            new("a", "A", [new("rmse", 0.8, Better.Lower, new(0.7, 0.9)), new("ndcg@10", 0.2, Better.Higher), new("coverage", 1, Better.Higher)]),
            new("b", "B", [new("rmse", 0.9, Better.Lower), new("ndcg@10", 0.3, Better.Higher), new("coverage", 1, Better.Higher)]),
            new("c", "C", [new("rmse", double.NaN, Better.Lower)]),
        ]);
        Assert.Equal(["Model", "RMSE", "NDCG@10", "Coverage"], table.Columns.Select(c => c.Heading));
        Assert.Equal([true, false, false], table.Rows.Select(r => r[1].Best));
        Assert.Equal([false, true, false], table.Rows.Select(r => r[2].Best));
        Assert.All(table.Rows, r => Assert.False(r[3].Best));
        Assert.Equal("[0.700, 0.900]", table.Rows[0][1].Note);
        Assert.Equal("–", table.Rows[2][3].Show(table.Columns[3]));
    }

    [Fact]
    public void Mistakes_of_a_scenario_are_refused()
    {
        var report = new ReportBuilder(English, "t").Section("a", "A", _ => { }).Fact("seed", 1L);
        Assert.Throws<ArgumentException>(() => report.Section("a", "B", _ => { }));
        Assert.Throws<ArgumentException>(() => report.Fact("seed", 2L));
        Assert.Throws<ArgumentException>(() => report.Verdict(Tone.Good, "1", "2", "3", "4", "5", "6"));
        Assert.Throws<ArgumentException>(() => new TableBuilder().Text("a").Text("b").Row("only one"));
    }
}
