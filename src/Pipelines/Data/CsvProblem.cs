using System.Text;

namespace Pipelines.Data;

/// <summary>The errors of single cells.</summary>
internal static class CsvProblem
{
    /// <summary>A cell that is not of its column's type.</summary>
    public static DataException Cell(string path, long line, int place, string column, ReadOnlySpan<byte> cell, CsvColumnFormat format)
    {
        var value = OneLine(Encoding.UTF8.GetString(cell.Length > 60 ? cell[..60] : cell));
        return format.Type switch
        {
            CsvType.Number => new("csv.number", $"{path}({line},{place + 1}): column '{column}': '{value}' is not a number. Add it to --missing or read the column as text."),
            CsvType.Time => new("csv.time", $"{path}({line},{place + 1}): column '{column}': '{value}' is not a time. Add it to --missing, say how it is written with --time-format, or read the column as text."),
            _ => new("csv.id-digits", $"{path}({line},{place + 1}): column '{column}': '{value}' is an id whose last digits a spreadsheet has cut off. Export it again with this column formatted as text."),
        };
    }

    /// <summary>The text with its line breaks and tabs made blanks, as names and messages have it.</summary>
    public static string OneLine(string text) => text.AsSpan().ContainsAny('\r', '\n', '\t') ? string.Join(' ', text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)) : text;
}
