using System.Security.Cryptography;
using Pipelines.Packing;
using Xunit;

namespace Pipelines.Tests.Packing;

/// <summary>The published vectors of every primitive, through the code that uses it.</summary>
public sealed class CipherVectorTests
{
    private const string K = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", Iv = "cafebabefacedbaddecaf888",
        P = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255",
        C = "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad";

    /// <summary>
    /// Test cases 13 to 16 (AES-256) of D. McGrew, J. Viega, "The Galois/Counter Mode of Operation (GCM)", the submission to NIST's modes of operation on which SP 800-38D rests.
    /// </summary>
    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", "000000000000000000000000", "", "", "", "530f8afbc74536b9a963b4f1c4cb738b")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", "000000000000000000000000", "00000000000000000000000000000000", "", "cea7403d4d606b6e074ec5d3baf39d18", "d0d1c8a799996bf0265b98b5d48ab919")]
    [InlineData(K, Iv, P, "", C, "b094dac5d93471bdec1a502270e3cc6c")]
    [InlineData(K, Iv, "short", "feedfacedeadbeeffeedfacedeadbeefabaddad2", "short", "76fc6ece0f4e1768cddf8853bb2d551b")]
    public void Galois_counter_mode(string key, string iv, string plain, string also, string cipher, string tag)
    {
        // Case 16 is case 15 without its last 4 bytes.
        (plain, cipher) = plain == "short" ? (P[..120], C[..120]) : (plain, cipher);
        using var sealer = new GcmSealer(Hex(key), Hex(also));
        var (data, made) = (Hex(plain), new byte[16]);
        sealer.Seal(Hex(iv), data, made);
        Assert.Equal((cipher, tag), (Convert.ToHexStringLower(data), Convert.ToHexStringLower(made)));
        made[3] ^= 1;
        Assert.False(sealer.TryOpen(Hex(iv), data, made));
        data = Hex(cipher);
        Assert.True(sealer.TryOpen(Hex(iv), data, Hex(tag)));
        Assert.Equal(plain, Convert.ToHexStringLower(data));
    }

    /// <summary>RFC 5869, appendix A, test cases 1 to 3: the calls that <see cref="PackingKey"/> makes.</summary>
    [Theory]
    [InlineData("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "000102030405060708090a0b0c", "f0f1f2f3f4f5f6f7f8f9", "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")]
    [InlineData("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f",
        "606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeaf",
        "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87")]
    [InlineData("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "", "", "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8")]
    public void Key_derivation(string secret, string salt, string purpose, string derived)
    {
        var result = new byte[derived.Length / 2];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Hex(secret), result, Hex(salt), Hex(purpose));
        Assert.Equal(derived, Convert.ToHexStringLower(result));
    }

    /// <summary>RFC 7914, section 11: PBKDF2 with HMAC-SHA256.</summary>
    [Theory]
    [InlineData("passwd", "salt", 1, "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783")]
    [InlineData("Password", "NaCl", 80_000, "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d")]
    public void Passphrase_stretching(string passphrase, string salt, int iterations, string stretched)
    {
        var all = Rfc2898DeriveBytes.Pbkdf2(System.Text.Encoding.ASCII.GetBytes(passphrase), System.Text.Encoding.ASCII.GetBytes(salt), iterations, HashAlgorithmName.SHA256, 64);
        Assert.Equal(stretched, Convert.ToHexStringLower(all));
        // PBKDF2 makes its bytes in blocks of 32: the first half of the RFC's 64 is what a key takes.
        using var key = PackingKey.FromPassphrase(passphrase);
        Span<byte> derived = stackalloc byte[40], expected = stackalloc byte[40];
        key.Derive(System.Text.Encoding.ASCII.GetBytes(salt), iterations, "x"u8, derived);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Hex(stretched[..64]), expected, System.Text.Encoding.ASCII.GetBytes(salt), "x"u8);
        Assert.Equal(Convert.ToHexStringLower(expected), Convert.ToHexStringLower(derived));
    }

    private static byte[] Hex(string text) => Convert.FromHexString(text);
}
