using System.Text.Json;
using Pipelines.Reporting;
using Xunit;

namespace Pipelines.Tests.Reporting;

public sealed class JsonReportTests
{
    [Fact]
    public void Carries_every_metric_of_every_model_by_key()
    {
        using var json = JsonDocument.Parse(JsonReport.Render(DemoReport.Make(Language.Chinese)));
        var root = json.RootElement;
        foreach (var metric in DemoReport.Ours)
        {
            var entry = root.GetProperty("metrics").GetProperty(metric.Key);
            if (double.IsNaN(metric.Value))
            {
                Assert.Equal(JsonValueKind.Null, entry.GetProperty("value").ValueKind);
            }
            else
            {
                Assert.Equal(metric.Value, entry.GetProperty("value").GetDouble());
            }
            if (metric.Interval is { } interval)
            {
                Assert.Equal((interval.Low, interval.High, 0.95), (entry.GetProperty("low").GetDouble(), entry.GetProperty("high").GetDouble(), entry.GetProperty("level").GetDouble()));
            }
        }
        Assert.Equal("lower", root.GetProperty("metrics").GetProperty("rmse").GetProperty("better").GetString());
        Assert.Equal(["bayesian-mf", "biases", "mean"], root.GetProperty("models").EnumerateArray().Select(m => m.GetProperty("key").GetString()));
        Assert.Equal(1.061, root.GetProperty("models")[2].GetProperty("metrics").GetProperty("rmse").GetProperty("value").GetDouble());
    }

    [Fact]
    public void Facts_keep_their_kind()
    {
        using var json = JsonDocument.Parse(JsonReport.Render(DemoReport.Make(Language.English)));
        var facts = json.RootElement.GetProperty("facts");
        Assert.Equal(42, facts.GetProperty("seed").GetInt64());
        Assert.Equal(100_004, facts.GetProperty("rows").GetInt64());
        Assert.Equal(8.31, facts.GetProperty("time.seconds").GetDouble());
        Assert.True(facts.GetProperty("options.bmf.biases").GetBoolean());
        Assert.Equal(JsonValueKind.Null, facts.GetProperty("report.drift").ValueKind);
        Assert.Equal("movielens-small/ratings.csv", facts.GetProperty("data").GetString());
    }

    [Fact]
    public void Numbers_in_blocks_are_numbers_and_Chinese_is_readable()
    {
        var text = JsonReport.Render(DemoReport.Make(Language.Chinese));
        Assert.Contains("千与千寻", text, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(text);
        var stars = json.RootElement.GetProperty("sections").EnumerateArray().Single(s => s.GetProperty("key").GetString() == "stars");
        var curve = stars.GetProperty("blocks").EnumerateArray().Single(b => b.TryGetProperty("key", out var key) && key.GetString() == "learning");
        Assert.Equal("line", curve.GetProperty("kind").GetString());
        Assert.Equal(150, curve.GetProperty("rows_in_all").GetInt32());
        Assert.Equal(1.07, curve.GetProperty("rows")[0][1].GetDouble(), 1e-9);
    }
}
