namespace Pipelines.Data;

/// <summary>How one file is written, as detected or told.</summary>
public sealed record CsvDialect
{
    /// <summary>The name of the encoding, such as <c>utf-8</c>, <c>utf-16</c> or <c>gb18030</c>.</summary>
    public required string Encoding { get; init; }

    /// <summary>The character between fields; a space stands for runs of blanks.</summary>
    public required char Delimiter { get; init; }

    /// <summary>The line of the header, from 1; 0 where there is none.</summary>
    public required int HeaderLine { get; init; }

    /// <summary>The lines before the header or, without one, before the data that are passed over: how many.</summary>
    public required int SkippedLines { get; init; }

    /// <summary>Texts of the title rows found above the header, without those skipped by an option.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];

    /// <summary>The column names as used: trimmed, made unique, empty ones named c1, c2, ...</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>True where the file is compressed with gzip.</summary>
    public bool Compressed { get; init; }

    /// <summary>True where fields have blanks between the delimiter and their opening quote.</summary>
    public bool BlanksBeforeQuotes { get; init; }

    /// <summary>Each thing noticed, ready to be said.</summary>
    public IReadOnlyList<CsvFact> Facts { get; init; } = [];
}
