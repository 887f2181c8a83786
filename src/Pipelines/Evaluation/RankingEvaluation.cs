using System.Buffers;
using System.Globalization;
using Pipelines.Data;
using Pipelines.Numerics;

namespace Pipelines.Evaluation;

/// <summary>Measures top-n lists on held-out ratings: for each user all items but those of the training ratings are ranked, none sampled.</summary>
/// <remarks>
/// <para>A test item is relevant where its rating is at least a threshold. Let R be a user's relevant items, L the n best unseen items, best first, and h the hits, items of L in R.</para>
/// <para>precision@n = h / n. recall@n = h / |R|. hit_rate@n = 1 where h &gt; 0, else 0. mrr@n = 1 / rank of the first hit, 0 without one.
/// map@n = Σ over hits at rank k of (hits up to k) / k, divided by min(n, |R|).
/// ndcg@n = Σ over hits at rank k of 1 / log₂(k + 1), divided by the same sum over the first min(n, |R|) ranks: binary gains (Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002).
/// A list shorter than n, where not enough items are left, counts its missing places as misses.</para>
/// <para>item_coverage@n = different items in all lists together / items in the catalogue (Herlocker, Konstan, Terveen and Riedl, "Evaluating collaborative filtering recommender systems", 2004).
/// novelty@n = mean over L of −log₂(training users of the item / all users); an item nobody used counts as used by one (Zhou, Kuscsik, Liu, Medo, Wakeling and Zhang, "Solving the apparent diversity-accuracy
/// dilemma of recommender systems", 2010).
/// diversity@n = mean over pairs of L of 1 − similarity; 0 for fewer than two items (Ziegler, McNee, Konstan and Lausen, "Improving recommendation lists through topic diversification", 2005).</para>
/// <para>The whole catalogue is ranked because metrics on sampled items can reverse the order of recommenders (Krichene and Rendle, "On sampled metrics for item recommendation", 2020).</para>
/// <para>Cost: one call of the scorer and one pass over the items a user. Memory: the scores of one user a thread.</para>
/// </remarks>
public static class RankingEvaluation
{
    internal const string Coverage = "item_coverage";

    private const int UsersAtOnce = 256;
    private static readonly string[] Measures = ["precision", "recall", "ndcg", "map", "mrr", "hit_rate"];

    /// <summary>The cutoffs where none are given: 5, 10 and 20.</summary>
    public static IReadOnlyList<int> DefaultCutoffs { get; } = [5, 10, 20];

