using Pipelines;
using Pipelines.Data;

namespace CustomerSegmentation.Labels;

/// <summary>What choosing rows to label is worth: the share of right labels that were carried to rows whose label was hidden, against as many rows labelled at random.</summary>
/// <param name="Labelled">How many labels were shown.</param>
/// <param name="Hidden">How many were hidden and are measured.</param>
/// <param name="Chosen">Right labels with the chosen rows, 0 to 1, mean over draws.</param>
/// <param name="Random">Right labels with rows at random, mean over draws.</param>
/// <param name="RandomSpread">Standard deviation of the latter over draws.</param>
/// <param name="Majority">Right labels of always the most frequent label.</param>
internal sealed record LabelGain(int Labelled, int Hidden, double Chosen, double Random, double RandomSpread, double Majority)
{
    private const int Draws = 20, ChosenDraws = 5;

    /// <summary>Measures by hiding labels: of the labelled rows as many as the budget says (at most half of them) are shown, the others are asked for.</summary>
    /// <param name="rows">The labelled rows, as numbers.</param>
    /// <param name="labels">Their labels, 0 to <paramref name="classes"/> − 1.</param>
    /// <param name="classes">How many labels there are.</param>
    /// <param name="budget">How many to show.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="control">Threads and cancellation.</param>
    public static LabelGain Of(Matrix rows, int[] labels, int classes, int budget, long seed, FitControl control)
    {
        var shown = Math.Min(budget, rows.Rows / 2);
        var spread = LabelSpread.Of(rows, control);
        double Right(int[] chosen)
        {
            var carried = spread.From(chosen, Array.ConvertAll(chosen, r => labels[r]), classes, control).Labels;
            var hidden = new HashSet<int>(chosen);
            var right = 0;
            for (var r = 0; r < carried.Length; r++)
            {
                right += carried[r] == labels[r] && !hidden.Contains(r) ? 1 : 0;
            }
            return right / (double)(carried.Length - hidden.Count);
        }
        var ours = new double[ChosenDraws];
        for (var i = 0; i < ours.Length; i++)
        {
            ours[i] = Right([.. LabelChoice.Of(rows, shown, seed + i, control).Select(c => c.Row)]);
        }
        var random = new double[Draws];
        for (var i = 0; i < random.Length; i++)
        {
            int[] order = [.. Enumerable.Range(0, rows.Rows)];
            Rng.At(seed, 23, i).Shuffle(order.AsSpan());
            random[i] = Right(order[..shown]);
        }
        var mean = random.Average();
        var counts = new int[classes];
        foreach (var label in labels)
        {
            counts[label]++;
        }
        return new(shown, rows.Rows - shown, ours.Average(), mean, Math.Sqrt(random.Sum(r => (r - mean) * (r - mean)) / (Draws - 1)), counts.Max() / (double)labels.Length);
    }
}
