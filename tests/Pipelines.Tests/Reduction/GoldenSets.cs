using System.Globalization;
using Pipelines.Data;
using Pipelines.Tests.Golden;
using Xunit;

namespace Pipelines.Tests.Reduction;

/// <summary>The tables of Golden/reduction.py and the numbers that scikit-learn gives for them.</summary>
internal static class GoldenSets
{
    public static GoldenNumbers Numbers { get; } = new("reduction.txt");

    public static Matrix Of(string name) => name switch
    {
        "wine" => Read("wine"),
        "cancer" => Read("breast-cancer"),
        "digits" => Read("digits"),
        "genes" => Read("tissue-genes"),
        _ => Wide(),
    };

    /// <summary>Equal to 1e-5 of the largest number of the list, or as said.</summary>
    public static void Close(double[] expected, ReadOnlySpan<float> actual, double relative = 1e-5) => Close(expected, Array.ConvertAll(actual.ToArray(), v => (double)v), relative);

    public static void Close(double[] expected, ReadOnlySpan<double> actual, double relative = 1e-5)
    {
        Assert.Equal(expected.Length, actual.Length);
        var largest = expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= relative * largest, $"Place {i}: expected {expected[i]:R}, got {actual[i]:R}.");
        }
    }

    private static Matrix Read(string set)
    {
        var rows = File.ReadLines(Repository.PathTo("datasets", set, set + ".csv")).Skip(1).Select(line => line.Split(',')[..^1].Select(f => float.Parse(f, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        return new(rows.Length, rows[0].Length, [.. rows.SelectMany(r => r)]);
    }

    /// <summary>189 rows of 500 columns, of whole numbers only, so that both languages make the same.</summary>
    private static Matrix Wide()
    {
        var x = new Matrix(189, 500);
        for (var i = 0; i < x.Rows; i++)
        {
            for (var j = 0; j < x.Columns; j++)
            {
                x[i][j] = (float)(((i * 37 % 11) * (j * 53 % 7) / 2.0) + (((i * 7919) + (j * 104729) + (i * j * 31)) % 1009 / 100.0));
            }
        }
        return x;
    }
}
