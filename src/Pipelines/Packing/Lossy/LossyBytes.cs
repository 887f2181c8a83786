using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Pipelines.Packing.Lossy;

/// <summary>Little-endian numbers and texts one after the other; the writing side of <see cref="LossySource"/>.</summary>
internal sealed class LossyBytes
{
    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public int Length => _bytes.WrittenCount;

    public void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }

    public void Bytes(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    public void Short(short value)
    {
        BinaryPrimitives.WriteInt16LittleEndian(_bytes.GetSpan(2), value);
        _bytes.Advance(2);
    }

    public void Int(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(4), value);
        _bytes.Advance(4);
    }

    public void Long(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(8), value);
        _bytes.Advance(8);
    }

    public void Double(double value) => Long(BitConverter.DoubleToInt64Bits(value));

    /// <summary>Seven bits a byte, low ones first; the highest bit says that more follow.</summary>
    public void Variable(ulong value)
    {
        for (; value > 127; value >>= 7)
        {
            Byte((byte)(value | 128));
        }
        Byte((byte)value);
    }

    /// <summary>The same for numbers of either sign: 0, −1, 1, −2, ... become 0, 1, 2, 3, ...</summary>
    public void Signed(long value) => Variable((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>The bytes of a text, without its length.</summary>
    public void Text(string text) => Encoding.UTF8.GetBytes(text, _bytes);
}
