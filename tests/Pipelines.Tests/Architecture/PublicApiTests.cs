using Pipelines.Tests.Docs;
using Xunit;

namespace Pipelines.Tests.Architecture;

/// <summary>PublicApi.txt lists what users can name; a change of it is made on purpose.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_listing_is_what_the_library_offers() => WrittenFile.Check("tests/Pipelines.Tests/Architecture/PublicApi.txt", PublicApi.Of(typeof(Rng).Assembly));

    [Fact]
    public void The_listing_reads_as_CSharp()
    {
        var api = PublicApi.Of(typeof(Rng).Assembly);
        Assert.Contains("\nstruct Pipelines.Rng\n", api, StringComparison.Ordinal);
        Assert.Contains("\n  static Rng At(long seed, int epoch = 0, long item = 0)\n", api, StringComparison.Ordinal);
        Assert.Contains("\n  void Shuffle<T>(Span<T> values)\n", api, StringComparison.Ordinal);
        Assert.Contains("\nsealed class Pipelines.OptionException : PipelinesException\n", api, StringComparison.Ordinal);
        Assert.Contains("\n  long Replicates { get; init; }\n", api, StringComparison.Ordinal);
        Assert.Contains("\n  static Metric Find(this IMetrics metrics, string key)\n", api, StringComparison.Ordinal);
        Assert.Contains("\n  bool Holds(IMetrics metrics, out string failing)\n", api, StringComparison.Ordinal);
        Assert.DoesNotContain("<Clone>", api, StringComparison.Ordinal);
        Assert.DoesNotContain("Deconstruct(", api, StringComparison.Ordinal);
    }
}
