using Pipelines.Recommendation;
using Xunit;

namespace Pipelines.Tests.Recommendation;

public sealed class TopItemsTests
{
    [Fact]
    public void Leaves_out_what_is_excluded_in_any_order_and_breaks_ties_by_index()
    {
        var top = new ScoredItem[4];
        var count = TopItems.Select([1, 5, 3, 5, float.NaN, 3, 9], [6, 1, -1, 6, 40], top);
        Assert.Equal(4, count);
        Assert.Equal([new(3, 5), new(2, 3), new(5, 3), new(0, 1)], top);
        Assert.Equal(2, TopItems.Select([1, 2, 3], [0], new ScoredItem[10]));
        Assert.Equal(0, TopItems.Select([], [], new ScoredItem[10]));
        Assert.Equal(0, TopItems.Select([1], [], []));
    }

    [Fact]
    public void A_list_never_shows_the_history()
    {
        var ratings = SampleRatings.Random(30, 40, 1);
        var model = new Ease().Fit(ratings);
        for (var u = 0; u < 30; u++)
        {
            var row = ratings.Cells[u];
            var list = TopItems.For(model, row.Indices, row.Values, 100);
            Assert.Equal(40 - row.Count, list.Count);
            foreach (var item in list)
            {
                Assert.False(row.Contains(item.Item));
            }
        }
    }

    [Fact]
    public void Selecting_allocates_nothing()
    {
        var (scores, top) = (new float[1000], new ScoredItem[20]);
        int[] excluded = [9, 3, 500];
        TopItems.Select(scores, excluded, top);
        var before = GC.GetAllocatedBytesForCurrentThread();
        TopItems.Select(scores, excluded, top);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
