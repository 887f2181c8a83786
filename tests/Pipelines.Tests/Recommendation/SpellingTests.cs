using Pipelines.Recommendation;
using Xunit;

namespace Pipelines.Tests.Recommendation;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("heat", "HEAT", 0)]
    [InlineData("haet", "heat", 1)]
    [InlineData("het", "heat", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "ab", 2)]
    [InlineData("abc", "xyz", 3)]
    public void Counts_edits(string from, string to, int distance)
    {
        Assert.Equal(distance, Spelling.Distance(from, to, 3));
        Assert.Equal(distance, Spelling.Distance(to, from, 3));
    }

    [Fact]
    public void Gives_up_beyond_the_limit() => Assert.Equal(3, Spelling.Distance("kitten", "sitting", 2));

    [Fact]
    public void Lists_longer_ids_and_slips_nearest_first()
    {
        string[] ids = ["C100", "C1000", "c101", "D200", "C110", "X"];
        Assert.Equal([0, 1, 2, 4], Spelling.Near("C10", ids, 9).Order());
        Assert.Equal([0, 1], Spelling.Near("C100", ids, 2));
        Assert.Equal([3], Spelling.Near("D20O", ids, 3));
        Assert.Empty(Spelling.Near("zzzzzz", ids, 3));
        // A spreadsheet made 7 of 00007.
        Assert.Equal([1, 2], Spelling.Near("007", ["00008", "00007", "7"], 2));
        Assert.Empty(Spelling.Near("", ids, 3));
    }
}
