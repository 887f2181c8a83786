using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Pipelines.Packing;

/// <summary>
/// A key as a text file: a line for people that starts with #, and the line <c>pipelines-key-1</c>, a blank, and the Base64 of the 32 bytes followed by the first 4 bytes of their
/// SHA-256, which finds a slip of whoever typed it from paper.
/// </summary>
internal static class KeyFile
{
    private const int SumSize = 4, MostBytes = 4096;
    private const UnixFileMode OthersMay = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static ReadOnlySpan<byte> Mark => "pipelines-key-1 "u8;

    public static void Write(string path, PackingKey key)
    {
        if (key.IsPassphrase)
        {
            throw new DataException("key.not-a-key", $"A passphrase is remembered, not written to a key file. Make a key with PackingKey.Generate.");
        }
        var bytes = key.Secret;
        // No buffer of the stream's own, which would keep a copy.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        FileStream file;
        try
        {
            file = new(path, options);
        }
        catch (IOException e) when (File.Exists(path) || Directory.Exists(path))
        {
            throw new DataException("key.exists", $"{path}: exists already and is not overwritten: what its key encrypted could never be read again. Choose another name.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, e);
        }
        Span<byte> secret = stackalloc byte[PackingKey.Size + SumSize], line = stackalloc byte[Base64.GetMaxEncodedToUtf8Length(PackingKey.Size + SumSize)];
        try
        {
            bytes.CopyTo(secret);
            Sum(bytes, secret[PackingKey.Size..]);
            Base64.EncodeToUtf8(secret, line, out _, out var written);
            using (file)
            {
                file.Write(Encoding.UTF8.GetBytes($"# Key {key.Id}. Whoever has this file can read what it encrypts; without it nobody can. Keep a copy in a safe place.\n"));
                file.Write(Mark);
                file.Write(line[..written]);
                file.Write("\n"u8);
                file.Flush(flushToDisk: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(path);
            throw Unwritable(path, e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
            CryptographicOperations.ZeroMemory(line);
        }
    }

    public static PackingKey Read(string path)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(MostBytes + 1, pinned: true);
        Span<byte> secret = stackalloc byte[PackingKey.Size + SumSize], sum = stackalloc byte[SumSize];
        try
        {
            int count;
            // No buffer of the stream's own, which would keep a copy.
            using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0))
            {
                if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & OthersMay) != 0)
                {
                    throw new DataException("key.open-to-others", $"{path}: others than its owner may read or change this key file, so it is not used. Take that right away with: chmod 600 {path}");
                }
                count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            }
            var line = count <= MostBytes ? KeyLine(bytes.AsSpan(0, count)) : default;
            if (line.IsEmpty)
            {
                throw new DataException("key.foreign", $"{path}: is not a key file. Name a file that keygen made.");
            }
            var status = Base64.DecodeFromUtf8(line, secret, out var read, out var written);
            Sum(secret[..PackingKey.Size], sum);
            return status == OperationStatus.Done && read == line.Length && written == secret.Length && CryptographicOperations.FixedTimeEquals(sum, secret[PackingKey.Size..])
                ? PackingKey.FromBytes(secret[..PackingKey.Size])
                : throw new DataException("key.damaged", $"{path}: the key in this file is damaged or mistyped. Use another copy of the key file.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>What follows the mark on the first line that has it; empty where none has.</summary>
    private static ReadOnlySpan<byte> KeyLine(ReadOnlySpan<byte> text)
    {
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = text[range];
            // An editor on Windows may have put a byte order mark in front.
            line = (line.StartsWith(Encoding.UTF8.Preamble) ? line[3..] : line).Trim(" \t\r"u8);
            if (line.StartsWith(Mark))
            {
                return line[Mark.Length..].TrimStart((byte)' ');
            }
        }
        return default;
    }

    private static void Sum(ReadOnlySpan<byte> secret, Span<byte> sum)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(secret, hash);
        hash[..SumSize].CopyTo(sum);
        CryptographicOperations.ZeroMemory(hash);
    }

    private static DataException Unwritable(string path, Exception cause) =>
        new("key.write", $"{path}: the key file cannot be written: {(cause is UnauthorizedAccessException ? "access is denied" : cause.Message.TrimEnd('.'))}. Choose another place, or give yourself the right to write there.", cause);
}
