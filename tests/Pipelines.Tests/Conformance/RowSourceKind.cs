using Pipelines.Data;

namespace Pipelines.Tests.Conformance;

/// <summary>The rows of <see cref="MatrixKind"/> as a source to be read from the start to the end.</summary>
internal sealed class RowSourceKind : DataKind<IRowSource>
{
    private readonly MatrixKind _rows = new();

    public override IRowSource Sample() => RowSource.Of(_rows.Sample());

    public override IRowSource Empty() => RowSource.Of(_rows.Empty());

    public override IEnumerable<(string Name, IRowSource Data)> Degenerate() => _rows.Degenerate().Select(d => (d.Name, RowSource.Of(d.Data)));

    public override IEnumerable<(string Name, IRowSource Data, string[] Place)> NotFinite() => _rows.NotFinite().Select(d => (d.Name, RowSource.Of(d.Data), d.Place));

    /// <summary>A source that knows not how many rows it has and gives them one at a time.</summary>
    public override IRowSource Elsewhere(IRowSource data) => new OneByOne(data);

    public override byte[] Bytes(IRowSource data) => MatrixAnswers.Bytes(Read(data).Values);

    public override float[][] Answers(object model, IRowSource data, bool alone) => MatrixAnswers.Of(model, Read(data), alone);

    public override IEnumerable<(string Name, Action Call)> Misfits(object model, IRowSource data) => MatrixAnswers.Misfits(model, Read(data));

    public override Action SpanCall(object model, IRowSource data) => MatrixAnswers.SpanCall(model, Read(data));

    public override void CheckRole(object model, IRowSource data) => MatrixAnswers.CheckRole(model, Read(data));

    private static Matrix Read(IRowSource source)
    {
        var (rows, block) = (new List<float>(), new float[source.Columns * 7]);
        using var cursor = source.Open();
        while (cursor.Read(block) is > 0 and var count)
        {
            rows.AddRange(block[..(count * source.Columns)]);
        }
        return new(source.Columns == 0 ? 0 : rows.Count / source.Columns, source.Columns, [.. rows]);
    }

    private sealed class OneByOne(IRowSource source) : IRowSource
    {
        public int Columns => source.Columns;

        public long? Rows => null;

        public IRowCursor Open() => new Cursor(source.Open(), source.Columns);

        private sealed class Cursor(IRowCursor cursor, int columns) : IRowCursor
        {
            public int Read(Span<float> block) => cursor.Read(block[..columns]);

            public void Dispose() => cursor.Dispose();
        }
    }
}
