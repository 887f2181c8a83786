using System.Buffers.Binary;
using Pipelines.Data;

namespace Pipelines.Packing.Lossy;

/// <summary>
/// Takes the contents of a lossy file as they are unpacked, part by part, and hands on the table block by block. Room is made as bytes arrive, never because a length says so.
/// </summary>
/// <param name="apart">The model to use where the file holds none; null for none.</param>
/// <param name="rows">Receives each block, the first one without rows.</param>
/// <param name="name">What to call the file in errors.</param>
/// <param name="cancellation">Tested at each block.</param>
internal sealed class LossyFrames(LossyModel? apart, Action<Table> rows, string name, CancellationToken cancellation) : Stream
{
    private readonly byte[] _length = new byte[4];
    private byte[] _frame = [];
    private int _lengthCount, _expected, _count, _frames;
    private byte[] _model = [];
    private long _rows;
    private bool _atEnd;

    /// <summary>The head, once it was read.</summary>
    public LossyLayout? Layout { get; private set; }

    /// <summary>The model in use.</summary>
    public LossyModel? Model { get; private set; }

    /// <summary>The model file inside of the file; empty where there is none.</summary>
    public byte[] Held => _model;

    /// <summary>For each column, how many cells are not what the model alone says.</summary>
    public long[] Corrected { get; private set; } = [];

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_atEnd)
            {
                throw LossyFormat.Wrong(name);
            }
            if (_lengthCount < 4)
            {
                _length[_lengthCount++] = bytes[0];
                bytes = bytes[1..];
                if (_lengthCount < 4)
                {
                    continue;
                }
                _expected = BinaryPrimitives.ReadInt32LittleEndian(_length);
                _count = 0;
                if (_expected < 0 || _expected > (_frames == 0 ? LossyFormat.LargestModel : LossyFormat.LargestFrame))
                {
                    throw LossyFormat.Wrong(name);
                }
            }
            var part = bytes[..Math.Min(bytes.Length, _expected - _count)];
            if (_count + part.Length > _frame.Length)
            {
                Array.Resize(ref _frame, Math.Min(_expected, Math.Max(1 << 16, 2 * (_count + part.Length))));
            }
            part.CopyTo(_frame.AsSpan(_count));
            _count += part.Length;
            bytes = bytes[part.Length..];
            if (_count == _expected)
            {
                Take(_frame.AsSpan(0, _count));
                (_lengthCount, _frames) = (0, Math.Min(_frames + 1, 2));
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Is sure that the last frame was there.</summary>
    public void Finish()
    {
        if (!_atEnd)
        {
            throw LossyFormat.Wrong(name);
        }
    }

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Take(ReadOnlySpan<byte> frame)
    {
        cancellation.ThrowIfCancellationRequested();
        switch (_frames)
        {
            case 0:
                _model = BytePlanes.Join(frame);
                break;
            case 1:
                Head(frame);
                break;
            default:
                Block(frame);
                break;
        }
    }

    private void Head(ReadOnlySpan<byte> frame)
    {
        var sha = LossyLayout.ModelOf(frame, name);
        if (_model.Length == 0)
        {
            Model = apart ?? throw new DataException("lossy.model-needed", $"{name}: was packed without its model. Name the model file whose SHA-256 begins with {sha[..16]}.");
        }
        else
        {
            try
            {
                Model = LossyModel.Read(_model, name);
            }
            catch (Exception e) when (e is PipelinesException)
            {
                throw new DataException("lossy.contents", $"{name}: is sealed rightly, but the table in it is not what the format says: it was made by a faulty program, or to do harm. Pack the table again.", e);
            }
        }
        if (Model.Sha256 != sha)
        {
            throw _model.Length > 0 ? LossyFormat.Wrong(name)
                : new DataException("lossy.other-model", $"{name}: was packed with another model: its SHA-256 begins with {sha[..16]}, that of the model given with {Model.Sha256[..16]}. Name the model it was packed with.");
        }
        Layout = LossyLayout.Read(frame, Model, name);
        Corrected = new long[Layout.Columns.Length];
        rows(new([.. Layout.Columns.Select(c => c.Kind == LossyColumnKind.Number ? (Column)new NumberColumn(c.Name, []) : new TextColumn(c.Name, [], []))]));
    }

    private void Block(ReadOnlySpan<byte> frame)
    {
        var block = LossyBlockReader.Read(frame, Layout!, Model!, Corrected, out var total, name);
        if (block is null)
        {
            _atEnd = total == _rows && total == Layout!.Rows ? true : throw LossyFormat.Wrong(name);
            return;
        }
        _rows += block.Rows;
        rows(block);
    }
}
