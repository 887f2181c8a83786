using Pipelines.Data;

namespace Pipelines.Tests.Recommendation;

/// <summary>Ratings made by hand or at random for tests of lists.</summary>
internal static class SampleRatings
{
    /// <summary>From cells in any order.</summary>
    public static Ratings Of(IReadOnlyList<string> users, IReadOnlyList<string> items, IEnumerable<(int User, int Item, float Rating)> cells)
    {
        var sorted = cells.OrderBy(c => c.User).ThenBy(c => c.Item).ToArray();
        var starts = new long[users.Count + 1];
        foreach (var cell in sorted)
        {
            starts[cell.User + 1]++;
        }
        for (var u = 0; u < users.Count; u++)
        {
            starts[u + 1] += starts[u];
        }
        return new(users, items, new SparseMatrix(items.Count, starts, [.. sorted.Select(c => c.Item)], [.. sorted.Select(c => c.Rating)]));
    }

    /// <summary>Stars from 1 to 5 on about <paramref name="share"/> of the pairs, with tastes in two groups; user u0 and item i0 have none.</summary>
    public static Ratings Random(int users, int items, long seed, double share = 0.3) =>
        Of([.. Enumerable.Range(0, users).Select(u => $"u{u}")], [.. Enumerable.Range(0, items).Select(i => $"i{i}")],
            from u in Enumerable.Range(1, Math.Max(0, users - 1))
            from i in Enumerable.Range(1, Math.Max(0, items - 1))
            let rng = Rng.At(seed, u, i)
            let draw = Draw(rng)
            where draw.Kept < share
            select (u, i, (float)Math.Clamp(Math.Round(3 + ((u + i) % 2 == 0 ? 1 : -1) + draw.Noise), 1, 5)));

    private static (double Kept, double Noise) Draw(Rng rng) => (rng.NextDouble(), rng.NextGaussian());
}
