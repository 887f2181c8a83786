using System.Globalization;
using Pipelines.Data;

namespace Pipelines.Tests.Supervised;

/// <summary>The labelled sets below datasets/: all columns but the last as numbers, the last as classes in ordinal order.</summary>
internal static class LabelledSets
{
    public static Examples Iris { get; } = Load("iris");

    public static Examples Wine { get; } = Load("wine");

    public static Examples Cancer { get; } = Load("breast-cancer");

    /// <summary>Pixels divided by 16: from 0 to 1.</summary>
    public static Examples Digits { get; } = Load("digits", 1 / 16f);

    /// <summary>The alcohol of each wine, to be told from its other columns.</summary>
    public static Examples WineAlcohol { get; } = new(Columns(Wine.Rows, 1..13), Columns(Wine.Rows, 0..1).Values);

    public static Matrix Columns(MatrixView rows, Range columns)
    {
        var (offset, width) = columns.GetOffsetAndLength(rows.Columns);
        var part = new Matrix(rows.Rows, width);
        for (var r = 0; r < rows.Rows; r++)
        {
            rows[r].Slice(offset, width).CopyTo(part[r]);
        }
        return part;
    }

    private static Examples Load(string set, float scale = 1)
    {
        string[][] lines = [.. File.ReadLines(Repository.PathTo("datasets", set, set + ".csv")).Skip(1).Select(line => line.Split(','))];
        string[] levels = [.. lines.Select(line => line[^1]).Distinct().Order(StringComparer.Ordinal)];
        var rows = new Matrix(lines.Length, lines[0].Length - 1);
        for (var i = 0; i < rows.Values.Length; i++)
        {
            rows.Values[i] = scale * float.Parse(lines[i / rows.Columns][i % rows.Columns], CultureInfo.InvariantCulture);
        }
        return new(rows, Array.ConvertAll(lines, line => (float)Array.IndexOf(levels, line[^1])));
    }
}
