using System.Globalization;

namespace MovieRecommendation.Study;

/// <summary>A range of counts such as 11-20 ratings, and how many users or items fall into it.</summary>
/// <param name="Low">Least count inside.</param>
/// <param name="High">Largest count inside.</param>
/// <param name="Members">How many fall inside.</param>
internal sealed record CountBins(int Low, int High, int Members)
{
    private static readonly int[] Ends = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 100_000, int.MaxValue];

    /// <summary>The range as text.</summary>
    public string Label => Low == High ? Low.ToString(CultureInfo.InvariantCulture)
        : High == int.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"{Low}+")
        : string.Create(CultureInfo.InvariantCulture, $"{Low}–{High}");

    /// <summary>Which of <see cref="Of"/>'s unfiltered ranges a count falls into.</summary>
    public static int Index(int count) => Array.FindIndex(Ends, end => count <= end);

    /// <summary>The ranges that are not empty, rising.</summary>
    public static IReadOnlyList<CountBins> Of(IEnumerable<int> counts)
    {
        var members = new int[Ends.Length];
        foreach (var count in counts)
        {
            members[Index(count)]++;
        }
        return [.. Enumerable.Range(0, Ends.Length).Where(i => members[i] > 0).Select(i => At(i, members[i]))];
    }

    /// <summary>The range of an index.</summary>
    public static CountBins At(int index, int members) => new(index == 0 ? 0 : Ends[index - 1] + 1, Ends[index], members);
}
