using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Pipelines.Packing;

/// <summary>Compresses a stream block by block into chunks; see <see cref="BlockFormat"/>. The same bytes for any number of threads.</summary>
internal static class BlockCompressor
{
    /// <summary>Bytes between two looks at whether to stop.</summary>
    private const int Slice = 1 << 15;

    /// <summary>Length and SHA-256 of what was read. The length expected serves progress, and buffers no larger than needed; −1 where not known.</summary>
    public static (long Bytes, byte[] Hash) Run(Stream from, long length, ChunkWriter to, int level, FitControl control)
    {
        var size = (int)Math.Min(BlockFormat.Largest, length < 0 ? BlockFormat.Largest : Math.Max(1, length));
        var blocks = new Block[Math.Min(Math.Min(control.Threads, BlockFormat.MostAtOnce), length < 0 ? int.MaxValue : Math.Max(1, (length + size - 1) / size))];
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = new(size);
        }
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> numbers = stackalloc byte[BlockFormat.HeadSize];
        long total = 0;
        int filled;
        do
        {
            for (filled = 0; filled < blocks.Length && blocks[filled].Fill(from, hash, control.Cancellation); filled++)
            {
                total += blocks[filled].Bytes;
            }
            if (filled == 1)
            {
                blocks[0].Compress(level, control.Cancellation);
            }
            else if (filled > 1)
            {
                Parallel.For(0, filled, new ParallelOptions { MaxDegreeOfParallelism = control.Threads, CancellationToken = control.Cancellation }, i => blocks[i].Compress(level, control.Cancellation));
            }
            for (var i = 0; i < filled; i++)
            {
                BinaryPrimitives.WriteInt32LittleEndian(numbers, blocks[i].Bytes);
                BinaryPrimitives.WriteInt32LittleEndian(numbers[4..], blocks[i].Packed.Length);
                to.Write(numbers);
                to.Write(blocks[i].Packed);
            }
            control.Cancellation.ThrowIfCancellationRequested();
            control.Progress?.Report(new((int)(total >> 20), (int)(Math.Max(total, length) >> 20), double.NaN));
        }
        while (filled == blocks.Length);
        var sum = hash.GetHashAndReset();
        numbers.Clear();
        to.Write(numbers);
        BinaryPrimitives.WriteInt64LittleEndian(numbers, total);
        to.Write(numbers);
        to.Write(sum);
        return (total, sum);
    }

    private sealed class Block(int size)
    {
        private readonly byte[] _raw = GC.AllocateUninitializedArray<byte>(size);
        private byte[] _packed = [];
        private int _length;

        public int Bytes { get; private set; }

        /// <summary>The compressed form, or the bytes themselves where it is not shorter.</summary>
        public ReadOnlySpan<byte> Packed => _length > 0 ? _packed.AsSpan(0, _length) : _raw.AsSpan(0, Bytes);

        /// <summary>Reads the next block; false at the end of the stream.</summary>
        public bool Fill(Stream from, IncrementalHash hash, CancellationToken cancellation)
        {
            for (Bytes = 0; Bytes < _raw.Length;)
            {
                cancellation.ThrowIfCancellationRequested();
                var read = from.Read(_raw.AsSpan(Bytes));
                if (read == 0)
                {
                    break;
                }
                Bytes += read;
            }
            hash.AppendData(_raw.AsSpan(0, Bytes));
            return Bytes > 0;
        }

        public void Compress(int level, CancellationToken cancellation)
        {
            if (_packed.Length == 0)
            {
                _packed = GC.AllocateUninitializedArray<byte>(_raw.Length);
            }
            _length = 0;
            // One byte less than the block: what does not fit is stored as it is.
            var to = _packed.AsSpan(0, Bytes - 1);
            using var encoder = new BrotliEncoder(level, BlockFormat.WindowBits(Bytes));
            var (read, written) = (0, 0);
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                var part = _raw.AsSpan(read, Math.Min(Slice, Bytes - read));
                var final = read + part.Length == Bytes;
                var status = encoder.Compress(part, to[written..], out var consumed, out var made, final);
                (read, written) = (read + consumed, written + made);
                if (status == OperationStatus.DestinationTooSmall)
                {
                    return;
                }
                if (final && status == OperationStatus.Done)
                {
                    _length = written;
                    return;
                }
            }
        }
    }
}
