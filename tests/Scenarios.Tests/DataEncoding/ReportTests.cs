using System.Text.Json;
using Pipelines.Reporting;
using Xunit;

namespace Scenarios.Tests.DataEncoding;

/// <summary>The report of the run without arguments says what was measured.</summary>
public sealed class ReportTests(BundledEncodingRun run) : IClassFixture<BundledEncodingRun>
{
    private readonly JsonElement _report = ReportJson.Of(run.Folder);

    [Fact]
    public void It_is_one_small_file_that_loads_nothing_and_opens_with_five_sentences_and_four_figures()
    {
        var path = Path.Combine(run.Folder, "report.html");
        Assert.InRange(new FileInfo(path).Length, 100_000, 1_000_000);
        var page = File.ReadAllText(path);
        Assert.DoesNotMatch("https?://", page.Replace("xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal));
        Assert.DoesNotMatch("<link|<img|@import|src=", page);
        Assert.Equal(5, _report.GetProperty("verdict").GetProperty("sentences").GetArrayLength());
        Assert.Equal(["kept", "knn_accuracy", "attack_explained", "time"], _report.GetProperty("cards").EnumerateArray().Select(c => c.GetProperty("key").GetString()));
        Assert.Equal(["training", "rows", "map", "keeps", "size", "secrecy", "explain", "data", "use", "limits"], _report.Sections());
        Assert.Equal(["losses", "seeds", "pictures", "worst-pictures", "worst", "map", "map-pca", "methods", "pixel-errors", "rate-distortion", "rates", "attack", "attack-pictures", "layers", "rows"],
            _report.Tables().Select(t => t.GetProperty("key").GetString()).Where(k => k!.Length > 0));
    }

    [Fact]
    public void Its_figures_are_those_of_the_run()
    {
        foreach (var card in _report.GetProperty("cards").EnumerateArray().Take(3))
        {
            Assert.Equal(run.Figure(card.GetProperty("key").GetString()!), card.GetProperty("number").GetDouble());
        }
        var methods = _report.Rows("methods");
        Assert.Equal(run.Figure("mse_seeds"), methods[0][2].GetDouble());
        Assert.Equal(run.Figure("mse_pca"), methods[1][2].GetDouble());
        Assert.Equal(run.Figure("kept_pca"), methods[1][3].GetDouble());
        Assert.Equal((run.Figure("knn_accuracy_pca"), run.Figure("linear_accuracy_pca")), (methods[1][4].GetDouble(), methods[1][5].GetDouble()));
        Assert.Equal((run.Figure("knn_accuracy_all"), run.Figure("linear_accuracy_all")), (methods[2][4].GetDouble(), methods[2][5].GetDouble()));
        var seeds = _report.Rows("seeds");
        Assert.Equal(3, seeds.Length);
        Assert.Equal(run.Figure("mse"), Assert.Single(seeds, s => s[0].GetString()!.Contains("saved", StringComparison.Ordinal))[3].GetDouble());
        Assert.Equal(run.Figure("mse_seeds"), seeds.Average(s => s[3].GetDouble()), 1e-15);
        Assert.Contains(NumberFormat.Percent(1).Of(run.Figure("kept_pca")), _report.GetProperty("verdict").GetProperty("sentences")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_attack_reads_more_the_more_it_knows_and_the_model_reads_most()
    {
        var attack = _report.Rows("attack");
        Assert.Equal([20, 50, 100, 200, 500], attack.Select(r => r[0].GetInt32()));
        Assert.Equal(run.Figure("attack_explained"), attack[^1][1].GetDouble());
        Assert.True(attack[0][1].GetDouble() < attack[2][1].GetDouble() && attack[2][1].GetDouble() < attack[4][1].GetDouble() && attack[4][1].GetDouble() < run.Figure("kept"));
        var off = _report.Rows("attack-pictures").Select(r => r.Skip(1).Average(p => p.GetDouble())).ToArray();
        Assert.True(off[0] == 0 && off[1] < off[3] && off[3] < off[2]);
    }

    [Fact]
    public void Bytes_and_break_even_follow_from_each_other()
    {
        var rates = _report.Rows("rates");
        Assert.Equal(11, rates.Length);
        var lossless = rates[0][2].GetDouble();
        Assert.InRange(lossless, 26, 28);
        Assert.All(rates.Skip(1), r => Assert.Equal(Math.Ceiling(r[5].GetDouble() / (lossless - r[2].GetDouble())), r[6].GetDouble()));
        Assert.Contains($"from {rates.First(r => r[0].GetString() == "PCA" && r[1].GetInt32() == 4)[6].GetInt32():N0} rows on", _report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_drawing_has_the_layers_of_the_run_and_the_linear_case_its_angle()
    {
        Assert.Equal([64, 256, 128, 8, 128, 256, 64], _report.Rows("layers").Select(r => r[1].GetInt32()));
        var angle = System.Text.RegularExpressions.Regex.Match(_report.ToString(), "the largest angle between the two planes is ([0-9.]+) radians");
        Assert.InRange(double.Parse(angle.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), 0, 0.01);
    }
}
