using CustomerSegmentation.Data;
using Pipelines.Evaluation;
using Xunit;

namespace Scenarios.Tests.CustomerSegmentation;

/// <summary>The made shop: always the same, and its planted kinds are found again.</summary>
public sealed class MadeShopTests
{
    [Fact]
    public void Is_the_same_file_every_time() => Assert.Equal(MadeShop.Csv(), MadeShop.Csv());

    [Fact]
    public void Planted_segments_are_found_again_and_a_saved_model_gives_everyone_their_own()
    {
        using var run = new SegmentRun();
        run.Train();
        var screen = run.Out.ReplaceLineEndings(" ");
        Assert.Contains("expect 6 segments, found again at .95 or better", screen, StringComparison.Ordinal);
        Assert.Contains("near 47 % of the next three months' money", screen, StringComparison.Ordinal);
        Assert.Contains("10 % of the customers made 47 % of the next period's money", screen, StringComparison.Ordinal);
        Assert.All(run.Out.Split('\n'), line => Assert.True(line.Length <= 100, line));
        Assert.InRange(run.Figure("stability"), 0.95, 1);
        Assert.True(run.Figure("eta_squared") > run.Figure("eta_squared_rfm") + 0.1);
        var page = File.ReadAllText(Path.Combine(run.Newest, "report.html"));
        Assert.All((string[])["segments", "value", "map", "choice", "data", "use", "limits"], s => Assert.Contains($"id=\"s-{s}\"", page, StringComparison.Ordinal));
        Assert.All((string[])["profile", "gain", "map", "stability", "smallest", "silhouette"], c => Assert.Contains($"id=\"c-{c}\"", page, StringComparison.Ordinal));
        Assert.True(page.Length < 1_000_000);
        Assert.Equal(MadeKind.All.Count, run.Figure("segments"));
        var planted = MadeShop.Planted();
        var kinds = MadeKind.All.Select(k => k.Key).ToList();
        var rows = run.Segments();
        Assert.Equal(["customer_id", "recency", "frequency", "monetary", "segment", "confidence", "distance", "next_spend"], rows[0]);
        Assert.Equal(3000, rows.Length - 1);
        int[] truth = [.. rows.Skip(1).Select(r => kinds.IndexOf(planted[r[0]]))], found = [.. rows.Skip(1).Select(r => int.Parse(r[4], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.InRange(ClusterAgreement.AdjustedRandIndex(truth, found), 0.95, 1);
        Assert.Equal("rfm-111", run.Model.Segments[0].Name);
        Assert.Equal(found.Count(f => f == 1), run.Model.Segments[0].Size);
    }
}
