using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Pipelines.Quality;

namespace QualityInspection.Data;

/// <summary>Parts in order of time (and of batch), what is measured of each, its tolerance, and what is known of its defects.</summary>
internal sealed record QualityData
{
    /// <summary>The parts, all columns.</summary>
    public required Table Table { get; init; }

    /// <summary>Row of the file of each part, from 0.</summary>
    public required int[] FileRows { get; init; }

    /// <summary>The measurements, in the order of the columns.</summary>
    public required IReadOnlyList<NumberColumn> Measurements { get; init; }

    /// <summary>The tolerance of each measurement; null where there is none.</summary>
    public required IReadOnlyList<SpecLimits?> Specs { get; init; }

    /// <summary>Measurements computed from others.</summary>
    public required IReadOnlyList<DerivedColumn> Derived { get; init; }

    /// <summary>Column of ids, or null.</summary>
    public required string? Id { get; init; }

    /// <summary>Column of batches, or null.</summary>
    public required string? Batch { get; init; }

    /// <summary>Column of defects, or null.</summary>
    public required string? Target { get; init; }

    /// <summary>What is known of defects; null without a target.</summary>
    public required DefectLabels? Labels { get; init; }

    /// <summary>Batch of each part, numbered as they come; empty without batches.</summary>
    public required int[] Batches { get; init; }

    /// <summary>Columns that are not measured by, and why.</summary>
    public required IReadOnlyList<LeftOut> LeftOut { get; init; }

    /// <summary>Columns that give the target away.</summary>
    public required IReadOnlyList<Leak> Leaks { get; init; }

    /// <summary>How the parts were put in order, a text <c>order.KEY</c>.</summary>
    public required string Order { get; init; }

    /// <summary>The files, as the user would name them.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>SHA-256 of the bytes.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Rows that could not be read, and why.</summary>
    public IReadOnlyList<CsvBadRow> Unreadable { get; init; } = [];

    /// <summary>True for the line that came with the executable.</summary>
    public bool Bundled { get; init; }

    /// <summary>First row of the file that is new under <c>retrain</c>.</summary>
    public int FirstNewRow { get; init; }

    /// <summary>Number of parts.</summary>
    public int Parts => Table.Rows;

    /// <summary>Cells without a value.</summary>
    public long MissingCells => Measurements.Sum(m => m.Values.LongCount(double.IsNaN));

    /// <summary>The measurements as the model knows them.</summary>
    public Schema Schema => Schema.Of(new([.. Measurements]));

    /// <summary>What a part is called: its id, or its row in the file from 1.</summary>
    public string NameOf(int part) => Id is not null && !Table[Id].IsMissing(part) ? Table[Id].Text(part) : $"#{FileRows[part] + 1}";

    /// <summary>Name of a batch by its number.</summary>
    public string BatchName(int batch) => Table[Batch!].Text(Array.IndexOf(Batches, batch));

    /// <summary>The encoder of some parts, fitted on them alone: missing values take the median, all columns one scale.</summary>
    public TableEncoderModel FitEncoder(ReadOnlySpan<int> parts) => new TableEncoder(Encoding).Fit(new Table([.. Measurements]).Take(parts));

    /// <summary>Parts as numbers.</summary>
    public Matrix Encode(ITableEncoder encoder, ReadOnlySpan<int> parts)
    {
        var result = new Matrix(parts.Length, encoder.Columns);
        encoder.Encode(new Table([.. Measurements]).Take(parts), result);
        return result;
    }

    /// <summary>How columns become numbers.</summary>
    public static TableEncoderOptions Encoding { get; } = new() { Scaling = Scaling.Standard, Indicators = false };
}
