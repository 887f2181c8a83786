using System.Globalization;
using System.Text;

namespace Pipelines.Data;

/// <summary>Finds out how a file is written, from its first 256 KB (more where they hold no whole row).</summary>
internal static class CsvDetector
{
    private const int Sample = 1 << 18;
    private const char Blanks = ' ';

    /// <summary>The dialect of a file under the options.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What is known already.</param>
    /// <param name="encoding">The encoding where an earlier look found it; null to detect.</param>
    public static CsvDialect Detect(string path, CsvOptions options, string? encoding = null)
    {
        for (var size = Sample; ; size *= 16)
        {
            var (text, name, compressed, whole, marked) = Text(path, options, encoding, size);
            if (CsvRecords.Trim(text).IsEmpty && whole)
            {
                throw new DataException("csv.empty", $"{path}: the file is empty. It must hold a row of column names and rows of data.");
            }
            if (whole || text.AsSpan().ContainsAny((byte)'\n', (byte)'\r') || size >= CsvRecords.LongestRow)
            {
                return Dialect(path, options, text, whole, name, compressed, marked);
            }
        }
    }

    private static (byte[] Text, string Encoding, bool Compressed, bool Whole, bool Marked) Text(string path, CsvOptions options, string? encoding, int size)
    {
        byte[] raw;
        bool compressed;
        using (var bytes = CsvBytes.Open(path, null, false))
        {
            raw = bytes.Head(size);
            compressed = bytes.Compressed;
        }
        CsvEncoding.RefuseOtherFormats(path, raw);
        var named = options.Encoding is { } wanted ? CsvEncoding.Named(path, wanted).WebName : null;
        var name = named ?? encoding ?? CsvEncoding.Detect(path, raw, raw.Length < size);
        var marked = raw.AsSpan().StartsWith(Encoding.UTF8.Preamble);
        if (name == "utf-8")
        {
            return (raw, name, compressed, raw.Length < size, marked);
        }
        using var translated = CsvBytes.Open(path, name, false);
        var text = translated.Head(size);
        return (text, name, compressed, text.Length < size, false);
    }

    private static CsvDialect Dialect(string path, CsvOptions options, byte[] text, bool whole, string encoding, bool compressed, bool marked)
    {
        var facts = new List<CsvFact> { new CsvFact(marked ? "csv.fact.encoding-bom" : "csv.fact.encoding", encoding) };
        if (compressed)
        {
            facts.Add(new CsvFact("csv.fact.gzip"));
        }
        var skip = Math.Max(0, options.SkipRows);
        var delimiter = options.Delimiter;
        if (delimiter is null && Hint(text) is { } hint)
        {
            (delimiter, skip) = (hint, Math.Max(1, skip));
        }
        if (delimiter is { } told && (told >= 0x80 || told is '"' or '\r' or '\n'))
        {
            throw new DataException("csv.delimiter", $"{path}: the delimiter must be one ASCII character other than a quote or a line break; got '{told}'. Leave --delimiter out to have it detected.");
        }
        var head = delimiter is { } known ? CsvHead.Split(text, known, skip, whole) : Best(text, skip, whole);
        facts.Add(new CsvFact("csv.fact.delimiter", Name(head.Delimiter)));
        if (head.Rows.Count == 0)
        {
            throw new DataException("csv.empty", $"{path}: the file is empty. It must hold a row of column names and rows of data.");
        }
        var layout = CsvLayout.Of(path, head, options, skip, facts);
        return new()
        {
            Encoding = encoding,
            Delimiter = head.Delimiter,
            HeaderLine = layout.HeaderLine,
            SkippedLines = layout.SkippedLines,
            Titles = layout.Titles,
            Columns = layout.Columns,
            Compressed = compressed,
            BlanksBeforeQuotes = head.BlanksBeforeQuotes,
            Facts = facts,
        };
    }

    // sep=; in the first line, which Excel writes and reads.
    private static char? Hint(ReadOnlySpan<byte> text)
    {
        text = text.StartsWith(Encoding.UTF8.Preamble) ? text[3..] : text;
        return text.Length > 5 && Ascii.EqualsIgnoreCase(text[..4], "sep="u8) && text[4] < 0x80 && text[5] is (byte)'\r' or (byte)'\n' ? (char)text[4] : null;
    }

    // The delimiter under which most rows have the same number of fields, then the most cells make sense, then the most fields there are.
    private static CsvHead Best(byte[] text, int skip, bool whole)
    {
        CsvHead? best = null;
        foreach (var delimiter in (ReadOnlySpan<char>)[',', '\t', ';', '|'])
        {
            var head = CsvHead.Split(text, delimiter, skip, whole);
            if (head.Width > 1 && (best is null || Compare(head, best) > 0))
            {
                best = head;
            }
        }
        if (best is null || best.Agreement < 0.8)
        {
            var blanks = CsvHead.Split(text, Blanks, skip, whole);
            // Sentences have blanks too, but not the same number in every row, and no numbers.
            if (blanks.Width > 1 && blanks.Agreement > 0.95 && blanks.Rows.Count > 1 && blanks.Typed > 0.2)
            {
                return blanks;
            }
        }
        return best is { Agreement: >= 0.3 } ? best : CsvHead.Split(text, ',', skip, whole) is { } single ? single : best!;
    }

    private static int Compare(CsvHead a, CsvHead b)
    {
        var agreement = Math.Round(a.Agreement, 1).CompareTo(Math.Round(b.Agreement, 1));
        if (agreement != 0)
        {
            return agreement;
        }
        var typed = Math.Abs(a.Typed - b.Typed) < 0.05 ? 0 : a.Typed.CompareTo(b.Typed);
        return typed != 0 ? typed : a.Width.CompareTo(b.Width);
    }

    private static string Name(char delimiter) => delimiter switch
    {
        '\t' => "\\t",
        ' ' => "␠",
        _ => delimiter.ToString(CultureInfo.InvariantCulture),
    };
}
