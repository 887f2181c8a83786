using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Scenarios.Hosting.Inspection;

namespace DataEncoding.Data;

/// <summary>What was read, how it becomes numbers, and which rows are learned from and which are held out.</summary>
internal sealed record EncodingData
{
    private const int RowsAtOnce = 2048;

    /// <summary>The columns that are encoded, and the target with its classes.</summary>
    public required Schema Schema { get; init; }

    /// <summary>How columns become numbers, learned from the training rows alone.</summary>
    public required TableEncoderModel Encoder { get; init; }

    /// <summary>The options it was made with.</summary>
    public required TableEncoderOptions Encoding { get; init; }

    /// <summary>The rows that are learned from, as numbers.</summary>
    public required Matrix Train { get; init; }

    /// <summary>The rows that are held out, as numbers.</summary>
    public required Matrix Test { get; init; }

    /// <summary>Place of each training row among the rows that were read, from 0.</summary>
    public required int[] TrainRows { get; init; }

    /// <summary>Place of each held-out row among the rows that were read, from 0.</summary>
    public required int[] TestRows { get; init; }

    /// <summary>Class of each training row, NaN where it has none; empty without a target.</summary>
    public required float[] TrainClasses { get; init; }

    /// <summary>Class of each held-out row, NaN where it has none; empty without a target.</summary>
    public required float[] TestClasses { get; init; }

    /// <summary>The rows as they were read.</summary>
    public required RawRows Raw { get; init; }

    /// <summary>What the rows are pictures of; null where they are none.</summary>
    public required ImageLayout? Image { get; init; }

    /// <summary>The scale that all columns share, or null where they do not.</summary>
    public required SharedScale? Scale { get; init; }

    /// <summary>The columns that are not encoded, and why.</summary>
    public required IReadOnlyList<IgnoredColumn> Ignored { get; init; }

    /// <summary>Number cells without a value: no network has to give them back, and no error counts them where the training rows lack some in the same column.</summary>
    public required long MissingCells { get; init; }

    /// <summary>The files, as the user would name them.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>SHA-256 of the bytes.</summary>
    public required string Hash { get; init; }

    /// <summary>Rows in the files, those that could not be read among them.</summary>
    public required long RowsRead { get; init; }

    /// <summary>Rows that could not be read, and why.</summary>
    public required IReadOnlyList<CsvBadRow> Unreadable { get; init; }

    /// <summary>Bytes a row of the files themselves takes after Brotli, without any loss.</summary>
    public required double LosslessBytesPerRow { get; init; }

    /// <summary>True for the digits that came with the executable.</summary>
    public required bool Bundled { get; init; }

    /// <summary>The names of the classes; empty without a target.</summary>
    public IReadOnlyList<string> Classes => Schema.Classes;

    /// <summary>The names of the encoded numbers, in their order.</summary>
    public IReadOnlyList<string> Columns => Encoder.Names;

    /// <summary>How many columns of the file are encoded.</summary>
    public int Features => Schema.Columns.Count(c => c.Role == ColumnRole.Feature);

    /// <summary>Of those, how many hold texts.</summary>
    public int TextFeatures => Schema.Columns.Count(c => c is { Role: ColumnRole.Feature, Type: ColumnType.Text });

    /// <summary>Rows that were read and can be used.</summary>
    public int Rows => TrainRows.Length + TestRows.Length;

    /// <summary>What the encoded numbers stand for; empty where all are numbers of which none was missing.</summary>
    public IReadOnlyList<EncodedColumn> Layout => LayoutOf(Encoder);

    /// <summary>What the numbers that an encoder writes stand for; empty where all are numbers of which none was missing.</summary>
    public static IReadOnlyList<EncodedColumn> LayoutOf(ITableEncoder encoder) => encoder is TableEncoderModel { Layout: var layout } && layout.Any(c => c.Type != EncodedType.Number) ? layout : [];

    /// <summary>Rows as numbers, a block at a time.</summary>
    /// <param name="schema">The columns that are encoded.</param>
    /// <param name="encoder">How.</param>
    /// <param name="raw">The rows as they were read.</param>
    /// <param name="rows">Which of them.</param>
    /// <param name="cancellation">Tested between blocks.</param>
    public static Matrix Encode(Schema schema, ITableEncoder encoder, RawRows raw, int[] rows, CancellationToken cancellation)
    {
        var result = new Matrix(rows.Length, encoder.Columns);
        for (var at = 0; at < rows.Length; at += RowsAtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            var table = raw.Take(rows[at..Math.Min(rows.Length, at + RowsAtOnce)]);
            var block = new Matrix(table.Rows, encoder.Columns);
            encoder.Encode(schema.Features(table), block);
            block.Values.CopyTo(result.Values, at * encoder.Columns);
        }
        return result;
    }
}
