namespace Pipelines.Evaluation;

/// <summary>Whether one model beats another on the same units, or whether the difference may be chance.</summary>
/// <remarks>
/// The p-value is that of the sign-flip permutation test (Fisher, "The Design of Experiments", 1935; Good, "Permutation Tests", 2000): if the models were alike, each unit's difference might as well have the other sign.
/// Every flip is tried where there are no more than <see cref="PairedComparisonOptions.Permutations"/>; otherwise that many random ones, and p = (1 + those at least as far from 0) / (1 + tried), which is never 0.
/// Above 65,536 units neighbours are flipped together. O(units x permutations / 4) time. Flip r draws from <c>Rng.At(seed, 1, r)</c>: the same bits for any number of threads.
/// </remarks>
public sealed record PairedComparison
{
    /// <summary>How many units were compared: rows, or groups of rows.</summary>
    public required int Units { get; init; }

    /// <summary>Mean over the rows of model minus baseline.</summary>
    public required double MeanDifference { get; init; }

    /// <summary>Bootstrap confidence interval of <see cref="MeanDifference"/>; both ends NaN with fewer than 2 units.</summary>
    public required Interval Interval { get; init; }

    /// <summary>How often chance alone would give a mean difference at least this far from 0 (two-sided), 0 to 1.</summary>
    public required double PValue { get; init; }

    /// <summary>Two-sided p-value of Wilcoxon's signed-rank test, which asks about the middle and not the mean; normal approximation with ties; 1 where no unit differs.</summary>
    public required double WilcoxonPValue { get; init; }

    /// <summary>Share of units on which the model is better.</summary>
    public required double ShareBetter { get; init; }

    /// <summary>Share of units on which the model is worse; the rest are equal.</summary>
    public required double ShareWorse { get; init; }

    /// <summary>What to say: clear where <see cref="PValue"/> is at most <see cref="PairedComparisonOptions.Significance"/>.</summary>
    public required PairedVerdict Verdict { get; init; }

    /// <summary>Compares the values of two models on the same rows.</summary>
    /// <param name="model">One value a row, finite: its squared error, its list's NDCG, ...</param>
    /// <param name="baseline">The same of the model to beat, in the same order.</param>
    /// <param name="better">Whether higher or lower values are better.</param>
    /// <param name="options">Significance, permutations, replicates, seed; null for the defaults.</param>
    /// <param name="control">Threads and cancellation.</param>
    /// <param name="groups">Group of each row, such as its user, any whole numbers; empty where rows do not depend on each other.</param>
    /// <exception cref="DataException">No rows, lengths that differ, or a value that is not finite (the row is named, from 1).</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="better"/> is neither higher nor lower.</exception>
    public static PairedComparison Of(ReadOnlySpan<double> model, ReadOnlySpan<double> baseline, Better better, PairedComparisonOptions? options = null, FitControl? control = null, ReadOnlySpan<int> groups = default)
    {
        const string owner = nameof(PairedComparison);
        var checkedOptions = (options ?? new()).Checked();
        if (better is not (Better.Higher or Better.Lower))
        {
            throw new ArgumentOutOfRangeException(nameof(better), better, "Compare values of which higher or lower is better; take distances first where near 0 is.");
        }
        EvaluationInput.SameLength(owner, baseline.Length, "model", model.Length);
        EvaluationInput.Finite(owner, "model", model);
        EvaluationInput.Finite(owner, "baseline", baseline);
        var differences = new double[model.Length];
        for (var i = 0; i < differences.Length; i++)
        {
            differences[i] = model[i] - baseline[i];
        }
        var units = UnitSums.Of(differences, groups);
        var means = new double[units.Numerators.Length];
        int above = 0, below = 0;
        for (var u = 0; u < means.Length; u++)
        {
            means[u] = units.MeanOf(u);
            above += means[u] > 0 ? 1 : 0;
            below += means[u] < 0 ? 1 : 0;
        }
        var estimate = Bootstrap.Mean(differences, new() { Level = 1 - checkedOptions.Significance, Replicates = checkedOptions.Replicates, Seed = checkedOptions.Seed }, control, groups);
        var p = SignFlips.PValue(units.Numerators, checkedOptions.Permutations, checkedOptions.Seed, control ?? FitControl.Default);
        var (wins, losses) = better == Better.Higher ? (above, below) : (below, above);
        return new()
        {
            Units = means.Length,
            MeanDifference = estimate.Value,
            Interval = estimate.Interval,
            PValue = p,
            WilcoxonPValue = Wilcoxon.Of(means).PValue,
            ShareBetter = (double)wins / means.Length,
            ShareWorse = (double)losses / means.Length,
            Verdict = p > checkedOptions.Significance || estimate.Value == 0 ? PairedVerdict.NoClearDifference
                : estimate.Value > 0 == (better == Better.Higher) ? PairedVerdict.Better : PairedVerdict.Worse,
        };
    }

    /// <summary>
    /// p-values of several comparisons, raised so that all of them may be read together: the chance of even one false "clear" stays at most the significance
    /// (Holm, "A simple sequentially rejective multiple test procedure", 1979).
    /// </summary>
    /// <param name="pValues">One p-value a comparison, 0 to 1.</param>
    /// <returns>The adjusted p-values in the same order, at most 1.</returns>
    public static double[] Holm(ReadOnlySpan<double> pValues)
    {
        var order = new int[pValues.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }
        Array.Sort(pValues.ToArray(), order);
        var adjusted = new double[pValues.Length];
        double largest = 0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            largest = Math.Max(largest, Math.Min(1, (order.Length - rank) * pValues[order[rank]]));
            adjusted[order[rank]] = largest;
        }
        return adjusted;
    }
}
