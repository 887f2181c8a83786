using System.Text;
using CsvHelper;

namespace Pipelines.Data;

/// <summary>The first rows of a file under one delimiter, for finding out which delimiter it is and where the data begin.</summary>
internal sealed class CsvHead
{
    private const int MostRows = 100;

    private CsvHead(char delimiter, bool blanksBeforeQuotes, List<(long Line, string[] Fields)> rows)
    {
        (Delimiter, BlanksBeforeQuotes, Rows) = (delimiter, blanksBeforeQuotes, rows);
        Width = Usual(rows);
        var same = 0;
        long cells = 0, typed = 0;
        foreach (var (_, fields) in rows)
        {
            if (fields.Length != Width)
            {
                continue;
            }
            same++;
            foreach (var field in fields)
            {
                cells++;
                typed += IsTyped(field) ? 1 : 0;
            }
        }
        Agreement = rows.Count == 0 ? 0 : (double)same / rows.Count;
        Typed = cells == 0 ? 0 : (double)typed / cells;
    }

    public char Delimiter { get; }

    public bool BlanksBeforeQuotes { get; }

    public List<(long Line, string[] Fields)> Rows { get; }

    /// <summary>The number of fields most rows have.</summary>
    public int Width { get; }

    /// <summary>The share of rows with <see cref="Width"/> fields.</summary>
    public double Agreement { get; }

    /// <summary>The share of cells that are a number, a date or empty.</summary>
    public double Typed { get; }

    /// <summary>Splits the start of a text.</summary>
    /// <param name="text">UTF-8; may end within a row unless <paramref name="whole"/>.</param>
    /// <param name="delimiter">A space for runs of blanks.</param>
    /// <param name="afterLine">Lines up to this one are passed over.</param>
    /// <param name="whole">True where nothing follows.</param>
    public static CsvHead Split(byte[] text, char delimiter, int afterLine, bool whole)
    {
        var body = delimiter == ' ' ? CsvBlanks.Collapse(text) : text;
        var blanks = delimiter != ' ' && HasBlanksBeforeQuotes(body, (byte)delimiter);
        var options = CsvRecords.ReaderOptions(delimiter, blanks, null);
        var rows = new List<(long, string[])>();
        using var reader = CsvReader.Create(body, options);
        while (rows.Count <= MostRows && reader.Read())
        {
            if (reader.LineNumber <= afterLine)
            {
                continue;
            }
            var fields = new string[reader.FieldCount];
            for (var i = 0; i < fields.Length; i++)
            {
                fields[i] = Encoding.UTF8.GetString(CsvRecords.Trim(reader.GetSpan(i)));
            }
            rows.Add((reader.LineNumber, fields));
        }
        // The last row may be cut off.
        if (rows.Count > 1 && (!whole || rows.Count > MostRows))
        {
            rows.RemoveAt(rows.Count - 1);
        }
        return new(delimiter, blanks, rows);
    }

    /// <summary>Whether a cell is a number, a date or empty.</summary>
    public static bool IsTyped(string cell)
    {
        if (cell.Length is 0 or > 40)
        {
            return cell.Length == 0;
        }
        Span<byte> bytes = stackalloc byte[160];
        var text = bytes[..Encoding.UTF8.GetBytes(cell, bytes)];
        return CsvNumber.TryRead(text, out _) || CsvTime.TryRead(text, out _);
    }

    // Ties go to the wider: titles above a table are few.
    private static int Usual(List<(long Line, string[] Fields)> rows)
    {
        var counts = new Dictionary<int, int>();
        foreach (var (_, fields) in rows)
        {
            counts[fields.Length] = counts.GetValueOrDefault(fields.Length) + 1;
        }
        int best = 0, width = 0;
        foreach (var (fields, count) in counts)
        {
            if (count > best || (count == best && fields > width))
            {
                (best, width) = (count, fields);
            }
        }
        return width;
    }

    private static bool HasBlanksBeforeQuotes(ReadOnlySpan<byte> text, byte delimiter) => text.IndexOf([delimiter, (byte)' ', (byte)'"']) >= 0;
}
