using System.Runtime.InteropServices;
using System.Text;

namespace Pipelines.Data;

/// <summary>The distinct texts of a column, kept as UTF-8 in one block and numbered in order of first appearance; no string is made for a text met before.</summary>
internal sealed class CsvLevels
{
    private byte[] _bytes = new byte[256];
    private int[] _ends = new int[16];
    private uint[] _hashes = new uint[16];
    private int[] _slots = new int[64];

    /// <summary>How many distinct texts.</summary>
    public int Count { get; private set; }

    /// <summary>The number of a text, a new one where it was not met before.</summary>
    public int Code(ReadOnlySpan<byte> text)
    {
        var hash = Hash(text);
        var mask = _slots.Length - 1;
        var slot = (int)(hash & (uint)mask);
        while (_slots[slot] is > 0 and var code)
        {
            if (_hashes[code - 1] == hash && text.SequenceEqual(Bytes(code - 1)))
            {
                return code - 1;
            }
            slot = (slot + 1) & mask;
        }
        return Add(text, hash, slot);
    }

    /// <summary>The texts as strings, in the order of their numbers.</summary>
    public string[] ToStrings()
    {
        var texts = new string[Count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = Encoding.UTF8.GetString(Bytes(i));
        }
        return texts;
    }

    private ReadOnlySpan<byte> Bytes(int code)
    {
        var start = code == 0 ? 0 : _ends[code - 1];
        return _bytes.AsSpan(start, _ends[code] - start);
    }

    private int Add(ReadOnlySpan<byte> text, uint hash, int slot)
    {
        var start = Count == 0 ? 0 : _ends[Count - 1];
        if (start + (long)text.Length > Array.MaxLength)
        {
            throw new DataException("csv.levels", $"A text column has more than {Array.MaxLength >> 20} MB of different texts. Read fewer columns with --columns, or leave this one out with --ignore.");
        }
        if (start + text.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(2L * _bytes.Length, start + (long)text.Length)));
        }
        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, Count * 2);
            Array.Resize(ref _hashes, Count * 2);
        }
        text.CopyTo(_bytes.AsSpan(start));
        (_ends[Count], _hashes[Count], _slots[slot]) = (start + text.Length, hash, Count + 1);
        Count++;
        if (Count * 2 > _slots.Length)
        {
            Grow();
        }
        return Count - 1;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        var mask = _slots.Length - 1;
        for (var code = 0; code < Count; code++)
        {
            var slot = (int)(_hashes[code] & (uint)mask);
            while (_slots[slot] > 0)
            {
                slot = (slot + 1) & mask;
            }
            _slots[slot] = code + 1;
        }
    }

    // Eight bytes at a time with a multiply and a fold: short ids are the common case.
    private static uint Hash(ReadOnlySpan<byte> text)
    {
        const ulong Prime = 0x9E3779B97F4A7C15;
        var hash = (ulong)text.Length * Prime;
        while (text.Length >= 8)
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(text)) * Prime;
            hash ^= hash >> 32;
            text = text[8..];
        }
        ulong rest = 0;
        foreach (var b in text)
        {
            rest = (rest << 8) | b;
        }
        hash = (hash ^ rest) * Prime;
        return (uint)(hash >> 32);
    }
}
