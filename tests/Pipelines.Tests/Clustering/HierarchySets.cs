using Pipelines.Data;
using Pipelines.Tests.Evaluation;
using Pipelines.Tests.Golden;

namespace Pipelines.Tests.Clustering;

/// <summary>The tables of Golden/hierarchies.py and what its references make of them.</summary>
internal static class HierarchySets
{
    public static GoldenNumbers Golden { get; } = new("hierarchies.txt");

    public static Matrix Of(string name) => name switch
    {
        "waves" => Waves(600),
        "cancer" => LabelledRows.Read("breast-cancer").Rows,
        _ => LabelledRows.Read(name).Rows,
    };

    public static int[] Labels(string name) => [.. Golden[name].Select(v => (int)v)];

    /// <summary>Rows on a grid of quarter units, many of them equal, with rows outside.</summary>
    public static Matrix Crowd(int rows, int columns)
    {
        var x = new Matrix(rows, columns);
        for (var r = 0; r < rows; r++)
        {
            var rng = Rng.At(3, item: r);
            var far = r % 11 == 0 ? 20 : 1;
            for (var c = 0; c < columns; c++)
            {
                x[r][c] = MathF.Round((float)(rng.NextGaussian() * far) * 4) / 4 + (r % 4 * 3);
            }
        }
        return x;
    }

    /// <summary>Two bent bands and scattered rows, of whole numbers divided by a power of two, so that both languages make the same.</summary>
    private static Matrix Waves(int n)
    {
        var rows = new Matrix(n, 2);
        for (long i = 0; i < n; i++)
        {
            var h = ((i * 7919) + (i * i * 31)) % 1024;
            var v = ((i * 104729) + (i * i * 17)) % 1009;
            rows[(int)i][0] = (i % 10 == 9 ? h * 4 : 512 + h + (i % 2 * 512)) / 64f;
            rows[(int)i][1] = (i % 10 == 9 ? v * 3 : ((h - 512) * (h - 512) / 256 * (1 - (2 * (i % 2)))) + 1200 + (i % 2 * 900) + (v / 8)) / 64f;
        }
        return rows;
    }
}
