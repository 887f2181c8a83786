using Pipelines;
using Pipelines.Reduction;

namespace DimensionalityReduction.Study;

/// <summary>How many components to keep, and how sure that is.</summary>
/// <param name="Components">The number.</param>
/// <param name="Reason">Why it: <c>accuracy</c>, <c>none</c> (no number keeps the accuracy), <c>chance</c> (more variance than chance gives), <c>noise</c> (not even the first has), <c>variance</c> (90 % of the variance) or <c>named</c>.</param>
/// <param name="Agreement">Share of resamplings, or of folds, that agree; NaN where none was asked.</param>
internal sealed record ComponentDecision(int Components, string Reason, double Agreement)
{
    /// <summary>Share of the resamplings that has to agree.</summary>
    public const double Needed = 0.9;

    private const int Replicates = 1000;

    /// <summary>
    /// For each number of components the share of bootstrap samples of the rows in which no algorithm loses more than the margin against all columns.
    /// </summary>
    /// <param name="trials">The trials, each with a score for the same rows.</param>
    /// <param name="tried">The numbers of components.</param>
    /// <param name="margin">How much of accuracy or R² may be lost.</param>
    /// <param name="seed">Seed of the resamplings.</param>
    /// <param name="control">Threads and cancellation.</param>
    public static IReadOnlyDictionary<int, double> Agreements(IReadOnlyList<Trial> trials, IReadOnlyList<int> tried, double margin, long seed, FitControl control)
    {
        var algorithms = trials.Select(t => t.Algorithm).Distinct().ToArray();
        var rows = trials[0].Scores.Length;
        var differences = new double[tried.Count * algorithms.Length][];
        for (var i = 0; i < tried.Count; i++)
        {
            for (var a = 0; a < algorithms.Length; a++)
            {
                var all = trials.First(t => t.Algorithm == algorithms[a] && t.Input == Trial.All).Scores;
                var few = trials.First(t => t.Algorithm == algorithms[a] && t.Input == Trial.Pca && t.Components == tried[i]).Scores;
                differences[(i * algorithms.Length) + a] = [.. few.Zip(all, (x, y) => x - y)];
            }
        }
        var holds = new bool[Replicates][];
        Parallel.For(0, Replicates, new ParallelOptions { MaxDegreeOfParallelism = control.Threads, CancellationToken = control.Cancellation }, replicate =>
        {
            var times = new double[rows];
            var rng = Rng.At(seed, 2, replicate);
            for (var i = 0; i < rows; i++)
            {
                times[rng.NextBelow(rows)]++;
            }
            var own = new bool[tried.Count];
            for (var i = 0; i < own.Length; i++)
            {
                own[i] = true;
                for (var a = 0; a < algorithms.Length; a++)
                {
                    own[i] &= System.Numerics.Tensors.TensorPrimitives.Dot<double>(times, differences[(i * algorithms.Length) + a]) / rows >= -margin;
                }
            }
            holds[replicate] = own;
        });
        return Enumerable.Range(0, tried.Count).ToDictionary(i => tried[i], i => holds.Count(h => h[i]) / (double)Replicates);
    }

    /// <summary>The smallest number that loses no more than the margin in nine of ten resamplings; where none does, the one with which the algorithm that loses most loses least.</summary>
    public static ComponentDecision ByAccuracy(IReadOnlyDictionary<int, double> agreements, IReadOnlyList<Trial> trials)
    {
        foreach (var (components, agreement) in agreements.OrderBy(a => a.Key))
        {
            if (agreement >= Needed)
            {
                return new(components, "accuracy", agreement);
            }
        }
        var all = trials.Where(t => t.Input == Trial.All).ToDictionary(t => t.Algorithm, t => t.Value);
        var best = agreements.Keys.Order().MaxBy(k => trials.Where(t => t.Input == Trial.Pca && t.Components == k).Min(t => t.Value - all[t.Algorithm]));
        return new(best, "none", agreements[best]);
    }

    /// <summary>Without a target: the components with more variance than chance gives, sure where the folds find as many, give or take one.</summary>
    /// <param name="analysis">The analysis of all rows; null where it would have cost too much.</param>
    /// <param name="folds">How many the training rows of each fold give.</param>
    /// <param name="spectrum">The components of all rows.</param>
    public static ComponentDecision ByVariance(ParallelAnalysis? analysis, IReadOnlyList<int> folds, PcaModel spectrum) => analysis switch
    {
        null => new(ComponentChoice.ByVariance(spectrum, 0.9), "variance", double.NaN),
        { Components: 0 } => new(1, "noise", folds.Count == 0 ? double.NaN : folds.Count(f => f == 0) / (double)folds.Count),
        _ => new(Math.Min(analysis.Components, spectrum.ResultColumns), "chance", folds.Count == 0 ? double.NaN : folds.Count(f => Math.Abs(f - analysis.Components) <= 1) / (double)folds.Count),
    };
}
