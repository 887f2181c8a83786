namespace Pipelines.Packing;

/// <summary>Settings of <see cref="PackedFile"/>.</summary>
public sealed record PackOptions : IOptions<PackOptions>
{
    /// <summary>Fewest rounds of PBKDF2-SHA256 that a passphrase is stretched by, on writing and on reading.</summary>
    public const int LeastIterations = 600_000;

    /// <summary>Most rounds of PBKDF2-SHA256, on writing and on reading: a file that asks for more would keep its reader busy for minutes before the passphrase is found to be right or wrong.</summary>
    public const int MostIterations = 10_000_000;

    /// <summary>Up to this many bytes <see cref="For"/> takes the time for the smallest file.</summary>
    public const int SmallTable = 1 << 22;

    /// <summary>Brotli's quality, 0 (fastest) to 11 (smallest). Default 6; <see cref="For"/> chooses by size.</summary>
    public int Level { get; init; } = 6;

    /// <summary>Rounds of PBKDF2-SHA256 for a passphrase, 600,000 to 10,000,000. Default 600,000. Without meaning for a key file.</summary>
    public int Iterations { get; init; } = LeastIterations;

    /// <summary>What the file holds. Default: the exact bytes of a file.</summary>
    public PackedContent Content { get; init; } = PackedContent.Bytes;

    /// <inheritdoc/>
    public static IReadOnlyList<Setting<PackOptions>> Settings { get; } =
    [
        Setting.Whole("Level", "how hard to compress: 0 is fastest, 11 smallest", Bounds.Closed(0, 11), (PackOptions o) => o.Level, (o, v) => o with { Level = (int)v }),
        Setting.Whole("Iterations", "rounds by which a passphrase is stretched; more make guessing dearer and opening slower", Bounds.Closed(LeastIterations, MostIterations), (PackOptions o) => o.Iterations, (o, v) => o with { Iterations = (int)v }),
        Setting.Choice("Content", "what the packed file holds", (PackOptions o) => o.Content, (o, v) => o with { Content = v }),
    ];

    /// <summary>Size of a sealed chunk as a power of two. Tests use small ones.</summary>
    internal int ChunkBits { get; init; } = PackedHeader.DefaultChunkBits;

    /// <summary>The options that suit a file of this many bytes: quality 11 up to <see cref="SmallTable"/>, which takes a few seconds at most, and 6 above.</summary>
    public static PackOptions For(long bytes) => new() { Level = bytes <= SmallTable ? 11 : 6 };
}
