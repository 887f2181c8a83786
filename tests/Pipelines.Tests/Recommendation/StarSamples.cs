using Pipelines.Data;
using Pipelines.Recommendation;

namespace Pipelines.Tests.Recommendation;

/// <summary>Small made-up ratings that the rating models are tested on.</summary>
internal static class StarSamples
{
    /// <summary>Ratings from 1 to 5 made of a mean, biases, two tastes and noise, on half of the pairs; the last user and the last item have none.</summary>
    public static Ratings Random(int users = 40, int items = 30, long seed = 1)
    {
        var (starts, indices, values) = (new long[users + 1], new List<int>(), new List<float>());
        for (var u = 0; u < users; u++)
        {
            for (var i = 0; u < users - 1 && i < items - 1; i++)
            {
                var rng = Rng.At(seed, u, i);
                if (rng.NextDouble() < 0.5)
                {
                    var taste = Math.Sin(u) * Math.Cos(i) * 1.2;
                    indices.Add(i);
                    values.Add((float)Math.Clamp(Math.Round(2 * (3.3 + taste + (0.5 * Math.Sin(3 * u)) + (0.5 * Math.Sin(7 * i)) + (0.4 * rng.NextGaussian()))) / 2, 0.5, 5));
                }
            }
            starts[u + 1] = indices.Count;
        }
        return new(Names("u", users), Names("i", items), new SparseMatrix(items, starts, [.. indices], [.. values]));
    }

    /// <summary>One row of ratings a user, NaN where there is none.</summary>
    public static Ratings Of(params float[][] rows)
    {
        var (starts, indices, values) = (new long[rows.Length + 1], new List<int>(), new List<float>());
        for (var u = 0; u < rows.Length; u++)
        {
            for (var i = 0; i < rows[u].Length; i++)
            {
                if (!float.IsNaN(rows[u][i]))
                {
                    indices.Add(i);
                    values.Add(rows[u][i]);
                }
            }
            starts[u + 1] = indices.Count;
        }
        return new(Names("u", rows.Length), Names("i", rows[0].Length), new SparseMatrix(rows[0].Length, starts, [.. indices], [.. values]));
    }

    /// <summary>All pairs of users and items, and one of each side that was never seen.</summary>
    public static (int[] Users, int[] Items) AllPairs(Ratings ratings)
    {
        var (users, items) = (new List<int>(), new List<int>());
        for (var u = -1; u < ratings.Users.Count; u++)
        {
            for (var i = -1; i < ratings.Items.Count; i++)
            {
                users.Add(u);
                items.Add(i);
            }
        }
        return ([.. users], [.. items]);
    }

    /// <summary>Root mean squared error of a model over all given ratings.</summary>
    public static double Rmse(IRatingModel model, Ratings test)
    {
        double squares = 0;
        for (var u = 0; u < test.Cells.Rows; u++)
        {
            var row = test.Cells[u];
            var predicted = new float[row.Count];
            model.Predict(Enumerable.Repeat(u, row.Count).ToArray(), row.Indices, predicted);
            for (var i = 0; i < row.Count; i++)
            {
                squares += (predicted[i] - row.Values[i]) * (double)(predicted[i] - row.Values[i]);
            }
        }
        return Math.Sqrt(squares / test.Count);
    }

    private static string[] Names(string prefix, int count) => [.. Enumerable.Range(1, count).Select(n => $"{prefix}{n}")];
}
