using Pipelines;
using Pipelines.Clustering;
using Pipelines.Data;

namespace CustomerSegmentation.Labels;

/// <summary>A row that is worth labelling.</summary>
/// <param name="Row">Its place.</param>
/// <param name="StandsFor">How many rows are nearest to it of all that were chosen; 0 for one on a border.</param>
/// <param name="IsBorder">True where it was chosen because it lies between two groups, false where it is the middle of one.</param>
internal readonly record struct LabelChoice(int Row, int StandsFor, bool IsBorder)
{
    /// <summary>So much of a budget goes to borders: what is between groups says where they end, once their middles are known.</summary>
    public const double BorderShare = 0.2;

    /// <summary>Least rows to label for which borders are looked at: fewer are needed for the middles.</summary>
    public const int LeastForBorders = 30;

    /// <summary>
    /// The rows to label: as many groups as the budget has rows are made of all, and the row nearest to the middle of each stands for it; the rest are the rows that lie most evenly between two groups, at most one a pair of them.
    /// Largest group first, then borders.
    /// </summary>
    /// <param name="rows">All rows, as numbers.</param>
    /// <param name="budget">How many to choose, at most the number of rows.</param>
    /// <param name="seed">Seed of the groups.</param>
    /// <param name="control">Threads and cancellation.</param>
    public static LabelChoice[] Of(MatrixView rows, int budget, long seed, FitControl control)
    {
        budget = Math.Min(budget, rows.Rows);
        var middles = budget < LeastForBorders ? budget : budget - (int)(budget * BorderShare);
        var model = new KMeans(new() { Clusters = middles, Seed = seed, Restarts = 4 }).Fit(rows, control);
        var (nearest, least, sizes) = (new int[middles], new double[middles], new int[middles]);
        Array.Fill(nearest, -1);
        var borders = new List<(double Margin, int Row, int Pair)>(rows.Rows);
        for (var r = 0; r < rows.Rows; r++)
        {
            var (first, second, near, next) = TwoNearest(rows[r], model.Centroids);
            sizes[first]++;
            if (nearest[first] < 0 || near < least[first])
            {
                (nearest[first], least[first]) = (r, near);
            }
            if (second >= 0)
            {
                borders.Add((Math.Sqrt(next) - Math.Sqrt(near), r, (Math.Min(first, second) * middles) + Math.Max(first, second)));
            }
        }
        var chosen = new List<LabelChoice>(budget);
        // Fewer different rows than the budget leave groups without one.
        chosen.AddRange(Enumerable.Range(0, middles).Where(c => nearest[c] >= 0).OrderByDescending(c => sizes[c]).ThenBy(c => nearest[c]).Select(c => new LabelChoice(nearest[c], sizes[c], false)));
        var taken = chosen.Select(c => c.Row).ToHashSet();
        var pairs = new HashSet<int>();
        foreach (var (_, row, pair) in borders.OrderBy(b => b.Margin).ThenBy(b => b.Row))
        {
            if (chosen.Count == budget)
            {
                break;
            }
            if (!taken.Contains(row) && pairs.Add(pair))
            {
                taken.Add(row);
                chosen.Add(new(row, 0, true));
            }
        }
        return [.. chosen];
    }

    private static (int First, int Second, double Near, double Next) TwoNearest(ReadOnlySpan<float> row, MatrixView centers)
    {
        var (first, second, near, next) = (0, -1, double.PositiveInfinity, double.PositiveInfinity);
        for (var c = 0; c < centers.Rows; c++)
        {
            var center = centers[c];
            var sum = 0.0;
            for (var i = 0; i < row.Length; i++)
            {
                sum += ((double)row[i] - center[i]) * (row[i] - center[i]);
            }
            if (sum < near)
            {
                (second, next, first, near) = (double.IsInfinity(near) ? -1 : first, near, c, sum);
            }
            else if (sum < next)
            {
                (second, next) = (c, sum);
            }
        }
        return (first, second, near, next);
    }
}
