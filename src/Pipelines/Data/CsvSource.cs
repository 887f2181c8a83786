namespace Pipelines.Data;

/// <summary>One file that was read.</summary>
/// <param name="Path">As given.</param>
/// <param name="Rows">Data rows read from it, bad ones among them.</param>
/// <param name="Bytes">Its size on disk.</param>
/// <param name="Sha256">The SHA-256 of its bytes in lower-case hex; empty where not taken.</param>
/// <param name="Dialect">How it is written.</param>
public sealed record CsvSource(string Path, long Rows, long Bytes, string Sha256, CsvDialect Dialect);
