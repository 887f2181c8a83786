using Pipelines.Data;
using Pipelines.Models;
using Pipelines.Models.Encoders;
using Pipelines.Tests.Supervised;

namespace Pipelines.Tests.Clustering;

/// <summary>The labelled sets as they are clustered: iris and digits raw, wine and breast cancer with mean 0 and deviation 1.</summary>
internal static class ClassicSets
{
    public static (Matrix Rows, int[] Labels, int Clusters) Of(string name)
    {
        var (set, raw, clusters) = name switch
        {
            "iris" => (LabelledSets.Iris, true, 3),
            "wine" => (LabelledSets.Wine, false, 3),
            "cancer" => (LabelledSets.Cancer, false, 2),
            _ => (LabelledSets.Digits, true, 10),
        };
        var rows = raw ? set.Rows.ToMatrix() : new StandardScaler().Fit(set.Rows).Transform(set.Rows);
        if (name == "digits")
        {
            for (var i = 0; i < rows.Values.Length; i++)
            {
                rows.Values[i] *= 16;
            }
        }
        return (rows, Array.ConvertAll(set.Targets.ToArray(), t => (int)t), clusters);
    }

    /// <summary>Means of seven rows from i·n/k on: a start that any program can make, and that no row lies equally far from two of.</summary>
    public static Matrix Starts(Matrix rows, int clusters)
    {
        var starts = new Matrix(clusters, rows.Columns);
        for (var c = 0; c < clusters; c++)
        {
            var first = (int)((long)c * rows.Rows / clusters);
            for (var j = 0; j < rows.Columns; j++)
            {
                starts[c][j] = (float)(Enumerable.Range(first, 7).Sum(r => (double)rows[r][j]) / 7);
            }
        }
        return starts;
    }

    /// <summary>Adjusted Rand index from its definition by counts of pairs (L. Hubert, P. Arabie, 1985).</summary>
    public static double AdjustedRand(int[] a, int[] b)
    {
        static double Pairs(IEnumerable<int> counts) => counts.Sum(c => c * (c - 1.0) / 2);
        var together = Pairs(a.Zip(b).GroupBy(p => p).Select(g => g.Count()));
        var (first, second) = (Pairs(a.GroupBy(v => v).Select(g => g.Count())), Pairs(b.GroupBy(v => v).Select(g => g.Count())));
        var expected = first * second / Pairs([a.Length]);
        return (together - expected) / (((first + second) / 2) - expected);
    }

    /// <summary>Clouds of spread 1 around centres drawn from a cube of that side.</summary>
    public static (Matrix Rows, int[] Labels) Clouds(int rows, int columns, int clusters, float side, long seed = 3)
    {
        var (matrix, labels) = (new Matrix(rows, columns), new int[rows]);
        for (var r = 0; r < rows; r++)
        {
            labels[r] = r % clusters;
            var rng = Rng.At(seed, item: r);
            for (var j = 0; j < columns; j++)
            {
                matrix[r][j] = (float)rng.NextGaussian() + (side * Rng.At(seed, 1 + j, labels[r]).NextSingle());
            }
        }
        return (matrix, labels);
    }
}
