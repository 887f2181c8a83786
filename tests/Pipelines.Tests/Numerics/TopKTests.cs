using Pipelines.Numerics;
using Xunit;

namespace Pipelines.Tests.Numerics;

public sealed class TopKTests
{
    [Fact]
    public void Agrees_with_a_sort_for_every_length_with_ties_exclusions_and_gaps()
    {
        for (var n = 0; n <= 256; n++)
        {
            var rng = Rng.At(3, n);
            var scores = new float[n];
            var excluded = new List<int>();
            for (var i = 0; i < n; i++)
            {
                // Few distinct values, so that ties abound.
                scores[i] = rng.NextBelow(20) switch { 0 => float.NaN, 1 => float.NegativeInfinity, 2 => float.PositiveInfinity, var v => v / 3f };
                if (rng.NextBelow(4) == 0)
                {
                    excluded.Add(i);
                }
            }
            foreach (var k in new[] { 0, 1, 2, 3, 10, n, n + 5 })
            {
                var expected = Enumerable.Range(0, n).Where(i => !excluded.Contains(i) && !float.IsNaN(scores[i])).OrderByDescending(i => scores[i]).ThenBy(i => i).Take(k);
                var top = new int[k];
                var count = TopK.Select(scores, excluded.ToArray(), top);
                Assert.Equal(expected, top[..count]);
            }
        }
    }

    [Fact]
    public void Allocates_nothing()
    {
        var scores = new float[5000];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = Rng.At(1, 0, i).NextSingle();
        }
        var top = new int[20];
        TopK.Select(scores, [], top);
        var before = GC.GetAllocatedBytesForCurrentThread();
        TopK.Select(scores, [], top);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
