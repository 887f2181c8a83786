using System.Reflection;
using Xunit;

namespace Scenarios.Tests;

/// <summary>The data a scenario runs on without a file: beside the executable, inside it, and never in the library.</summary>
public sealed class BundledDataTests
{
    [Theory]
    [InlineData("movielens-small/ratings.csv", 2_338_261)]
    [InlineData("movielens-small/movies.csv", 460_328)]
    [InlineData("movielens-small/NOTICE", 0)]
    [InlineData("coil2000/coil2000.csv", 2_000_000, "CustomerSegmentation")]
    [InlineData("coil2000/NOTICE", 0, "CustomerSegmentation")]
    [InlineData("digits/digits.csv", 200_000, "DimensionalityReduction")]
    [InlineData("shaft-line/parts.csv", 200_000, "QualityInspection")]
    [InlineData("shaft-line/spec.csv", 100, "QualityInspection")]
    public void Lies_beside_the_executable_and_inside_it_with_the_same_bytes(string file, long atLeast, string program = "MovieRecommendation")
    {
        byte[] beside = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "data", file));
        using Stream? stream = Assembly.Load(program).GetManifestResourceStream($"data/{file}");
        Assert.NotNull(stream);
        using var inside = new MemoryStream();
        stream.CopyTo(inside);

        Assert.True(beside.Length > atLeast - 1);
        Assert.True(beside.AsSpan().SequenceEqual(inside.GetBuffer().AsSpan(0, (int)inside.Length)));
    }

    [Theory]
    [InlineData("Pipelines")]
    [InlineData("Scenarios.Hosting")]
    public void Is_in_no_library(string library) =>
        Assert.DoesNotContain(Assembly.Load(library).GetManifestResourceNames(), name => name.StartsWith("data/", StringComparison.Ordinal));
}
