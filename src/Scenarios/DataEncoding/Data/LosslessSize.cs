using System.IO.Compression;
using DataEncoding.Study;

namespace DataEncoding.Data;

/// <summary>What a row of a file takes without any loss: what codes and their model have to be smaller than.</summary>
internal static class LosslessSize
{
    private const int MostBytes = 2_000_000;

    /// <summary>Bytes a row after Brotli. Of a large file its beginning is compressed; NaN where a row's bytes cannot be told, as in a file packed with gzip that is not read to its end.</summary>
    /// <param name="path">The file, plain or packed with gzip.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="rows">How many rows it holds.</param>
    public static double PerRow(string path, long bytes, long rows)
    {
        var buffer = new byte[MostBytes];
        int read;
        bool packed;
        using (var file = File.OpenRead(path))
        {
            packed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            using var plain = packed ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
            read = plain.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        var share = packed ? (read < MostBytes ? 1 : double.NaN) : (double)read / Math.Max(1, bytes);
        return OfBytes(buffer.AsSpan(0, read), rows * share);
    }

    /// <summary>Bytes a row of some rows after Brotli.</summary>
    public static double OfBytes(ReadOnlySpan<byte> bytes, double rows) => rows > 0 ? RateDistortion.Compressed(bytes) / rows : double.NaN;
}
