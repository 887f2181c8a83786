using System.Runtime.InteropServices;
using Pipelines.Data;
using Pipelines.Models.Encoders;
using Xunit;

namespace Pipelines.Tests.Conformance;

/// <summary>One column of texts, some missing.</summary>
internal sealed class TextKind : DataKind<TextColumn>
{
    public override TextColumn Sample() => TextColumn.From("t", Enumerable.Range(0, 40).Select(r => r % 9 == 0 ? null : $"İstanbul {r % 6} ß"));

    public override TextColumn Empty() => TextColumn.From("t", []);

    public override IEnumerable<(string Name, TextColumn Data)> Degenerate() =>
    [
        ("one row", TextColumn.From("t", ["a"])),
        ("constant", TextColumn.From("t", ["a", "a", "a"])),
        ("all missing", TextColumn.From("t", [null, null])),
        ("empty text", TextColumn.From("t", ["", "a"])),
    ];

    public override IEnumerable<(string Name, TextColumn Data, string[] Place)> NotFinite() => [];

    public override TextColumn Elsewhere(TextColumn data)
    {
        var levels = data.Levels.Reverse().ToArray();
        return new("t", Array.ConvertAll(data.Codes, c => c < 0 ? -1 : levels.Length - 1 - c), levels);
    }

    public override byte[] Bytes(TextColumn data) => MemoryMarshal.AsBytes(data.Codes.AsSpan()).ToArray();

    public override float[][] Answers(object model, TextColumn data, bool alone)
    {
        var encoder = Assert.IsType<OneHotEncoderModel>(model);
        return [.. Enumerable.Range(0, data.Rows).Select(r => alone ? encoder.Encode(data.Take([r]))[0].ToArray() : encoder.Encode(data)[r].ToArray())];
    }

    public override IEnumerable<(string Name, Action Call)> Misfits(object model, TextColumn data)
    {
        var encoder = Assert.IsType<OneHotEncoderModel>(model);
        yield return ("a result one row too short", () => encoder.Encode(data, new Matrix(data.Rows - 1, encoder.ResultColumns), 0));
        yield return ("a result too narrow", () => encoder.Encode(data, new Matrix(data.Rows, encoder.ResultColumns), 1));
        yield return ("a column before the first", () => encoder.Encode(data, new Matrix(data.Rows, encoder.ResultColumns), -1));
    }

    public override Action? SpanCall(object model, TextColumn data) => null; // codes of new texts have to be looked up

    public override void CheckRole(object model, TextColumn data) => Assert.All(Answers(model, data, alone: false), a => Assert.Equal((1f, 1), (a.Max(), a.Count(v => v != 0))));
}
