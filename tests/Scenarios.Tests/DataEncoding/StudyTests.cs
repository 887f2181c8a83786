using System.Globalization;
using DataEncoding.Study;
using Pipelines;
using Pipelines.Data;
using Pipelines.Neural;
using Xunit;

namespace Scenarios.Tests.DataEncoding;

/// <summary>What a training run measures, on the digits and two seeds.</summary>
public sealed class StudyTests
{
    private static readonly EncodingStudy Study = Run(8, 2);

    [Fact]
    public void Autoencoders_of_eight_numbers_halve_the_error_of_components()
    {
        Assert.Equal(2, Study.Qualities.Count);
        Assert.InRange(Study.Error.Mean / 256, 0.010, 0.0125);
        Assert.True(Study.Error.Low <= Study.Error.Mean && Study.Error.Mean <= Study.Error.High);
        Assert.InRange(Study.PcaQuality.Error / 256, 0.023, 0.026);
        Assert.False(Study.PcaIsBetter);
        Assert.InRange(Study.Whole.Nearest, 0.97, 1);
        Assert.Equal(0, Study.Whole.Error);
        Assert.All(Study.Qualities, q => Assert.InRange(q.Nearest, 0.94, 1));
        Assert.All(Study.Qualities, q => Assert.InRange(q.Linear, 0.88, 1));
    }

    [Fact]
    public void Components_win_where_a_code_is_wide() => Assert.True(Run(32, 1).PcaIsBetter);

    [Fact]
    public void A_linear_map_learned_from_some_pairs_reads_the_other_codes()
    {
        Assert.Equal(500, Study.Attack.Pairs);
        Assert.InRange(Study.Attack.Explained, 0.5, 0.7);
        Assert.Equal(Study.Attack.Error, CodeQuality.MeanSquare(Study.Test, Study.Attack.Rows), 1e-9);
    }

    [Fact]
    public void More_bits_cost_more_bytes_and_lose_less()
    {
        foreach (var points in Study.Rates.GroupBy(r => r.Method).Select(g => g.ToArray()))
        {
            Assert.Equal([3, 4, 5, 6, 8], points.Select(p => p.Bits));
            Assert.All(points.Zip(points.Skip(1)), p => Assert.True(p.First.Bytes < p.Second.Bytes && p.First.Error > 0.98 * p.Second.Error));
            Assert.All(points, p => Assert.Equal(1797, p.Rows));
        }
        var point = new RatePoint("pca", 4, 4000, 6000, 1000, 0);
        Assert.Equal(4, point.BytesPerRow);
        Assert.Equal(1000, point.BreakEven(10));
        Assert.Null(point.BreakEven(4));
    }

    [Fact]
    public void Curves_band_the_seeds_and_go_on_where_one_stopped()
    {
        var curve = LossCurve.Of(Study.Models, e => e.Validation);
        Assert.Equal(Study.Models.Max(m => m.Network.History.Count), curve.Mean.Length);
        for (var e = 0; e < curve.Mean.Length; e++)
        {
            Assert.True(curve.Low[e] <= curve.Mean[e] + 1e-12 && curve.Mean[e] <= curve.High[e] + 1e-12);
        }
        Assert.True(curve.Mean[^1] < 0.5 * curve.Mean[0]);
    }

    private static EncodingStudy Run(int code, int seeds)
    {
        string[][] lines = [.. File.ReadLines(Path.Combine(Repository.Root, "datasets", "digits", "digits.csv")).Skip(1).Select(l => l.Split(','))];
        int[] classes = [.. lines.Select(l => int.Parse(l[64], CultureInfo.InvariantCulture))];
        var split = Split.Stratified(classes, 0.25, 42);
        Matrix Rows(int[] rows) => new(rows.Length, 64, [.. rows.SelectMany(r => lines[r].Take(64).Select(v => float.Parse(v, CultureInfo.InvariantCulture)))]);
        float[] Classes(int[] rows) => [.. rows.Select(r => (float)classes[r])];
        return EncodingStudy.Run(Rows(split.Train), Classes(split.Train), Rows(split.Test), Classes(split.Test), [], new AutoencoderOptions { CodeSize = code, Seed = 42 }, seeds, Path.GetTempPath(), FitControl.Default);
    }
}
