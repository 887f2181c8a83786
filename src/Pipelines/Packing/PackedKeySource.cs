namespace Pipelines.Packing;

/// <summary>What opens a packed file. The number stands in the file, so a value is never given a second meaning.</summary>
public enum PackedKeySource
{
    /// <summary>Nothing is needed: the file is not encrypted.</summary>
    None = 0,

    /// <summary>A key of 32 random bytes, kept in a key file.</summary>
    KeyFile = 1,

    /// <summary>A passphrase, stretched by PBKDF2-SHA256.</summary>
    Passphrase = 2,
}
