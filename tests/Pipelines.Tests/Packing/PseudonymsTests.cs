using Pipelines.Packing;
using Xunit;

namespace Pipelines.Tests.Packing;

/// <summary>Equal for equal, and otherwise nothing to be seen.</summary>
public sealed class PseudonymsTests
{
    [Fact]
    public void Equal_values_are_equal_within_a_domain_and_a_key_and_nowhere_else()
    {
        using var phones = new Pseudonyms(PackedSample.Key, "phone");
        using var again = new Pseudonyms(PackedSample.Key, "phone");
        using var names = new Pseudonyms(PackedSample.Key, "name");
        using var others = new Pseudonyms(PackedSample.OtherKey, "phone");
        Assert.Equal(phones.Of("13800138000"), again.Of("13800138000"));
        string[] all = [phones.Of("13800138000"), phones.Of("13800138001"), phones.Of(" 13800138000"), names.Of("13800138000"), others.Of("13800138000")];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Equal("", phones.Of(""));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(16)]
    [InlineData(48)]
    public void A_pseudonym_is_a_word_of_its_length_that_no_spreadsheet_takes_for_a_number(int length)
    {
        using var pseudonyms = new Pseudonyms(PackedSample.Key, "d", length);
        var symbols = new int[128];
        for (var i = 0; i < 2000; i++)
        {
            var text = pseudonyms.Of($"{i}");
            Assert.Matches($"^p[a-km-np-z2-9]{{{length}}}$", text);
            foreach (var c in text.AsSpan(1))
            {
                symbols[c]++;
            }
        }
        // 32 symbols, equally often: chi-squared with 31 degrees of freedom stays below 80 but once in a million times.
        var expected = 2000 * length / 32d;
        Assert.InRange("abcdefghijkmnpqrstuvwxyz23456789".Sum(c => Math.Pow(symbols[c] - expected, 2) / expected), 5, 80);
    }

    [Fact]
    public void Many_values_have_many_pseudonyms()
    {
        using var pseudonyms = new Pseudonyms(PackedSample.Key, "d", 10);
        Assert.Equal(50_000, Enumerable.Range(0, 50_000).Select(i => pseudonyms.Of($"{i}")).Distinct().Count());
    }

    [Theory]
    [InlineData(9)]
    [InlineData(49)]
    public void Lengths_out_of_range_are_refused(int length) => Assert.Throws<OptionException>(() => new Pseudonyms(PackedSample.Key, "d", length));
}
