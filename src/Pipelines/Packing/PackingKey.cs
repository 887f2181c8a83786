using System.Security.Cryptography;
using System.Text;

namespace Pipelines.Packing;

/// <summary>
/// What encrypts and decrypts: 32 random bytes that are kept in a key file, or a passphrase. Dispose it when done: its memory is then overwritten. Whoever has it can read everything
/// encrypted by it; without it nobody can, the one who lost it included.
/// </summary>
public sealed class PackingKey : IDisposable
{
    internal const int Size = 32, IdSize = 8;

    // Pinned, so that the garbage collector leaves no copies behind that nobody overwrites.
    private readonly byte[] _secret;
    private bool _disposed;

    private PackingKey(int length, bool isPassphrase) => (_secret, IsPassphrase) = (GC.AllocateUninitializedArray<byte>(length, pinned: true), isPassphrase);

    /// <summary>True for a passphrase, false for a key.</summary>
    public bool IsPassphrase { get; }

    /// <summary>
    /// Sixteen hexadecimal digits by which people tell key files apart; they do not help to find the key. Empty for a passphrase: there, such a mark would let anybody try guesses quickly.
    /// </summary>
    public string Id { get; private set; } = "";

    /// <summary>A new key from the operating system's source of cryptographic random numbers.</summary>
    public static PackingKey Generate()
    {
        var key = new PackingKey(Size, isPassphrase: false);
        RandomNumberGenerator.Fill(key._secret);
        return key.Named();
    }

    /// <summary>A key that is kept elsewhere, such as in a vault.</summary>
    /// <param name="bytes">32 bytes, every one of them random. They are copied.</param>
    /// <exception cref="DataException">There are not 32.</exception>
    public static PackingKey FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new DataException("key.length", $"A key has {Size} bytes; got {bytes.Length}. Make one with PackingKey.Generate or keygen.");
        }
        var key = new PackingKey(Size, isPassphrase: false);
        bytes.CopyTo(key._secret);
        return key.Named();
    }

    /// <summary>A passphrase: its UTF-8 bytes exactly as given, with no other change.</summary>
    /// <exception cref="DataException">It is empty, or holds half a character (a lone surrogate).</exception>
    public static PackingKey FromPassphrase(ReadOnlySpan<char> passphrase)
    {
        try
        {
            var utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
            var key = new PackingKey(utf8.GetByteCount(passphrase), isPassphrase: true);
            utf8.GetBytes(passphrase, key._secret);
            return key.NotEmpty();
        }
        catch (EncoderFallbackException e)
        {
            throw new DataException("key.passphrase", $"The passphrase is empty or is not valid text. Give one of several words.", e);
        }
    }

    /// <summary>A passphrase as UTF-8 bytes, exactly as given.</summary>
    /// <exception cref="DataException">It is empty.</exception>
    public static PackingKey FromPassphrase(ReadOnlySpan<byte> passphrase)
    {
        var key = new PackingKey(passphrase.Length, isPassphrase: true);
        passphrase.CopyTo(key._secret);
        return key.NotEmpty();
    }

    /// <summary>Reads a key file.</summary>
    /// <exception cref="DataException">It is no key file, is damaged, or others than its owner may read or change it (not checked on Windows).</exception>
    public static PackingKey ReadFile(string path) => KeyFile.Read(path);

    /// <summary>Writes a key file that only its owner may read (mode 0600; on Windows the folder's rights hold). Never overwrites a file: what an overwritten key encrypted would be lost.</summary>
    /// <exception cref="DataException">There is such a file already, the place cannot be written to, or this is a passphrase.</exception>
    public void WriteFile(string path) => KeyFile.Write(path, this);

    /// <summary>Overwrites the secret.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_secret);
        _disposed = true;
    }

    /// <summary>Bytes that only this key gives for this salt and purpose: HKDF-SHA256 (RFC 5869), for a passphrase after PBKDF2-SHA256 (RFC 8018).</summary>
    /// <param name="salt">Random, or empty where the same key must give the same bytes every time.</param>
    /// <param name="iterations">Rounds of PBKDF2; without meaning for a key.</param>
    /// <param name="purpose">Keeps apart what the bytes are used for.</param>
    /// <param name="result">Filled. Overwrite it after use.</param>
    internal void Derive(ReadOnlySpan<byte> salt, int iterations, ReadOnlySpan<byte> purpose, Span<byte> result)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!IsPassphrase)
        {
            HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, result, salt, purpose);
            return;
        }
        Span<byte> stretched = stackalloc byte[Size];
        try
        {
            Rfc2898DeriveBytes.Pbkdf2(_secret, salt, stretched, iterations, HashAlgorithmName.SHA256);
            HKDF.DeriveKey(HashAlgorithmName.SHA256, stretched, result, salt, purpose);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(stretched);
        }
    }

    /// <summary>The secret itself, for the key file alone.</summary>
    internal ReadOnlySpan<byte> Secret => _disposed ? throw new ObjectDisposedException(nameof(PackingKey)) : _secret;

    private PackingKey Named()
    {
        Span<byte> id = stackalloc byte[IdSize];
        Derive([], 0, "Pipelines key id"u8, id);
        Id = Convert.ToHexStringLower(id);
        return this;
    }

    private PackingKey NotEmpty() => _secret.Length > 0 ? this : throw new DataException("key.passphrase", $"The passphrase is empty or is not valid text. Give one of several words.");
}
