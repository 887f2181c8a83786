using CustomerSegmentation.Data;
using Pipelines.Clustering;

namespace CustomerSegmentation.Study;

/// <summary>Which of the eight usual groups of recency, frequency and money a segment's typical customer is in.</summary>
internal static class SegmentNames
{
    /// <summary>The keys of the eight groups: recency, frequency and money, 1 high and 0 low; by their number of <see cref="RfmScores.GroupOf"/>.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["rfm-000", "rfm-001", "rfm-010", "rfm-011", "rfm-100", "rfm-101", "rfm-110", "rfm-111"];

    /// <summary>The key of a segment's name: <c>rfm-111</c> to <c>rfm-000</c>; empty where there is no recency, frequency and money.</summary>
    /// <param name="data">The customers.</param>
    /// <param name="rule">The cuts of the scores; null for none.</param>
    /// <param name="clusters">The cluster of each customer.</param>
    /// <param name="cluster">The segment's.</param>
    public static string Of(CustomerData data, RfmRule? rule, int[] clusters, int cluster)
    {
        if (rule is null)
        {
            return "";
        }
        var rfm = data.Rfm!;
        return Keys[rule.GroupOf(Median(rfm.Recency, clusters, cluster), Median(rfm.Frequency, clusters, cluster), Median(rfm.Monetary, clusters, cluster))];
    }

    /// <summary>The middle value of a cluster's customers.</summary>
    public static double Median(IReadOnlyList<double> values, int[] clusters, int cluster)
    {
        double[] own = [.. values.Where((v, i) => clusters[i] == cluster && !double.IsNaN(v)).Order()];
        return own.Length == 0 ? double.NaN : own.Length % 2 == 1 ? own[own.Length / 2] : (own[(own.Length / 2) - 1] + own[own.Length / 2]) / 2;
    }
}
