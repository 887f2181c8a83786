using System.Security.Cryptography;
using System.Text;

namespace Pipelines.Data;

/// <summary>
/// The bytes of one file as UTF-8: opened, unpacked where gzip made them, translated from their encoding, and checked on the way. Taking the hash and checking happen block by block
/// while the bytes are warm, so a file is read once and never held.
/// </summary>
internal sealed class CsvBytes : Stream
{
    private readonly string _path;
    private readonly HashingStream _raw;
    private readonly Stream _text;
    private readonly bool _checkUtf8;
    private readonly byte[] _carried = new byte[4];
    private int _carriedCount;
    private long _position;

    private CsvBytes(string path, HashingStream raw, Stream text, bool checkUtf8, bool compressed) =>
        (_path, _raw, _text, _checkUtf8, Compressed) = (path, raw, text, checkUtf8, compressed);

    /// <summary>True where the file is packed with gzip.</summary>
    public bool Compressed { get; }

    /// <summary>The size of the file on disk.</summary>
    public long Size => _raw.Length;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoding">The name of its encoding; null gives its bytes as they are, unpacked.</param>
    /// <param name="hash">Whether to take the hash.</param>
    public static CsvBytes Open(string path, string? encoding, bool hash)
    {
        FileStream file;
        try
        {
            if (Directory.Exists(path))
            {
                throw new DataException("csv.folder", $"{path}: this is a folder. Name a file in it, or use {System.IO.Path.Combine(path, "*.csv")}.");
            }
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataException("csv.not-found", $"{path}: there is no such file. Check the name and the folder.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unreadable(path, e);
        }
        var raw = new HashingStream(file, hash);
        Span<byte> magic = stackalloc byte[2];
        var compressed = file.CanSeek && file.ReadAtLeast(magic, 2, false) == 2 && magic[0] == 0x1F && magic[1] == 0x8B;
        if (file.CanSeek)
        {
            file.Position = 0;
        }
        Stream text = compressed ? new CsvGzip(path, raw) : raw;
        if (encoding is null or "utf-8")
        {
            return new(path, raw, text, encoding is not null, compressed);
        }
        return new(path, raw, Encoding.CreateTranscodingStream(text, CsvEncoding.Named(path, encoding), Encoding.UTF8), false, compressed);
    }

    /// <summary>The SHA-256 of the whole file in lower-case hex, after reading on to its end; empty where not asked for.</summary>
    public string FinishHash() => _raw.Finish();

    /// <summary>The first bytes, as many as there are up to <paramref name="count"/>.</summary>
    public byte[] Head(int count)
    {
        var head = new byte[Math.Min(count, 1 << 18)];
        var filled = 0;
        while (true)
        {
            var read = Read(head.AsSpan(filled));
            filled += read;
            if (read == 0 || filled == count)
            {
                return filled == head.Length ? head : head[..filled];
            }
            if (filled == head.Length)
            {
                Array.Resize(ref head, Math.Min(count, head.Length * 2));
            }
        }
    }

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = _text.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw new DataException("csv.gzip", $"{_path}: the compressed file is cut off or damaged after {_position} bytes of text. Copy or download it again.", e);
        }
        catch (DecoderFallbackException e)
        {
            throw new DataException("csv.decode", $"{_path}: after {_position} bytes of text come bytes that are not of this encoding. Name another with --encoding, or save the file as UTF-8.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(_path, e);
        }
        if (_checkUtf8)
        {
            Check(buffer[..read], read == 0);
        }
        _position += read;
        return read;
    }

    private void Check(ReadOnlySpan<byte> block, bool end)
    {
        if (block.Contains((byte)0))
        {
            throw CsvEncoding.Binary(_path, _position + block.IndexOf((byte)0));
        }
        if (_carriedCount > 0)
        {
            // A character lies across two blocks: complete it from this one.
            Span<byte> joined = stackalloc byte[8];
            _carried.AsSpan(0, _carriedCount).CopyTo(joined);
            var taken = Math.Min(4, block.Length);
            block[..taken].CopyTo(joined[_carriedCount..]);
            var status = Rune.DecodeFromUtf8(joined[..(_carriedCount + taken)], out _, out var used);
            if (status == System.Buffers.OperationStatus.NeedMoreData && !end)
            {
                block.CopyTo(_carried.AsSpan(_carriedCount));
                _carriedCount += block.Length;
                return;
            }
            if (status != System.Buffers.OperationStatus.Done)
            {
                throw new UnexpectedEncoding(_path, _position - _carriedCount, _carried[0]);
            }
            block = block[Math.Max(0, used - _carriedCount)..];
            _carriedCount = 0;
        }
        var whole = block.Length - Incomplete(block);
        if (!System.Text.Unicode.Utf8.IsValid(block[..whole]))
        {
            var at = CsvEncoding.FirstInvalidUtf8(block, false);
            at = at < 0 ? whole : at;
            throw new UnexpectedEncoding(_path, _position + at, block[Math.Min(at, block.Length - 1)]);
        }
        block[whole..].CopyTo(_carried);
        _carriedCount = block.Length - whole;
    }

    // How many bytes at the end begin a character that goes on in the next block.
    private static int Incomplete(ReadOnlySpan<byte> block)
    {
        for (var back = 1; back <= Math.Min(3, block.Length); back++)
        {
            var b = block[^back];
            if (b >= 0xC0)
            {
                return (b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2) > back ? back : 0;
            }
            if (b < 0x80)
            {
                return 0;
            }
        }
        return 0;
    }

    private static DataException Unreadable(string path, Exception cause) =>
        new("csv.unreadable", $"{path}: cannot be read: {(cause is UnauthorizedAccessException ? "access is denied" : cause.Message.TrimEnd('.'))}. Close other programs that hold it, or give yourself the right to read it.", cause);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _text.Dispose();
            _raw.Dispose();
        }
        base.Dispose(disposing);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Bytes taken for UTF-8 by the start of the file are not: its encoding has to be found again from more of it.</summary>
    internal sealed class UnexpectedEncoding(string path, long place, byte value) : Exception
    {
        public string Path { get; } = path;

        public long Place { get; } = place;

        public byte Value { get; } = value;
    }

    private sealed class HashingStream(FileStream file, bool hash) : Stream
    {
        private readonly IncrementalHash? _hash = hash ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;

        public string Finish()
        {
            if (_hash is null)
            {
                return "";
            }
            var rest = new byte[1 << 16];
            while (Read(rest) > 0)
            {
                // What an archive has after its end belongs to the bytes of the file.
            }
            return Convert.ToHexStringLower(_hash.GetCurrentHash());
        }

        public override int Read(Span<byte> buffer)
        {
            var read = file.Read(buffer);
            _hash?.AppendData(buffer[..read]);
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                file.Dispose();
                _hash?.Dispose();
            }
            base.Dispose(disposing);
        }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => file.CanSeek ? file.Length : 0;

        public override long Position { get => file.Position; set => throw new NotSupportedException(); }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