    /// <summary>Ranks the catalogue for every user who has a relevant test item. The same bits at any number of threads.</summary>
    /// <param name="train">What users had seen; never shown again.</param>
    /// <param name="test">What they rated later, over the same users and items. A pair that is also in <paramref name="train"/> can never be hit.</param>
    /// <param name="relevantFrom">A test item is relevant from this rating on; negative infinity makes every test item relevant, as with implicit feedback.</param>
    /// <param name="scorer">Scores the items.</param>
    /// <param name="cutoffs">Lengths of list to measure, each at least 1; null for <see cref="DefaultCutoffs"/>.</param>
    /// <param name="control">Progress (a step for each 256 users), cancellation, threads; null for <see cref="FitControl.Default"/>.</param>
    /// <param name="similarity">For diversity; null leaves it out.</param>
    /// <exception cref="DataException">Users or items of the two differ, or no test rating is relevant.</exception>
    /// <exception cref="OptionException">A cutoff is less than 1.</exception>
    public static RankingMetrics Run(Ratings train, Ratings test, float relevantFrom, ScoreItems scorer, IReadOnlyList<int>? cutoffs = null, FitControl? control = null, ItemSimilarity? similarity = null)
    {
        control ??= FitControl.Default;
        var (seen, later) = (train.Cells, test.Cells);
        if (seen.Rows != later.Rows || seen.Columns != later.Columns)
        {
            throw new DataException("ranking.shape", $"RankingEvaluation.test must have the users and items of train, {seen.Rows} and {seen.Columns}; got {later.Rows} and {later.Columns}. Split one Ratings in two.");
        }
        var rising = Checked(cutoffs);
        var users = UsersWithRelevant(later, relevantFrom);
        if (users.Length == 0)
        {
            throw new DataException("ranking.none", $"RankingEvaluation.test must hold a rating of at least {relevantFrom}; none of its {later.Count} does. Lower the rating from which an item counts as liked.");
        }
        string[] measures = similarity is null ? [.. Measures, "novelty"] : [.. Measures, "novelty", "diversity"];
        var values = new double[measures.Length][][];
        for (var m = 0; m < measures.Length; m++)
        {
            values[m] = [.. rising.Select(_ => new double[users.Length])];
        }
        var surprise = Surprise(seen);
        var longest = rising[^1];
        var lists = new int[(long)users.Length * longest];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = control.Threads, CancellationToken = control.Cancellation };
        var steps = (users.Length + UsersAtOnce - 1) / UsersAtOnce;
        for (var step = 0; step < steps; step++)
        {
            Parallel.For(step * UsersAtOnce, Math.Min(users.Length, (step + 1) * UsersAtOnce), parallel, at =>
            {
                var user = users[at];
                var rented = ArrayPool<float>.Shared.Rent(seen.Columns);
                var scores = rented.AsSpan(0, seen.Columns);
                scorer(user, scores);
                var list = lists.AsSpan(at * longest, longest);
                var count = TopK.Select(scores, seen[user].Indices, list);
                list[count..].Fill(-1);
                ArrayPool<float>.Shared.Return(rented);
                for (var c = 0; c < rising.Length; c++)
                {
                    var shown = list[..Math.Min(count, rising[c])];
                    Hits(shown, later[user], relevantFrom, rising[c], values, c, at);
                    values[Measures.Length][c][at] = MeanOf(shown, surprise);
                    if (similarity is not null)
                    {
                        values[Measures.Length + 1][c][at] = Diversity(shown, similarity);
                    }
                }
            });
            control.Step(step + 1, steps);
        }
        var perUser = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
        for (var m = 0; m < measures.Length; m++)
        {
            for (var c = 0; c < rising.Length; c++)
            {
                perUser.Add(Key(measures[m], rising[c]), values[m][c]);
            }
        }
        return new([.. Measures, Coverage, .. measures.AsSpan(Measures.Length)], rising, users, perUser)
        {
            UsersLeftOut = seen.Rows - users.Length,
            Items = seen.Columns,
            DifferentItems = rising.ToDictionary(n => n, n => Different(lists, longest, n, seen.Columns)),
        };
    }

    internal static string Key(string measure, int cutoff) => string.Create(CultureInfo.InvariantCulture, $"{measure}@{cutoff}");

    private static int[] Checked(IReadOnlyList<int>? cutoffs)
    {
        int[] rising = [.. (cutoffs ?? DefaultCutoffs).Distinct().Order()];
        return rising.Length > 0 && rising[0] >= 1
            ? rising
            : throw new OptionException(nameof(RankingEvaluation), nameof(cutoffs), "one or more whole numbers, at least 1", rising.Length == 0 ? "none" : rising[0].ToString(CultureInfo.InvariantCulture));
    }

    private static int[] UsersWithRelevant(SparseView test, float relevantFrom)
    {
        var users = new List<int>();
        for (var user = 0; user < test.Rows; user++)
        {
            if (CountRelevant(test[user], relevantFrom) > 0)
            {
                users.Add(user);
            }
        }
        return [.. users];
    }

    private static int CountRelevant(SparseRow row, float relevantFrom)
    {
        var count = 0;
        foreach (var rating in row.Values)
        {
            count += rating >= relevantFrom ? 1 : 0;
        }
        return count;
    }

    /// <summary>Self-information of each item, in bits.</summary>
    private static double[] Surprise(SparseView seen)
    {
        var counts = new int[seen.Columns];
        foreach (var item in seen.Indices)
        {
            counts[item]++;
        }
        return Array.ConvertAll(counts, count => Math.Log2((double)seen.Rows / Math.Max(1, count)));
    }

    /// <summary>The six measures of accuracy for one list.</summary>
    private static void Hits(ReadOnlySpan<int> shown, SparseRow later, float relevantFrom, int cutoff, double[][][] values, int c, int at)
    {
        var relevant = CountRelevant(later, relevantFrom);
        var best = Math.Min(cutoff, relevant);
        int hits = 0, first = 0;
        double gain = 0, ideal = 0, precisions = 0;
        for (var k = 1; k <= shown.Length; k++)
        {
            var place = later.Indices.BinarySearch(shown[k - 1]);
            if (place >= 0 && later.Values[place] >= relevantFrom)
            {
                hits++;
                first = first == 0 ? k : first;
                gain += 1 / Math.Log2(k + 1);
                precisions += (double)hits / k;
            }
        }
        for (var k = 1; k <= best; k++)
        {
            ideal += 1 / Math.Log2(k + 1);
        }
        values[0][c][at] = (double)hits / cutoff;
        values[1][c][at] = (double)hits / relevant;
        values[2][c][at] = gain / ideal;
        values[3][c][at] = precisions / best;
        values[4][c][at] = first == 0 ? 0 : 1.0 / first;
        values[5][c][at] = hits > 0 ? 1 : 0;
    }

    private static double MeanOf(ReadOnlySpan<int> shown, double[] surprise)
    {
        var sum = 0.0;
        foreach (var item in shown)
        {
            sum += surprise[item];
        }
        return shown.IsEmpty ? 0 : sum / shown.Length;
    }

    private static double Diversity(ReadOnlySpan<int> shown, ItemSimilarity similarity)
    {
        var sum = 0.0;
        for (var i = 1; i < shown.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                sum += 1 - similarity(shown[i], shown[j]);
            }
        }
        return shown.Length < 2 ? 0 : sum / (shown.Length * (shown.Length - 1) / 2);
    }

    private static int Different(int[] lists, int longest, int cutoff, int items)
    {
        var shown = new bool[items];
        var count = 0;
        for (var i = 0; i < lists.Length; i++)
        {
            if (i % longest < cutoff && lists[i] is >= 0 and var item && !shown[item])
            {
                shown[item] = true;
                count++;
            }
        }
        return count;
    }
}
