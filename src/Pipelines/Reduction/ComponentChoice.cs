using Pipelines.Data;

namespace Pipelines.Reduction;

/// <summary>How many components are worth keeping.</summary>
public static class ComponentChoice
{
    /// <summary>The fewest components that explain a share of the variance.</summary>
    /// <param name="model">A model fitted with all components it may choose from.</param>
    /// <param name="share">More than 0 and at most 1.</param>
    /// <returns>From 1 to <see cref="PcaModel.ResultColumns"/>; all of them where even all explain less.</returns>
    /// <exception cref="DataException">The share is outside its range.</exception>
    public static int ByVariance(PcaModel model, double share)
    {
        if (!(share > 0 && share <= 1))
        {
            throw new DataException("reduction.share", $"ComponentChoice.share must be more than 0 and at most 1; got {share}. Pass 0.95 for 95 %.");
        }
        return ByVariance(model.ExplainedVarianceRatio, 1, share);
    }

    /// <summary>
    /// The leading components that have more variance than those of tables of the same shape whose columns have nothing to do with each other: J. Horn, "A rationale and test for the number of factors in factor analysis", 1965.
    /// Standardise the rows first where columns differ in unit, as the paper does. Cost: that of <see cref="Pca"/> once a table.
    /// </summary>
    /// <param name="rows">n x d, at least two rows.</param>
    /// <param name="options">How many tables, what level; null for the defaults.</param>
    /// <param name="control">Progress (a step a table), cancellation, threads.</param>
    /// <exception cref="OptionException">An option is out of range.</exception>
    /// <exception cref="DataException">Too few rows, or a cell is NaN or infinite.</exception>
    public static ParallelAnalysis ByParallelAnalysis(MatrixView rows, ParallelAnalysisOptions? options = null, FitControl? control = null)
    {
        options = (options ?? new()).Checked();
        rows.NeedRows(nameof(ParallelAnalysis), 2);
        rows.NeedFinite(nameof(ParallelAnalysis));
        control ??= FitControl.Default;
        var inner = control with { Progress = null };
        var (pca, table) = (new Pca(), rows.ToMatrix());
        var variances = pca.Fit(rows, inner).ExplainedVariance.ToArray();
        var deviations = Deviations(rows);
        var chance = new double[variances.Length][];
        for (var i = 0; i < chance.Length; i++)
        {
            chance[i] = new double[options.Replicates];
        }
        var column = new float[rows.Rows];
        for (var replicate = 0; replicate < options.Replicates; replicate++)
        {
            for (var c = 0; c < rows.Columns; c++)
            {
                var rng = Rng.At(options.Seed, replicate, c);
                for (var r = 0; r < column.Length; r++)
                {
                    column[r] = options.Normal ? (float)(rng.NextGaussian() * deviations[c]) : rows[r][c];
                }
                if (!options.Normal)
                {
                    rng.Shuffle(column.AsSpan());
                }
                for (var r = 0; r < column.Length; r++)
                {
                    table[r][c] = column[r];
                }
            }
            var found = pca.Fit(table, inner).ExplainedVariance;
            for (var i = 0; i < chance.Length; i++)
            {
                chance[i][replicate] = found[i];
            }
            control.Step(replicate + 1, options.Replicates);
        }
        var threshold = new double[chance.Length];
        for (var i = 0; i < chance.Length; i++)
        {
            Array.Sort(chance[i]);
            threshold[i] = chance[i][(int)Math.Ceiling(options.Level * options.Replicates) - 1];
        }
        var components = 0;
        // Beyond rounding: a table that shuffling cannot change is no more than chance.
        while (components < variances.Length && variances[components] > threshold[components] * (1 + 1e-9))
        {
            components++;
        }
        return new(components, variances, threshold);
    }

    private static double[] Deviations(MatrixView rows)
    {
        var deviations = new double[rows.Columns];
        for (var c = 0; c < deviations.Length; c++)
        {
            var (mean, squares) = (0.0, 0.0);
            for (var r = 0; r < rows.Rows; r++)
            {
                mean += rows[r][c];
            }
            mean /= rows.Rows;
            for (var r = 0; r < rows.Rows; r++)
            {
                squares += (rows[r][c] - mean) * (rows[r][c] - mean);
            }
            deviations[c] = Math.Sqrt(squares / (rows.Rows - 1));
        }
        return deviations;
    }

    internal static int ByVariance(ReadOnlySpan<double> parts, double total, double share)
    {
        var sum = 0.0;
        for (var i = 0; i < parts.Length; i++)
        {
            sum += parts[i];
            // A sum that should be exactly the share may miss it by rounding.
            if (sum >= (share - 1e-12) * total)
            {
                return i + 1;
            }
        }
        return parts.Length;
    }
}
