namespace Pipelines.Clustering;

/// <summary>Plain RFM: each customer ranked by recency, frequency and monetary value, cut into groups of like size (quintiles by default), 1 worst to 5 best. The baseline that a segmentation has to beat.</summary>
/// <remarks>
/// Cuts are where pandas' <c>qcut</c> puts them: score j ends at rank 1 + (n − 1) j / scores. How equal values are scored is <see cref="RfmOptions.Ties"/>: frequency 1, which more than half of all customers often have,
/// is one group there, or cut by the order of names.
/// </remarks>
public sealed class RfmScores
{
    private readonly int[] _totals = new int[3];

    private RfmScores(int[] recency, int[] frequency, int[] monetary, double[] rankSum)
    {
        (Recency, Frequency, Monetary, RankSum) = (recency, frequency, monetary, rankSum);
        var sum = new int[recency.Length];
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] = recency[i] + frequency[i] + monetary[i];
            _totals[0] += recency[i];
            _totals[1] += frequency[i];
            _totals[2] += monetary[i];
        }
        Sum = sum;
    }

    /// <summary>1 for those who were away longest.</summary>
    public IReadOnlyList<int> Recency { get; }

    /// <summary>1 for those who bought least often.</summary>
    public IReadOnlyList<int> Frequency { get; }

    /// <summary>1 for those who spent least.</summary>
    public IReadOnlyList<int> Monetary { get; }

    /// <summary>The three scores added.</summary>
    public IReadOnlyList<int> Sum { get; }

    /// <summary>The three shares of customers who rank at or below (equal ones in the middle), added, 0 to 3: as <see cref="Sum"/>, but telling apart whom it does not.</summary>
    public IReadOnlyList<double> RankSum { get; }

    /// <summary>The lowest days, purchases and amount of each score above 1, in that order: what the scores mean. For recency the highest number of days. NaN where nobody has a score.</summary>
    public required IReadOnlyList<double> RecencyCuts { get; init; }

    /// <summary>The lowest frequency of each score above 1; NaN where nobody has it.</summary>
    public required IReadOnlyList<double> FrequencyCuts { get; init; }

    /// <summary>The lowest amount of each score above 1; NaN where nobody has it.</summary>
    public required IReadOnlyList<double> MonetaryCuts { get; init; }

    /// <summary>Which of the eight usual groups a customer is in: 4 for a recency score above the mean of all, plus 2 for frequency, plus 1 for monetary value; 7 is high in all, 0 in none.</summary>
    /// <param name="customer">The customer's place.</param>
    public int GroupOf(int customer) => (IsHigh(Recency[customer], 0) ? 4 : 0) + (IsHigh(Frequency[customer], 1) ? 2 : 0) + (IsHigh(Monetary[customer], 2) ? 1 : 0);

    /// <summary>In whole numbers: where all have one score, nobody is above the mean by rounding.</summary>
    private bool IsHigh(int score, int measure) => (long)score * Sum.Count > _totals[measure];

    internal static RfmScores Of(RfmFeatures features)
    {
        var n = features.Customers.Count;
        double[] recency = new double[n], frequency = [.. features.Frequency], monetary = [.. features.Monetary];
        for (var i = 0; i < n; i++)
        {
            recency[i] = -features.Recency[i];
        }
        var shares = new double[n];
        var (count, ties) = (features.Options.Scores, features.Options.Ties);
        var (r, f, m) = (Score(recency, count, ties, shares), Score(frequency, count, ties, shares), Score(monetary, count, ties, shares));
        return new(r, f, m, shares)
        {
            RecencyCuts = Array.ConvertAll(Cuts(recency, r, count), v => -v),
            FrequencyCuts = Cuts(frequency, f, count),
            MonetaryCuts = Cuts(monetary, m, count),
        };
    }

    /// <summary>Scores values and adds the share of the middle rank of each.</summary>
    private static int[] Score(double[] values, int scores, RfmTies ties, double[] shares)
    {
        var n = values.Length;
        var order = new int[n];
        for (var i = 0; i < n; i++)
        {
            order[i] = i;
        }
        Array.Sort(order, (a, b) => values[a] != values[b] ? values[a].CompareTo(values[b]) : a.CompareTo(b));
        var result = new int[n];
        for (var from = 0; from < n;)
        {
            var to = from + 1;
            while (to < n && values[order[to]] == values[order[from]])
            {
                to++;
            }
            for (var i = from; i < to; i++)
            {
                var rank = ties == RfmTies.Equal ? from : i;
                // Rank − 1 is at most (n − 1) j / scores.
                result[order[i]] = n == 1 ? 1 : Math.Max(1, (int)((((long)rank * scores) + n - 2) / (n - 1)));
                shares[order[i]] += (from + 1 + to) / 2.0 / n;
            }
            from = to;
        }
        return result;
    }

    private static double[] Cuts(double[] values, int[] scores, int count)
    {
        var cuts = new double[count - 1];
        Array.Fill(cuts, double.NaN);
        for (var i = 0; i < values.Length; i++)
        {
            if (scores[i] > 1 && !(cuts[scores[i] - 2] <= values[i]))
            {
                cuts[scores[i] - 2] = values[i];
            }
        }
        return cuts;
    }
}
