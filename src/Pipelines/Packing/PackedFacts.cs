namespace Pipelines.Packing;

/// <summary>What was packed, unpacked or verified.</summary>
/// <param name="Header">The head of the packed file.</param>
/// <param name="Bytes">Bytes of the contents before packing.</param>
/// <param name="PackedBytes">Bytes of the packed file.</param>
/// <param name="Sha256">SHA-256 of the contents before packing, in lower-case hexadecimal.</param>
public sealed record PackedFacts(PackedHeader Header, long Bytes, long PackedBytes, string Sha256);
