using Pipelines.Data;
using Pipelines.Reduction;
using Scenarios.Hosting;

namespace DimensionalityReduction.Study;

/// <summary>Parallel analysis within a budget: on at most 2,000 rows, with as many shuffled tables as can be afforded.</summary>
internal static class ChanceLevel
{
    private const int MostRows = 2000;
    private const double Budget = 3e10;

    /// <summary>The analysis of all rows, or null where not even five tables can be afforded.</summary>
    public static ParallelAnalysis? Of(Matrix encoded, long seed, RunContext run)
    {
        var rows = Spread(encoded, [.. Enumerable.Range(0, encoded.Rows)]);
        if (Replicates(rows, 1) is not (>= 5 and var replicates))
        {
            return null;
        }
        using var stage = run.Stage("progress.chance");
        return ComponentChoice.ByParallelAnalysis(rows, new() { Replicates = replicates, Seed = seed }, stage.Control);
    }

    /// <summary>How many components the training rows of each fold have beyond chance.</summary>
    public static IReadOnlyList<int> OfFolds(Matrix encoded, int[] rows, IReadOnlyList<Split> folds, long seed, RunContext run)
    {
        var found = new List<int>();
        foreach (var fold in folds)
        {
            var train = Spread(encoded, Array.ConvertAll(fold.Train, r => rows[r]));
            if (train.Rows >= 2 && Replicates(train, folds.Count) is >= 5 and var replicates)
            {
                found.Add(ComponentChoice.ByParallelAnalysis(train, new() { Replicates = replicates, Seed = seed }, run.Control).Components);
            }
        }
        return found;
    }

    private static int Replicates(Matrix rows, int times)
    {
        double n = rows.Rows, d = rows.Columns, smaller = Math.Min(n, d);
        var cost = (n * d * smaller) + (8 * smaller * smaller * smaller);
        return (int)Math.Min(40, Budget / cost / times);
    }

    /// <summary>At most so many of the rows, evenly spread over them.</summary>
    private static Matrix Spread(Matrix encoded, int[] rows)
    {
        var count = Math.Min(rows.Length, MostRows);
        var spread = new Matrix(count, encoded.Columns);
        for (var i = 0; i < count; i++)
        {
            encoded[rows[(int)((long)i * rows.Length / count)]].CopyTo(spread[i]);
        }
        return spread;
    }
}
