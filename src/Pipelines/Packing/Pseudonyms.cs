using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Pipelines.Packing;

/// <summary>
/// Replaces values by keyed pseudonyms: equal values get equal pseudonyms, so that tables can still be joined and counted, and without the key nobody can compute the pseudonym of a
/// guess, which a plain hash of a telephone number would allow. This is pseudonymization, not anonymization: who appears how often, and beside what, stays visible, and whoever has the
/// key can try out values.
/// </summary>
/// <remarks>
/// HMAC-SHA256 (RFC 2104) of the UTF-8 bytes under a key derived by HKDF-SHA256 (RFC 5869) from the secret and the name of the domain, cut to 5 bits a symbol. A pseudonym starts with
/// the letter p and uses letters and digits that are not mixed up on paper (no 0, 1, l, o), so no spreadsheet takes it for a number or a date. Among n different values two share a pseudonym of s
/// symbols with probability about n²/2^(5s+1): 4e-7 for a thousand million values at the default of 16. Immutable but for <see cref="Dispose"/>; safe for several threads.
/// </remarks>
public sealed class Pseudonyms : IDisposable
{
    /// <summary>Fewest, most and usual number of symbols after the p.</summary>
    public const int LeastLength = 10, MostLength = 48, DefaultLength = 16;

    private const string Symbols = "abcdefghijkmnpqrstuvwxyz23456789";

    private readonly byte[] _key = GC.AllocateUninitializedArray<byte>(PackingKey.Size, pinned: true);
    private readonly int _length;
    private bool _disposed;

    /// <summary>The pseudonyms of one domain.</summary>
    /// <param name="key">A key, no passphrase: a passphrase could be guessed by trying it on known values.</param>
    /// <param name="domain">The same value gets different pseudonyms in different domains: usually the column's name. Columns to be joined on share one.</param>
    /// <param name="length">Symbols after the p, 10 to 48.</param>
    /// <exception cref="DataException">The key is a passphrase.</exception>
    /// <exception cref="OptionException">The length is out of its range.</exception>
    public Pseudonyms(PackingKey key, string domain, int length = DefaultLength)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.IsPassphrase)
        {
            throw new DataException("key.needed", $"Pseudonyms need a key file, not a passphrase, which could be guessed by trying it on known values. Make a key with keygen.");
        }
        _length = length is >= LeastLength and <= MostLength ? length : throw new OptionException(nameof(Pseudonyms), "Length", $"a whole number, from {LeastLength} to {MostLength}", $"{length}");
        key.Derive([], 0, [.. "Pipelines pseudonyms 1:"u8, .. Encoding.UTF8.GetBytes(domain)], _key);
    }

    /// <summary>The pseudonym of a value, taken exactly as it stands. An empty value stays empty: that something is missing is no secret of this kind.</summary>
    public string Of(ReadOnlySpan<char> value)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (value.IsEmpty)
        {
            return "";
        }
        var room = Encoding.UTF8.GetMaxByteCount(value.Length);
        var bytes = room <= 512 ? stackalloc byte[512] : new byte[room];
        Span<byte> mac = stackalloc byte[SHA256.HashSizeInBytes + sizeof(ulong)];
        mac.Clear();
        HMACSHA256.HashData(_key, bytes[..Encoding.UTF8.GetBytes(value, bytes)], mac);
        Span<char> text = stackalloc char[1 + MostLength];
        text[0] = 'p';
        for (var i = 0; i < _length; i++)
        {
            // Bits 5i to 5i+4, counted from the first byte's highest.
            var window = BinaryPrimitives.ReadUInt16BigEndian(mac[(5 * i / 8)..]);
            text[1 + i] = Symbols[(window >> (11 - (5 * i % 8))) & 31];
        }
        return new(text[..(1 + _length)]);
    }

    /// <summary>Overwrites the derived key.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_key);
        _disposed = true;
    }
}
