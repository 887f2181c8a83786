namespace Pipelines.Data;

/// <summary>Words that begin a row of totals.</summary>
internal static class CsvTotals
{
    private static readonly byte[][] Words =
    [
        [.. "合计"u8], [.. "总计"u8], [.. "小计"u8], [.. "共计"u8], [.. "总和"u8], [.. "汇总"u8], [.. "合 计"u8], [.. "总 计"u8],
        [.. "total"u8], [.. "totals"u8], [.. "grand total"u8], [.. "sum"u8], [.. "summe"u8], [.. "gesamt"u8], [.. "subtotal"u8],
        [.. "Итого"u8], [.. "ИТОГО"u8], [.. "Всего"u8],
    ];

    /// <summary>Whether a cell is such a word, in any case, with or without a colon.</summary>
    public static bool IsWord(ReadOnlySpan<byte> cell)
    {
        // The first byte decides for nearly every row of a file.
        if (cell[0] is not ((byte)'t' or (byte)'T' or (byte)'s' or (byte)'S' or (byte)'g' or (byte)'G' or 0xE5 or 0xE6 or 0xD0) || cell.Length > 20)
        {
            return false;
        }
        cell = cell[^1] == ':' ? cell[..^1] : cell.EndsWith("："u8) ? cell[..^3] : cell;
        foreach (var word in Words)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(cell, word) || cell.SequenceEqual(word))
            {
                return true;
            }
        }
        return false;
    }
}
