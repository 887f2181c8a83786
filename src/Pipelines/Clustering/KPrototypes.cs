using Pipelines.Data;

namespace Pipelines.Clustering;

/// <summary>
/// k-prototypes: k-means for tables of numbers and categories. A prototype is the mean of the numbers and the most frequent category of each text of its cluster; a row is as far from it as its standardised numbers are,
/// squared, plus γ for each category that differs. Without texts it is k-means, without numbers k-modes.
/// </summary>
/// <remarks>
/// Minimises Σ ‖x − x̄‖² + γ · (categories that differ) over rows and their prototypes, by turns, as Lloyd's iterations do: n k (3 d + 2 c) operations a pass for d columns of numbers and c of texts; memory n (d + c) numbers.
/// Missing numbers count as the mean, a missing text as a category of its own; times and columns without any value are ignored, and listed in <see cref="KPrototypesModel.Ignored"/>.
/// γ by rule is the mean variance of the numbers, 1 once standardised, over the mean heterogeneity 1 − Σ p² of the categories, so that a column of either kind tells rows apart as much on average.
/// Z. Huang, "Extensions to the k-means algorithm for clustering large data sets with categorical values", 1998; G. Szepannek, "clustMixType: user-friendly clustering of mixed-type data in R", 2018 (the rule for γ).
/// Reference: kproto of clustMixType. Departures: numbers are standardised here, which it leaves to the caller; starts are drawn as k-means++ draws them, with this dissimilarity, instead of uniformly; of equally frequent categories
/// the first in ordinal order wins.
/// </remarks>
/// <param name="options">Options; null for the defaults.</param>
/// <exception cref="OptionException">An option is out of range.</exception>
public sealed class KPrototypes(KPrototypesOptions? options = null) : IEstimator<Table, KPrototypesModel>
{
    private readonly KPrototypesOptions _options = (options ?? new()).Checked();

    /// <inheritdoc/>
    /// <remarks>Uses every column of <paramref name="data"/>: leave ids and outcomes out first.</remarks>
    public KPrototypesModel Fit(Table data, FitControl? control = null)
    {
        control ??= FitControl.Default;
        control.Cancellation.ThrowIfCancellationRequested();
        if (data.Rows == 0 || data.Columns.Count == 0)
        {
            throw new DataException("clustering.empty", $"{nameof(KPrototypes)} must be given at least 1 row and 1 column; got {data.Rows} x {data.Columns.Count}. Check how the data was read and filtered.");
        }
        ClusteringChecks.NeedRows(data.Rows, _options.Clusters, nameof(KPrototypes));
        var encoding = MixedEncoding.Of(data, nameof(KPrototypes));
        var rows = encoding.Encode(data, nameof(KPrototypes));
        var gamma = _options.Gamma > 0 ? _options.Gamma : Rule(encoding, rows);
        var (best, pass) = ((PrototypeSearch?)null, 0);
        for (var start = 0; start < _options.Restarts; start++)
        {
            var search = new PrototypeSearch(rows, encoding, gamma, control);
            search.Start(_options.Clusters, _options.Seed, start);
            search.Run(_options.MaxIterations, cost => control.Step(++pass, _options.Restarts * _options.MaxIterations, cost));
            best = best is null || search.Cost < best.Cost ? search : best;
        }
        return best!.Model(_options.Clusters);
    }

    /// <summary>Mean variance of the numbers over mean heterogeneity of the categories; 1 where either is missing.</summary>
    private static double Rule(MixedEncoding encoding, MixedRows rows)
    {
        var columns = encoding.Texts.Count;
        var varying = 0.0;
        foreach (var deviation in encoding.Deviations)
        {
            varying += deviation > 0 ? 1 : 0;
        }
        var heterogeneity = 0.0;
        for (var j = 0; j < columns; j++)
        {
            var counts = new double[encoding.Levels[j].Count + 1];
            for (var r = 0; r < rows.Rows; r++)
            {
                counts[rows.Codes[(r * columns) + j]]++;
            }
            heterogeneity++;
            foreach (var count in counts)
            {
                heterogeneity -= count / rows.Rows * (count / rows.Rows);
            }
        }
        return varying > 0 && heterogeneity > 1e-12 ? varying / encoding.Numbers.Count / (heterogeneity / columns) : 1;
    }
}
