using System.Globalization;
using System.Text;
using System.Text.Json;
using Pipelines;
using Xunit;

namespace Scenarios.Tests.DataEncoding;

/// <summary>Reports of tables that are no pictures: numbers, texts, gaps, with classes and without.</summary>
public sealed class TableReportTests
{
    [Fact]
    public void Without_classes_and_pictures_there_are_rows_and_columns_and_no_probes()
    {
        using var run = new EncodingRun();
        var report = Train(run, 15);
        string[] tables = [.. report.Tables().Select(t => t.GetProperty("key").GetString()!)];
        Assert.Equal(["losses", "typical", "worst-row", "worst", "map", "map-pca", "methods", "columns", "rate-distortion", "rates", "attack", "attack-row", "layers", "rows"], tables);
        Assert.Equal(["kept", "bytes_per_row", "attack_explained", "time"], report.GetProperty("cards").EnumerateArray().Select(c => c.GetProperty("key").GetString()));
        Assert.Equal(4, report.GetProperty("verdict").GetProperty("sentences").GetArrayLength());
        Assert.Equal(5, report.Rows("methods")[0].Length);
        Assert.Equal(["age", "income", "rooms", "city", "owner"], report.Rows("typical").Select(r => r[0].GetString()));
        Assert.Equal(["age", "city (text)", "income", "owner (text)", "rooms"], report.Rows("columns").Select(r => r[0].GetString()).Order(StringComparer.Ordinal));
        double[] left = [.. report.Rows("columns").Select(r => r[1].GetDouble())];
        Assert.Equal(left.OrderDescending(), left);
        Assert.Contains("cross-entropy", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void With_classes_there_are_probes()
    {
        using var run = new EncodingRun();
        var report = Train(run, 15, "--target", "owner");
        Assert.Equal(7, report.Rows("methods")[0].Length);
        Assert.Equal("knn_accuracy", report.GetProperty("cards")[1].GetProperty("key").GetString());
        Assert.DoesNotContain("owner (text)", report.Rows("columns").Select(r => r[0].GetString()));
    }

    [Fact]
    public void A_code_of_one_number_has_no_map()
    {
        using var run = new EncodingRun();
        Assert.DoesNotContain("map", Train(run, 15, "--code", "1").Sections());
    }

    [Fact]
    public void Where_components_lose_less_it_says_so_first()
    {
        using var run = new EncodingRun();
        // A single pass teaches a network next to nothing.
        var report = Train(run, 1, "--code", "4");
        Assert.StartsWith("Take PCA here: 4 components in place of ", report.GetProperty("verdict").GetProperty("sentences")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("mixed", report.GetProperty("verdict").GetProperty("tone").GetString());
    }

    [Fact]
    public void Chinese_is_chinese_to_the_last_sentence()
    {
        using var run = new EncodingRun();
        var report = Train(run, 15, "--lang", "zh");
        string[] sentences = [.. report.GetProperty("verdict").GetProperty("sentences").EnumerateArray().Select(s => s.GetString()!),
            .. report.GetProperty("sections").EnumerateArray().SelectMany(s => (string[])[s.GetProperty("heading").GetString()!, s.GetProperty("lead").GetString()!]).Where(s => s.Length > 0),
            .. report.GetProperty("glossary").EnumerateArray().Select(t => t.GetProperty("meaning").GetString()!)];
        Assert.All(sentences, s => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", s));
        Assert.All(sentences, s => Assert.DoesNotMatch(@"\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\b", s));
    }

    [Fact]
    public void Pictures_of_many_pixels_keep_the_page_under_a_megabyte()
    {
        using var run = new EncodingRun();
        // Blots of any place and size, 28 x 28 pixels in 256 shades.
        var rng = Rng.At(9);
        const int count = 150, side = 28;
        var bytes = new byte[16 + (count * side * side)];
        ((byte[])[0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, side, 0, 0, 0, side]).CopyTo(bytes, 0);
        for (var i = 0; i < count; i++)
        {
            var (x, y, size) = (side * rng.NextDouble(), side * rng.NextDouble(), 10 + (60 * rng.NextDouble()));
            for (var p = 0; p < side * side; p++)
            {
                bytes[16 + (i * side * side) + p] = (byte)(255 * Math.Exp((-Math.Pow((p % side) - x, 2) - Math.Pow((p / side) - y, 2)) / size));
            }
        }
        File.WriteAllBytes(run.PathOf("blots-idx3-ubyte"), bytes);
        run.Good("train", "--data", "blots-idx3-ubyte", "--labels", "none", "--code", "3", "--seeds", "1", "--epochs", "3");
        var folder = Assert.Single(Directory.EnumerateDirectories(run.PathOf("runs")));
        Assert.InRange(new FileInfo(Path.Combine(folder, "report.html")).Length, 200_000, 1_000_000);
        Assert.Contains("attack-pictures", ReportJson.Of(folder).Tables().Select(t => t.GetProperty("key").GetString()));
    }

    /// <summary>Trains on a made table, a few epochs of one seed.</summary>
    private static JsonElement Train(EncodingRun run, int epochs, params string[] more)
    {
        var rng = Rng.At(5);
        var csv = new StringBuilder("age,income,city,rooms,owner\n");
        for (var i = 0; i < 300; i++)
        {
            var age = 20 + (60 * rng.NextDouble());
            var (income, city) = (1000 + (50 * age) + (300 * rng.NextGaussian()), age > 50 ? "Bonn" : rng.NextDouble() < 0.5 ? "Köln" : "Ulm");
            csv.Append(CultureInfo.InvariantCulture, $"{age:0},{income:0},{city},{(i % 20 == 3 ? "" : $"{Math.Max(1, (int)(income / 900))}")},{(income > 3500 ? "yes" : "no")}\n");
        }
        run.Host.Write("people.csv", csv.ToString());
        run.Good(["train", "--data", "people.csv", "--seeds", "1", "--epochs", $"{epochs}", .. more]);
        return ReportJson.Of(Assert.Single(Directory.EnumerateDirectories(run.PathOf("runs"))));
    }
}
