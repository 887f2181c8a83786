namespace Pipelines.Packing;

/// <summary>How the chunks of a packed file are sealed. The number stands in the file, so a value is never given a second meaning.</summary>
public enum PackedSuite
{
    /// <summary>No encryption: a checksum by SHA-256 finds damage by accident. Whoever can change the file can make the checksum fit.</summary>
    Checksum = 0,

    /// <summary>AES-256 in Galois/counter mode, a fresh key a file derived by HKDF-SHA256: readable and changeable only with the key.</summary>
    Aes256Gcm = 1,
}
