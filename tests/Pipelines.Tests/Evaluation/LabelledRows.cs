using System.Globalization;
using Pipelines.Data;

namespace Pipelines.Tests.Evaluation;

/// <summary>A bundled set whose last column is a class; classes are numbered in the order of their names, as the golden scripts do.</summary>
internal static class LabelledRows
{
    public static (Matrix Rows, int[] Classes) Read(string set)
    {
        var rows = File.ReadLines(Repository.PathTo("datasets", set, set + ".csv")).Skip(1).Select(line => line.Split(',')).ToArray();
        var names = rows.Select(r => r[^1]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return (new(rows.Length, rows[0].Length - 1, [.. rows.SelectMany(r => r[..^1]).Select(f => float.Parse(f, CultureInfo.InvariantCulture))]), [.. rows.Select(r => names.IndexOf(r[^1]))]);
    }
}
