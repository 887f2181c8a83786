using System.Runtime.InteropServices;
using Pipelines.Data;
using Pipelines.Models;
using Xunit;

namespace Pipelines.Tests.Conformance;

/// <summary>A table of numbers, texts and times with empty cells, as read from a CSV file.</summary>
internal sealed class TableKind : DataKind<Table>
{
    public override Table Sample() => Make(40, row => row % 7 == 3 ? double.NaN : row * 1.25, row => row % 5 == 0 ? null : $"level{row % 4}");

    public override Table Empty() => Make(0, _ => 0, _ => null);

    public override IEnumerable<(string Name, Table Data)> Degenerate() =>
    [
        ("one row", Make(1, _ => 4, _ => "a")),
        ("one number column", new Table([new NumberColumn("x", [1, 2, 4])])),
        ("one text column", new Table([TextColumn.From("t", ["a", null, "b"])])),
        ("constant columns", Make(6, _ => 0.1, _ => "a")),
        ("duplicate rows", Make(6, row => row % 2, row => row % 2 == 0 ? "a" : "b")),
        ("numbers all missing", Make(6, _ => double.NaN, _ => "a")),
        ("texts all missing", Make(6, row => row, _ => null)),
    ];

    public override IEnumerable<(string Name, Table Data, string[] Place)> NotFinite() =>
    [
        ("infinity", Make(9, row => row == 5 ? double.PositiveInfinity : row, _ => "a"), ["row 5", "'number'"]),
        ("minus infinity", Make(9, row => row == 0 ? double.NegativeInfinity : row, _ => "a"), ["row 0", "'number'"]),
    ];

    public override Table Elsewhere(Table data)
    {
        // Other codes for the same texts, columns in the same order.
        var texts = (TextColumn)data["text"];
        var levels = texts.Levels.Reverse().ToArray();
        return new([data["number"], new TextColumn("text", Array.ConvertAll(texts.Codes, c => c < 0 ? -1 : levels.Length - 1 - c), levels), data["time"]]);
    }

    public override byte[] Bytes(Table data) =>
        [.. MemoryMarshal.AsBytes(((NumberColumn)data["number"]).Values.AsSpan()), .. MemoryMarshal.AsBytes(((TextColumn)data["text"]).Codes.AsSpan()), .. MemoryMarshal.AsBytes(((TimeColumn)data["time"]).Ticks.AsSpan())];

    public override float[][] Answers(object model, Table data, bool alone)
    {
        if (model is ITableClusterer clusterer)
        {
            return alone
                ? [.. Enumerable.Range(0, data.Rows).Select(r => new float[] { Labels(clusterer, data.Take([r]))[0] })]
                : Array.ConvertAll(Labels(clusterer, data), label => new float[] { label });
        }
        var encoder = Assert.IsAssignableFrom<ITableEncoder>(model);
        var parts = alone ? Enumerable.Range(0, data.Rows).Select(r => data.Take([r])) : [data];
        var answers = new List<float[]>();
        foreach (var part in parts)
        {
            var result = new Matrix(part.Rows, encoder.Columns);
            encoder.Encode(part, result);
            answers.AddRange(Enumerable.Range(0, part.Rows).Select(r => result[r].ToArray()));
        }
        return [.. answers];
    }

    public override IEnumerable<(string Name, Action Call)> Misfits(object model, Table data)
    {
        if (model is ITableClusterer clusterer)
        {
            yield return ("a column is missing", () => clusterer.Assign(new Table([data["text"], data["time"]]), new int[data.Rows]));
            yield return ("labels one row too short", () => clusterer.Assign(data, new int[data.Rows - 1]));
            yield return ("labels one row too long", () => clusterer.Assign(data, new int[data.Rows + 1]));
            yield break;
        }
        var encoder = Assert.IsAssignableFrom<ITableEncoder>(model);
        yield return ("a column is missing", () => encoder.Encode(new Table([data["text"], data["time"]]), new Matrix(data.Rows, encoder.Columns)));
        yield return ("a result one row too short", () => encoder.Encode(data, new Matrix(data.Rows - 1, encoder.Columns)));
        yield return ("a result one column too wide", () => encoder.Encode(data, new Matrix(data.Rows, encoder.Columns + 1)));
    }

    public override Action? SpanCall(object model, Table data) => null; // codes of new texts have to be looked up

    public override void CheckRole(object model, Table data)
    {
        if (model is ITableClusterer clusterer)
        {
            Assert.All(Labels(clusterer, data), label => Assert.InRange(label, 0, clusterer.Clusters - 1));
            return;
        }
        var encoder = Assert.IsAssignableFrom<ITableEncoder>(model);
        Assert.Equal(encoder.Columns, encoder.Names.Count);
        Assert.Equal(encoder.Names.Distinct(), encoder.Names);
    }

    private static int[] Labels(ITableClusterer clusterer, Table table)
    {
        var labels = new int[table.Rows];
        clusterer.Assign(table, labels);
        return labels;
    }

    private static Table Make(int rows, Func<int, double> number, Func<int, string?> text) => new(
    [
        new NumberColumn("number", [.. Enumerable.Range(0, rows).Select(number)]),
        TextColumn.From("text", Enumerable.Range(0, rows).Select(text)),
        new TimeColumn("time", [.. Enumerable.Range(0, rows).Select(r => new DateTime(2024, 1, 1).AddHours(r).Ticks)], "UTC"),
    ]);
}
