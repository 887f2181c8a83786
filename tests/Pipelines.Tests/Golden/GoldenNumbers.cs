using System.Globalization;
using Xunit;

namespace Pipelines.Tests.Golden;

/// <summary>Lists of numbers that a reference program printed, one a line: a name, then its numbers.</summary>
internal sealed class GoldenNumbers
{
    private readonly Dictionary<string, double[]> _lists = new(StringComparer.Ordinal);

    public GoldenNumbers(string file)
    {
        foreach (var line in File.ReadLines(Repository.PathTo("tests", "Pipelines.Tests", "Golden", file)))
        {
            var words = line.Split(' ');
            _lists.Add(words[0], [.. words.Skip(1).Select(w => double.Parse(w, CultureInfo.InvariantCulture))]);
        }
    }

    public double[] this[string name] => _lists[name];

    public float[] Floats(string name) => [.. this[name].Select(v => (float)v)];

    public static void Close(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double relative)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= relative * Math.Max(Math.Abs(expected[i]), 1e-300), $"Place {i}: expected {expected[i]:R}, got {actual[i]:R}.");
        }
    }

    public static void Close(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double relative) => Close(expected, actual.ToArray().Select(v => (double)v).ToArray(), relative);
}
