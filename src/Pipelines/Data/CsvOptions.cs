namespace Pipelines.Data;

/// <summary>How to read a CSV file. Everything is detected unless it is said here; what was detected is in <see cref="CsvDialect"/>.</summary>
public sealed record CsvOptions
{
    /// <summary>The value of <see cref="HeaderRow"/> for a file without column names.</summary>
    public const int NoHeader = 0;

    /// <summary>Cells that mean "missing" in a column of any type. The empty cell is always missing.</summary>
    public static IReadOnlyList<string> DefaultMissing { get; } = ["NA", "N/A", "#N/A", "NaN", "nan", "null", "NULL", "None", "-", "--", "—", "——", "\\N"];

    /// <summary>Cells that mean "missing" in a column of numbers or times only: in text, 无 is the answer to 有无.</summary>
    public static IReadOnlyList<string> DefaultMissingNumbers { get; } = ["空", "无", "/", "#DIV/0!", "#VALUE!", "#REF!", "#NUM!", "#NULL!", "#NAME?"];

    /// <summary>The character between fields: an ASCII character, or a space for runs of blanks. Null (the default) detects comma, semicolon, tab, pipe or blanks.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The name of the encoding, such as <c>utf-8</c>, <c>gb18030</c> or <c>windows-1252</c>. Null (the default) detects UTF-8, UTF-16 and GB18030.</summary>
    public string? Encoding { get; init; }

    /// <summary>The line of the file that holds the column names, counted from 1; <see cref="NoHeader"/> where there is none (columns are then c1, c2, ...). Null (the default) detects it.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>How many lines at the start of the file to pass over, 0 or more. Default 0.</summary>
    public int SkipRows { get; init; }

    /// <summary>How many rows at the end of the file to leave out, 0 or more. Null (the default) leaves out a totals row (合计, total, ...) where there is one.</summary>
    public int? SkipLast { get; init; }

    /// <summary>Cells that mean "missing" in every column, compared exactly after trimming. Default: <see cref="DefaultMissing"/>.</summary>
    public IReadOnlyList<string> Missing { get; init; } = DefaultMissing;

    /// <summary>Cells that mean "missing" in columns of numbers and times. Default: <see cref="DefaultMissingNumbers"/>.</summary>
    public IReadOnlyList<string> MissingNumbers { get; init; } = DefaultMissingNumbers;

    /// <summary>True where 1,5 is one and a half. Null (the default) lets each column show it.</summary>
    public bool? DecimalComma { get; init; }

    /// <summary>Types of columns by name, where the detected type is not wanted.</summary>
    public IReadOnlyDictionary<string, CsvType> Types { get; init; } = new Dictionary<string, CsvType>();

    /// <summary>The .NET format of times, such as <c>dd/MM/yyyy HH:mm</c>; a column whose cells all have it is a time column. Null (the default) recognises the usual forms.</summary>
    public string? TimeFormat { get; init; }

    /// <summary>True where 3/4/2024 is the third of April, false where it is the fourth of March. Null (the default) lets each column show it, and asks where it does not.</summary>
    public bool? DayFirst { get; init; }

    /// <summary>What to do with a row that cannot be read. Default: stop.</summary>
    public OnBadRow OnBadRow { get; init; }

    /// <summary>Columns of ids: always text, and 6.22848E+17 in one is refused, since a spreadsheet has lost its digits.</summary>
    public IReadOnlyCollection<string> IdColumns { get; init; } = [];

    /// <summary>The columns to read, in this order; null (the default) reads all. The others are not typed, so nothing in them is refused.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>The name of an additional last text column with the name of the file each row came from; null (the default) for none.</summary>
    public string? FileNameColumn { get; init; }

    /// <summary>How many bad rows may be left out before reading stops: beyond this the options do not fit the file. Default 100,000.</summary>
    public int MaxBadRows { get; init; } = 100_000;

    /// <summary>
    /// About how many rows to keep, each as likely as any other; 0 (the default) keeps all. The files are still read to their ends, with memory for the rows that are kept: how many rows there are, and the hash, are of all of them.
    /// How likely is settled by the size of the files and of their first 1,000 rows.
    /// </summary>
    public int SampleRows { get; init; }

    /// <summary>Which rows are kept by <see cref="SampleRows"/>. Default 0.</summary>
    public long SampleSeed { get; init; }

    /// <summary>Whether the SHA-256 of the bytes is taken while reading. Default true.</summary>
    public bool Hash { get; init; } = true;
}
