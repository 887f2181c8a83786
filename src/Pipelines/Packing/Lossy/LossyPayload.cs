using System.Buffers.Binary;
using Pipelines.Data;

namespace Pipelines.Packing.Lossy;

/// <summary>The frames of a table as a stream to read, each made when it is asked for.</summary>
internal sealed class LossyPayload(IEnumerator<byte[]> frames) : Stream
{
    private readonly byte[] _length = new byte[4];
    private byte[] _frame = [];
    private int _at, _lengthAt = 4;

    /// <summary>The frames of a table.</summary>
    public static IEnumerable<byte[]> Frames(IEnumerable<Table> slices, LossyLayout layout, LossyModel model, bool apart, CancellationToken cancellation)
    {
        yield return apart ? [] : BytePlanes.Split(model.File);
        yield return layout.Write();
        long rows = 0;
        foreach (var slice in slices)
        {
            rows += slice.Rows;
            foreach (var frame in Blocks(slice, layout, model, cancellation))
            {
                yield return frame;
            }
        }
        yield return rows == layout.Rows ? LossyBlockWriter.End(rows) : throw LossyCheck.Broken(layout.Columns[0].Name, Math.Min(rows, layout.Rows) + 1);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            var left = _lengthAt < 4 ? _length.AsSpan(_lengthAt) : _frame.AsSpan(_at);
            if (left.Length > 0)
            {
                var count = Math.Min(left.Length, buffer.Length);
                left[..count].CopyTo(buffer);
                (_lengthAt, _at) = _lengthAt < 4 ? (_lengthAt + count, _at) : (_lengthAt, _at + count);
                return count;
            }
            if (!frames.MoveNext())
            {
                return 0;
            }
            (_frame, _at, _lengthAt) = (frames.Current, 0, 0);
            BinaryPrimitives.WriteInt32LittleEndian(_length, _frame.Length);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>The block of some rows, or several where their texts are long.</summary>
    private static IEnumerable<byte[]> Blocks(Table rows, LossyLayout layout, LossyModel model, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (rows.Rows == 0)
        {
            yield break;
        }
        var frame = rows.Rows == 1 || !IsLong(rows) ? LossyBlockWriter.Write(rows, layout, model, model.Codes(rows)) : [];
        if (frame.Length > LossyFormat.LargestFrame)
        {
            throw new DataException("lossy.long", $"A row has more than {LossyFormat.LargestFrame:N0} bytes, too many for one of a packed table. Shorten its texts, or pack without loss.");
        }
        if (frame.Length > 0)
        {
            yield return frame;
            yield break;
        }
        foreach (var half in LossySlices.Of([rows], (rows.Rows + 1) / 2))
        {
            foreach (var part in Blocks(half, layout, model, cancellation))
            {
                yield return part;
            }
        }
    }

    /// <summary>Whether the texts of several rows may be too long for one frame.</summary>
    private static bool IsLong(Table rows)
    {
        long characters = 0;
        foreach (var column in rows.Columns)
        {
            if (column is not NumberColumn)
            {
                for (var r = 0; r < rows.Rows; r++)
                {
                    characters += column.Text(r).Length;
                }
            }
        }
        // Three bytes a character of UTF-8 at most, and room for everything else.
        return characters > LossyFormat.LargestFrame / 8;
    }
}
