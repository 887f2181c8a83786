using Pipelines.Neighbors;

namespace Pipelines.Clustering;

/// <summary>The joins of a hierarchy, lowest first: the clusters that hold two rows become one at a height.</summary>
internal sealed class Dendrogram(int[] first, int[] second, double[] heights)
{
    public int[] First => first;

    public int[] Second => second;

    public double[] Heights => heights;

    /// <summary>What belongs together when no more than that many clusters are left. Equal rows (joins of height 0) stay together, so there may be fewer.</summary>
    public DisjointSets Cut(int clusters)
    {
        var sets = new DisjointSets(heights.Length + 1);
        for (var i = 0; i < heights.Length && (heights.Length + 1 - i > clusters || heights[i] == 0); i++)
        {
            sets.Join(first[i], second[i]);
        }
        return sets;
    }
}
