using System.Text.Json;
using Xunit;

namespace Scenarios.Tests.DataEncoding;

/// <summary>Finds parts of a report.json.</summary>
internal static class ReportJson
{
    /// <summary>The report of a run.</summary>
    public static JsonElement Of(string folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "report.json")));
        return json.RootElement.Clone();
    }

    /// <summary>The keys of its sections.</summary>
    public static IEnumerable<string> Sections(this JsonElement report) => report.GetProperty("sections").EnumerateArray().Select(s => s.GetProperty("key").GetString()!);

    /// <summary>Every table and chart, top to bottom.</summary>
    public static IEnumerable<JsonElement> Tables(this JsonElement report) => report.GetProperty("sections").EnumerateArray().SelectMany(s => Tables(s.GetProperty("blocks").EnumerateArray()));

    /// <summary>The cells of one of them.</summary>
    public static JsonElement[][] Rows(this JsonElement report, string key) =>
        [.. Assert.Single(report.Tables(), t => t.GetProperty("key").GetString() == key).GetProperty("rows").EnumerateArray().Select(r => r.EnumerateArray().ToArray())];

    private static IEnumerable<JsonElement> Tables(IEnumerable<JsonElement> blocks) => blocks.SelectMany(block => block.GetProperty("type").GetString() switch
    {
        "table" or "chart" => [block],
        "columns" => block.GetProperty("columns").EnumerateArray().SelectMany(c => Tables(c.GetProperty("blocks").EnumerateArray())),
        _ => (IEnumerable<JsonElement>)[],
    });
}
