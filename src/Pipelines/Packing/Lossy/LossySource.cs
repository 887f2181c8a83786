using System.Buffers.Binary;
using System.Text;

namespace Pipelines.Packing.Lossy;

/// <summary>Reads what <see cref="LossyBytes"/> wrote and believes nothing: every length is held against the bytes that are there before room is made.</summary>
/// <param name="bytes">All there is.</param>
/// <param name="name">What to call the file in errors.</param>
internal ref struct LossySource(ReadOnlySpan<byte> bytes, string name)
{
    private ReadOnlySpan<byte> _left = bytes;

    public readonly int Left => _left.Length;

    public byte Byte() => Bytes(1)[0];

    public ReadOnlySpan<byte> Bytes(long count)
    {
        if (count < 0 || count > _left.Length)
        {
            throw Wrong();
        }
        var taken = _left[..(int)count];
        _left = _left[(int)count..];
        return taken;
    }

    public short Short() => BinaryPrimitives.ReadInt16LittleEndian(Bytes(2));

    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(8));

    public double Double() => BitConverter.Int64BitsToDouble(Long());

    public ulong Variable()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var b = Byte();
            value |= (ulong)(b & 127) << shift;
            if (b < 128)
            {
                return value;
            }
        }
        throw Wrong();
    }

    public long Signed()
    {
        var value = Variable();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A length or a number of things, of which each takes at least a byte from here on.</summary>
    public int Count() => Variable() is var count && count <= (ulong)_left.Length ? (int)count : throw Wrong();

    public string Text(int length) => Encoding.UTF8.GetString(Bytes(length));

    public readonly DataException Wrong() => LossyFormat.Wrong(name);
}
