using System.Text.Json;
using Xunit;

namespace Pipelines.Tests.Evaluation;

/// <summary>Golden/evaluation.json, made by Golden/evaluation.py (scikit-learn 1.2.1, scipy 1.10.1).</summary>
internal static class EvaluationGolden
{
    private static readonly JsonElement Root = JsonDocument.Parse(File.ReadAllText(Repository.Path("tests/Pipelines.Tests/Golden/evaluation.json"))).RootElement;

    public static IEnumerable<JsonElement> Cases(string name) => Root.GetProperty(name).EnumerateArray();

    public static int Whole(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static double Number(this JsonElement element, string name) => Number(element.GetProperty(name));

    public static double[] Numbers(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(Number)];

    public static float[] Floats(this JsonElement element, string name) => [.. element.Numbers(name).Select(v => (float)v)];

    public static int[] Wholes(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(v => v.GetInt32())];

    public static bool[] Flags(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(v => v.GetBoolean())];

    public static string[] ClassNames(int count) => [.. Enumerable.Range(0, count).Select(c => $"class {c}")];

    /// <summary>Equal within 1e-12, relative above 1; NaN equals NaN.</summary>
    public static void Close(double expected, double actual, double tolerance = 1e-12)
    {
        if (double.IsNaN(expected) || double.IsInfinity(expected))
        {
            Assert.Equal(expected, actual);
            return;
        }
        Assert.InRange(actual, expected - (tolerance * Math.Max(1, Math.Abs(expected))), expected + (tolerance * Math.Max(1, Math.Abs(expected))));
    }

    public static void Close(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance = 1e-12)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Close(expected[i], actual[i], tolerance);
        }
    }

    private static double Number(JsonElement element) => element.ValueKind == JsonValueKind.Null ? double.NaN : element.GetDouble();
}
