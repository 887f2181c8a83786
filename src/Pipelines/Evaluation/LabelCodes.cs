using System.Runtime.InteropServices;

namespace Pipelines.Evaluation;

/// <summary>Cluster labels, which may be any whole numbers, as codes 0, 1, 2, ... in the order of the labels.</summary>
internal sealed class LabelCodes
{
    private LabelCodes(int[] codes, int[] labels, int[] counts) => (Codes, Labels, Counts) = (codes, labels, counts);

    /// <summary>The code of each row; −1 where a row belongs to no cluster.</summary>
    public int[] Codes { get; }

    /// <summary>The label that each code stands for, rising.</summary>
    public int[] Labels { get; }

    /// <summary>How many rows have each code.</summary>
    public int[] Counts { get; }

    /// <summary>How many rows belong to a cluster.</summary>
    public int Clustered
    {
        get
        {
            var sum = 0;
            foreach (var count in Counts)
            {
                sum += count;
            }
            return sum;
        }
    }

    /// <summary>Codes of the labels.</summary>
    /// <param name="labels">One a row.</param>
    /// <param name="noise">True where labels below 0 mean that a row belongs to no cluster; false where they are clusters as any other.</param>
    public static LabelCodes Of(ReadOnlySpan<int> labels, bool noise)
    {
        var counts = new Dictionary<int, int>();
        foreach (var label in labels)
        {
            if (!noise || label >= 0)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, label, out _)++;
            }
        }
        var sorted = new int[counts.Count];
        counts.Keys.CopyTo(sorted, 0);
        Array.Sort(sorted);
        var sizes = new int[sorted.Length];
        for (var c = 0; c < sorted.Length; c++)
        {
            sizes[c] = counts[sorted[c]];
            counts[sorted[c]] = c;
        }
        var codes = new int[labels.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = counts.GetValueOrDefault(labels[i], -1);
        }
        return new(codes, sorted, sizes);
    }
}
