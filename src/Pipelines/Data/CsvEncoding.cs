using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Pipelines.Data;

/// <summary>Finds out how the bytes of a text file stand for characters.</summary>
internal static class CsvEncoding
{
    /// <summary>GB18030 holds GBK and GB2312, so one name covers all three.</summary>
    public const string Chinese = "gb18030";

    // A real Chinese text has over nine tenths of its characters in the frequent plane; letters of Windows code pages read as GB18030 have far fewer.
    private const double FrequentShare = 0.75;

    /// <summary>The encoding of a file by its first bytes; the name is "utf-8", "utf-16", "utf-16BE", "utf-32" or "gb18030".</summary>
    /// <param name="path">For errors.</param>
    /// <param name="head">The first bytes of the text.</param>
    /// <param name="whole">True where nothing follows.</param>
    public static string Detect(string path, ReadOnlySpan<byte> head, bool whole)
    {
        RefuseOtherFormats(path, head);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return "utf-8";
        }
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]))
        {
            return "utf-32";
        }
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return "utf-16";
        }
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return "utf-16BE";
        }
        if (head.Contains((byte)0))
        {
            return Utf16WithoutMark(head) ?? throw Binary(path, head.IndexOf((byte)0));
        }
        var invalid = FirstInvalidUtf8(head, whole);
        return invalid < 0 ? "utf-8" : IsPlausibleChinese(head, whole) ? Chinese : throw Unknown(path, head[invalid], invalid);
    }

    /// <summary>The encoding of a file that begins as ASCII, by the bytes from the first that is no UTF-8 on.</summary>
    public static string DetectAround(string path, long place, byte value)
    {
        using var bytes = CsvBytes.Open(path, null, false);
        var block = new byte[1 << 20];
        long before = 0;
        var count = 0;
        while ((count = bytes.ReadAtLeast(block, block.Length, false)) > 0)
        {
            if (before + count > place)
            {
                // From a line break on, so that no character is cut in two.
                var line = block.AsSpan(0, (int)Math.Min(count, place - before + 1)).LastIndexOf((byte)'\n') + 1;
                return IsPlausibleChinese(block.AsSpan(line, count - line), false) ? Chinese : throw Unknown(path, value, place);
            }
            before += count;
        }
        throw Unknown(path, value, place);
    }

    /// <summary>Bytes at the start that other programs' files have.</summary>
    public static void RefuseOtherFormats(string path, ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            throw new DataException("csv.excel", $"{path}: this is an Excel workbook (or another zip or Office file), not CSV. Open it in Excel and choose Save As, type CSV UTF-8 (另存为 CSV UTF-8).");
        }
        var start = head.TrimStart(" \t\r\n"u8);
        start = start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? start[3..] : start;
        if (start.StartsWith("<html"u8) || start.StartsWith("<HTML"u8) || start.StartsWith("<!DOCTYPE"u8) || start.StartsWith("<!doctype"u8)
            || start.StartsWith("<?xml"u8) || start.StartsWith("<table"u8) || start.StartsWith("<TABLE"u8))
        {
            throw new DataException("csv.html", $"{path}: this is a web page or XML, as some systems export under the name of Excel, not CSV. Open it in Excel and choose Save As, type CSV UTF-8 (另存为 CSV UTF-8).");
        }
    }

    /// <summary>An encoding by name that throws on bytes it does not know.</summary>
    public static Encoding Named(string path, string name)
    {
        var strict = name.ToUpperInvariant() switch
        {
            "UTF8" or "UTF-8-SIG" => "utf-8",
            "GBK" or "GB2312" or "CP936" or "936" or "ANSI" => Chinese,
            "LATIN1" or "LATIN-1" => "iso-8859-1",
            "SHIFT-JIS" or "SJIS" => "shift_jis",
            "UTF16" or "UTF-16LE" => "utf-16",
            "UTF-16-BE" => "utf-16BE",
            var cp when cp.StartsWith("CP", StringComparison.Ordinal) => $"windows-{cp[2..]}",
            _ => name,
        };
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(strict, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(strict, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException e)
        {
            throw new DataException("csv.encoding-name", $"{path}: no encoding is named '{name}'. Use one of utf-8, utf-16, gb18030, big5, shift_jis, euc-kr, windows-1250, windows-1251, windows-1252, iso-8859-1.", e);
        }
    }

    /// <summary>Whether a file whose bytes are no UTF-8 from some place on is Chinese all the same.</summary>
    public static bool IsPlausibleChinese(ReadOnlySpan<byte> bytes, bool whole)
    {
        int pairs = 0, frequent = 0, distinct = 0, late = 0, i = 0;
        // One bit a pair of bytes: a column that says 合格 in every row is one word of evidence, not thousands.
        Span<ulong> seen = stackalloc ulong[1024];
        seen.Clear();
        while (i < bytes.Length)
        {
            var lead = bytes[i];
            if (lead < 0x80)
            {
                i++;
                continue;
            }
            if (lead is 0x80 or 0xFF)
            {
                return false;
            }
            if (i + 1 >= bytes.Length)
            {
                return !whole && pairs > 0 && Plausible();
            }
            var trail = bytes[i + 1];
            if (trail is >= 0x30 and <= 0x39)
            {
                if (i + 3 >= bytes.Length)
                {
                    return !whole && Plausible();
                }
                if (bytes[i + 2] is < 0x81 or 0xFF || bytes[i + 3] is < 0x30 or > 0x39)
                {
                    return false;
                }
                i += 4;
                continue;
            }
            if (trail is < 0x40 or 0x7F or 0xFF)
            {
                return false;
            }
            pairs++;
            ref var bits = ref seen[((lead << 8) | trail) >> 6];
            var bit = 1UL << (trail & 63);
            var isNew = (bits & bit) == 0;
            bits |= bit;
            distinct += isNew ? 1 : 0;
            // GB2312: rows A1-A3 are punctuation and full-width forms, B0-D7 the 3,755 frequent characters in the order of their sound.
            if (trail >= 0xA1 && lead is (>= 0xA1 and <= 0xA3) or (>= 0xB0 and <= 0xD7))
            {
                frequent++;
                late += isNew && lead >= 0xC9 ? 1 : 0;
            }
            i += 2;
        }
        return Plausible();

        // Korean (EUC-KR) has its syllables in B0-C8 and almost nothing after; Chinese has four in ten different characters there.
        bool Plausible() => pairs > 0 && frequent >= FrequentShare * pairs && (distinct < 12 || late >= 0.05 * distinct);
    }

    /// <summary>The place of the first byte that is no UTF-8, or −1; a character cut off at the end counts only where nothing follows.</summary>
    public static int FirstInvalidUtf8(ReadOnlySpan<byte> bytes, bool whole)
    {
        if (Utf8.IsValid(bytes))
        {
            return -1;
        }
        var at = 0;
        while (at < bytes.Length)
        {
            var ascii = bytes[at..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
            {
                return -1;
            }
            at += ascii;
            var status = Rune.DecodeFromUtf8(bytes[at..], out _, out var used);
            if (status != OperationStatus.Done)
            {
                return status == OperationStatus.NeedMoreData && !whole ? -1 : at;
            }
            at += used;
        }
        return -1;
    }

    /// <summary>The error of a file with a zero byte.</summary>
    public static DataException Binary(string path, long place) =>
        new("csv.binary", $"{path}: byte {place} is zero, so this is a binary file, not text. Export it as CSV UTF-8 from the program that wrote it.");

    /// <summary>The error of a file in an encoding that cannot be told from its bytes.</summary>
    public static DataException Unknown(string path, byte value, long place) =>
        new("csv.encoding", $"{path}: byte {place} (0x{value:X2}) is neither UTF-8 nor Chinese GB18030. Name the encoding with --encoding, such as windows-1252, windows-1251, big5 or shift_jis, or save the file as UTF-8.");

    private static string? Utf16WithoutMark(ReadOnlySpan<byte> head)
    {
        int even = 0, odd = 0;
        for (var i = 0; i + 1 < head.Length; i += 2)
        {
            even += head[i] == 0 ? 1 : 0;
            odd += head[i + 1] == 0 ? 1 : 0;
        }
        var third = head.Length / 6;
        return odd > third && even == 0 ? "utf-16" : even > third && odd == 0 ? "utf-16BE" : null;
    }
}
