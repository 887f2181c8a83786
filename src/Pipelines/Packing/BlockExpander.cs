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
        var blocks = new List<Block>();
        var atOnce = Math.Min(control.Threads, BlockFormat.MostAtOnce);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> head = stackalloc byte[BlockFormat.HeadSize], end = stackalloc byte[BlockFormat.EndSize];
        long total = 0;
        var atEnd = false;
        while (!atEnd)
        {
            blocks.Clear();
            while (!atEnd && blocks.Count < atOnce)
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
                    var block = new Block(bytes, packed);
                    blocks.Add(from.TryFill(block.Packed) ? block : throw Wrong(name));
                }
            }
            if (blocks.Count == 1)
            {
                blocks[0].Expand();
            }
            else if (blocks.Count > 1)
            {
                Parallel.For(0, blocks.Count, new ParallelOptions { MaxDegreeOfParallelism = control.Threads, CancellationToken = control.Cancellation }, i => blocks[i].Expand());
            }
            foreach (var block in blocks)
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

    private sealed class Block(int bytes, int packed)
    {
        private readonly byte[] _packed = GC.AllocateUninitializedArray<byte>(packed);
        private byte[] _bytes = [];

        public Span<byte> Packed => _packed;

        public ReadOnlySpan<byte> Bytes => _bytes;

        /// <summary>Whether the compressed form was that of as many bytes as said.</summary>
        public bool IsWhole { get; private set; }

        public void Expand()
        {
            if (_packed.Length == bytes)
            {
                (_bytes, IsWhole) = (_packed, true);
                return;
            }
            _bytes = GC.AllocateUninitializedArray<byte>(bytes);
            using var decoder = new BrotliDecoder();
            var status = decoder.Decompress(_packed, _bytes, out var read, out var written);
            IsWhole = status == OperationStatus.Done && read == _packed.Length && written == bytes;
        }
    }
}
