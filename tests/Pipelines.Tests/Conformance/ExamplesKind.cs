using Pipelines.Data;

namespace Pipelines.Tests.Conformance;

/// <summary>Supervised data: the clouds of <see cref="MatrixKind"/> and the index of each row's cloud, a class as well as a number.</summary>
internal sealed class ExamplesKind : DataKind<Examples>
{
    private readonly MatrixKind _rows = new();

    public override Examples Sample() => Labelled(_rows.Sample());

    public override Examples Empty() => Labelled(_rows.Empty());

    public override IEnumerable<(string Name, Examples Data)> Degenerate()
    {
        foreach (var (name, rows) in _rows.Degenerate())
        {
            yield return (name, Labelled(rows));
            yield return ($"{name}, one target for all", new(rows, new float[rows.Rows]));
        }
        var sample = _rows.Sample();
        yield return ("weights", Labelled(sample) with { Weights = Enumerable.Range(0, sample.Rows).Select(r => r % 4 / 2f).ToArray() });
    }

    public override IEnumerable<(string Name, Examples Data, string[] Place)> NotFinite()
    {
        foreach (var (name, rows, place) in _rows.NotFinite())
        {
            yield return (name, Labelled(rows), place);
        }
        foreach (var value in new[] { float.NaN, float.PositiveInfinity })
        {
            var data = Sample();
            var numbers = data.Targets.ToArray();
            numbers[41] = value;
            yield return ($"target {value}", data with { Targets = numbers }, ["row 41"]);
            yield return ($"weight {value}", data with { Weights = numbers }, ["row 41"]);
        }
    }

    public override Examples Elsewhere(Examples data) => new(_rows.Elsewhere(data.Rows), Shifted(data.Targets), data.Weights.IsEmpty ? data.Weights : Shifted(data.Weights));

    public override byte[] Bytes(Examples data) => [.. _rows.Bytes(data.Rows), .. MatrixAnswers.Bytes(data.Targets.Span), .. MatrixAnswers.Bytes(data.Weights.Span)];

    public override float[][] Answers(object model, Examples data, bool alone) => MatrixAnswers.Of(model, data.Rows, alone);

    public override IEnumerable<(string Name, Action Call)> Misfits(object model, Examples data) => MatrixAnswers.Misfits(model, data.Rows);

    public override Action SpanCall(object model, Examples data) => MatrixAnswers.SpanCall(model, data.Rows);

    public override void CheckRole(object model, Examples data) => MatrixAnswers.CheckRole(model, data.Rows);

    private static Examples Labelled(MatrixView rows) => new(rows, Enumerable.Range(0, rows.Rows).Select(r => (float)(r % 3)).ToArray());

    private static ReadOnlyMemory<float> Shifted(ReadOnlyMemory<float> values)
    {
        var larger = new float[values.Length + 3];
        Array.Fill(larger, 1e6f);
        values.CopyTo(larger.AsMemory(2));
        return larger.AsMemory(2, values.Length);
    }
}
