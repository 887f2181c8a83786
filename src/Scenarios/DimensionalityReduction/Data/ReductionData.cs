using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Scenarios.Hosting.Inspection;

namespace DimensionalityReduction.Data;

/// <summary>What was read, which columns are reduced and how they become numbers, and what is to be predicted from them.</summary>
internal sealed record ReductionData
{
    /// <summary>Every row and column that was read.</summary>
    public required Table Table { get; init; }

    /// <summary>The columns that are reduced, and the target with its classes.</summary>
    public required Schema Schema { get; init; }

    /// <summary>What the target is.</summary>
    public required TargetTask Task { get; init; }

    /// <summary>The columns that are not reduced, and why.</summary>
    public required IReadOnlyList<IgnoredColumn> Ignored { get; init; }

    /// <summary>How columns become numbers.</summary>
    public required TableEncoderOptions Encoding { get; init; }

    /// <summary>The scale that all columns share, or null where they do not.</summary>
    public required SharedScale? Scale { get; init; }

    /// <summary>What the rows are pictures of; null where they are none.</summary>
    public required ImageLayout? Image { get; init; }

    /// <summary>Number cells without a value, which take the median of their column.</summary>
    public required long MissingCells { get; init; }

    /// <summary>The files, as the user would name them.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>SHA-256 of the bytes.</summary>
    public required string Hash { get; init; }

    /// <summary>Rows that could not be read, and why.</summary>
    public required IReadOnlyList<CsvBadRow> Unreadable { get; init; }

    /// <summary>First row that came from the files named last; 0 where that makes no difference.</summary>
    public int FirstNewRow { get; init; }

    /// <summary>The files that <see cref="Table"/> is a sample of; null where it is all of them.</summary>
    public WholeFile? Whole { get; init; }

    /// <summary>True for the digits that came with the executable.</summary>
    public bool Bundled { get; init; }

    /// <summary>How many columns of the file are reduced.</summary>
    public int Features => Schema.Columns.Count(c => c.Role == ColumnRole.Feature);

    /// <summary>Of those, how many hold texts.</summary>
    public int TextFeatures => Schema.Columns.Count(c => c is { Role: ColumnRole.Feature, Type: ColumnType.Text });

    /// <summary>The encoder of some rows, fitted on them alone.</summary>
    public TableEncoderModel FitEncoder(Table rows) => new TableEncoder(Encoding).Fit(Schema.Features(rows));

    /// <summary>Rows as numbers.</summary>
    public Matrix Encode(ITableEncoder encoder, Table rows)
    {
        var result = new Matrix(rows.Rows, encoder.Columns);
        encoder.Encode(Schema.Features(rows), result);
        return result;
    }
}
