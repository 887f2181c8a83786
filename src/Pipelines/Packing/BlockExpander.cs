using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Pipelines.Packing;

/// <summary>The way back from <see cref="BlockCompressor"/>.</summary>
internal static class BlockExpander
{
    /// <summary>
    /// Length and SHA-256 of what was written, <paramref name="most"/> bytes at most; <paramref name="to"/> is null to prove the file without writing. The packed file's length serves
    /// progress; −1 where not known.
    /// </summary>
    /// <exception cref="DataException">The payload is not what the format says, or is larger than allowed.</exception>
    public static (long Bytes, byte[] Hash) Run(ChunkReader from, Stream? to, long most, long length, FitControl control, string name)
    {
        var blocks = new Block[Math.Min(control.Threads, BlockFormat.MostAtOnce)];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> head = stackalloc byte[BlockFormat.HeadSize], end = stackalloc byte[BlockFormat.EndSize];
        long total = 0;
        var atEnd = false;
        while (!atEnd)
        {
            var filled = 0;
            while (!atEnd && filled < blocks.Length)
            {
                control.Cancellation.ThrowIfCancellationRequested();
                var whole = from.TryFill(head);
                var (bytes, packed) = (BinaryPrimitives.ReadInt32LittleEndian(head), BinaryPrimitives.ReadInt32LittleEndian(head[4..]));
                if (!whole || bytes is < 0 or > BlockFormat.Largest || packed < 0 || packed > bytes || (bytes > 0 && packed == 0))
                {
                    throw Wrong(name);
                }
                atEnd = bytes == 0;
                if (!atEnd)
                {
                    total += bytes;
                    if (total > most)
                    {
                        throw new DataException("packed.large", $"{name}: unpacks to more than {most:N0} bytes. If that is expected, allow more with --max-size; else the file is meant to fill the disk.");
                    }
                    var block = blocks[filled++] ??= new();
                    block.Resize(bytes, packed);
                    if (!from.TryFill(block.Packed))
                    {
                        throw Wrong(name);
                    }
                }
            }
            if (filled == 1)
            {
                blocks[0].Expand();
            }
            else if (filled > 1)
            {
                Parallel.For(0, filled, new ParallelOptions { MaxDegreeOfParallelism = control.Threads, CancellationToken = control.Cancellation }, i => blocks[i].Expand());
            }
            foreach (var block in blocks.AsSpan(0, filled))
            {
                if (!block.IsWhole)
                {
                    throw Wrong(name);
                }
                hash.AppendData(block.Bytes);
                if (to is not null)
                {
                    FileLimit.Write(to, block.Bytes);
                }
            }
            control.Progress?.Report(new((int)(from.Read >> 20), (int)(Math.Max(from.Read, length) >> 20), double.NaN));
        }
        var sum = hash.GetHashAndReset();
        // Every tag was right, so only a faulty writer, or memory that forgot a bit, can be found here.
        return from.TryFill(end) && from.IsAtEnd && BinaryPrimitives.ReadInt64LittleEndian(end) == total && end[8..].SequenceEqual(sum) ? (total, sum) : throw Wrong(name);
    }

    private static DataException Wrong(string name) => new("packed.contents", $"{name}: is sealed rightly, but its contents are not what the format says: the program that wrote it made a mistake. Pack the table again.");

    /// <summary>One block; its memory serves the next.</summary>
    private sealed class Block
    {
        private byte[] _packed = [], _bytes = [];
        private int _packedLength, _length;

        public Span<byte> Packed => _packed.AsSpan(0, _packedLength);

        public ReadOnlySpan<byte> Bytes => (_packedLength == _length ? _packed : _bytes).AsSpan(0, _length);

        /// <summary>Whether the compressed form was that of as many bytes as said.</summary>
        public bool IsWhole { get; private set; }

        public void Resize(int bytes, int packed)
        {
            (_length, _packedLength) = (bytes, packed);
            _packed = _packed.Length >= packed ? _packed : GC.AllocateUninitializedArray<byte>(packed);
            _bytes = packed == bytes || _bytes.Length >= bytes ? _bytes : GC.AllocateUninitializedArray<byte>(bytes);
        }

        public void Expand()
        {
            if (_packedLength == _length)
            {
                IsWhole = true;
                return;
            }
            using var decoder = new BrotliDecoder();
            var status = decoder.Decompress(Packed, _bytes.AsSpan(0, _length), out var read, out var written);
            IsWhole = status == OperationStatus.Done && read == _packedLength && written == _length;
        }
    }
}
